"""The face for other systems: REST under `/api/v1/`, and the connections that may read it.

Each module keeps one router in its own `api.py`; here they are put together, guarded by a token
with scopes or by the session of a person, limited, and described (`openapi.json`).
"""
