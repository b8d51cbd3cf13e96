"""Dates and numbers as Vietnamese officials write them, in either language."""
