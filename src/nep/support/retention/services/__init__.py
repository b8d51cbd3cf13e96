"""The acts on records kept."""
