"""What the house works by: dated legal numbers, the standard, the TTHC catalogue."""
