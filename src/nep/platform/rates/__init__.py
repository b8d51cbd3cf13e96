"""How often something may be asked: counted for all processes at once, in one statement.

Sign-in is not counted here: allauth does that, with a sliding window in the shared cache.
"""
