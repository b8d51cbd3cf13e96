"""Dossiers: what citizens file, and everything that is done to it.

A dossier's truth is its events: append-only, sealed by hash, each with the legal moment,
the database's own moment, who acted and on what ground. State, open steps and worklists are
projections that `verify` refolds and compares. A dossier is pinned to the procedure revision
in force when it was filed; the engine says what may follow. Personal data stand apart in
the applicant's row, which can be erased. (R37–R47, R51, R61; NĐ 61/2018, TT 01/2018.)
"""
