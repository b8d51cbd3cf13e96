"""Clause 8: procedures that run, and the dossiers that run through them."""
