"""The journal: who did what, when, in a sentence, on rows that nobody can change.

Every act outside a dossier writes one entry (a dossier's own events are its journal).
Entries are append-only by trigger, chained by hash within each agency, and carry the
database's own `recorded_at`. Details hold keys and numbers, never an applicant's personal
data. (R27, R64; TCVN 14423 on logs.)
"""
