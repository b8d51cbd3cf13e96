"""The province at a glance: what all its agencies receive, finish and keep in force.

Those who watch over the province (QĐ 19/2014 Điều 12) see every agency that has a quality system,
as of now, and go down to its procedures, their dossiers and their events; a leader and an ISO
secretary see their own. Above stand the tasks of the yearly plan (plan 646 for 2023): where no
module keeps the data yet, the page says so and never shows a nought.

Everything is read from projections that acts move (ADR 47). Applicants are masked (R61).
"""
