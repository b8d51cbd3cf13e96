"""One process that keeps Nếp standing: database, web and worker, and the command `nep`.

`nep run` starts the embedded PostgreSQL, brings its tables up to date, starts web and worker,
starts again whichever of them dies, and stops all of them in order. Every other `nep …` is a
Django command that attaches to the database of the same home, and never stops a server it has
not started itself.

The supervisor is plain Python: it imports neither Django nor a database driver, so that it stays
small and cannot fall with what it watches. What needs Django runs in a child (`child.py`).

Invariants: nothing outside `NEP_HOME` is written, except where the path of the socket would be
too long; secrets are 0600 and the socket's folder 0700; the application never holds the password
of the role that owns its tables.
"""
