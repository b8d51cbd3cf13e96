"""Formats of dates and numbers, one folder a language."""
