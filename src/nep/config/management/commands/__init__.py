"""Commands that see every module."""
