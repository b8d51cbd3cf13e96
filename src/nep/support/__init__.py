"""Clause 7: documented information, and later competence."""
