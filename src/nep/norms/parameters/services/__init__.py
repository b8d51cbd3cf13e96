"""The acts on dated numbers, hours and days: loading what is committed, and deciding otherwise."""
