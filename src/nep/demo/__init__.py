"""Ninh Thuận in late 2023, built through the services like a user would.

Agencies and procedures are real; people, dossiers and results are invented, and every page
of a shifted installation says so.
"""
