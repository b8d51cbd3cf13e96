"""Commands of agencies."""
