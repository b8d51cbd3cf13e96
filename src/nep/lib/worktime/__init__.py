"""The clock that stands up in court: office time, limits, due dates and why they are what they are.

A limit (thời hạn) begins and ends by Bộ luật Dân sự 2015, Điều 147–148: a limit in days does not
count the day of the event that starts it, ends with its last day, and where that is a rest day
ends with the next working day; a limit in hours begins at the moment itself. Nghị định 61/2018,
Điều 18–19 adds when a dossier is handed on and what a request for supplements does to its limit.

Invariants: only moments with a time zone come in and only moments of Việt Nam go out; nothing here
reads the clock; units are never mixed without a word that says so; every due moment comes with the
lines of its calculation; the same question always has the same answer, so it may be stored.
"""
