"""Settings and wiring of the whole."""
