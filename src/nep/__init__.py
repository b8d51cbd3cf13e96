"""Nếp: the approved document is the running process, and the running process is the evidence."""
