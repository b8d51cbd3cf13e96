"""Reference pages written from the code, so that they cannot say anything else.

`make docs` writes them into `docs/reference` and fails where the committed ones differ. They
need no database: only the code, the Vietnamese catalogue and committed tables are read.
"""
