"""Our own small mechanisms on Django, and nothing of the field itself.

Verdicts answer *may they?* with one value; events tell modules above what happened; the
clock is the only place where time is read; slots let a page be completed from above;
record and actor references name rows and people that stand in modules above. There are no
tables here; the one migration makes the database functions that every table relies on.
"""
