"""The law of a dossier in plain Python: its states, its events, and how they fold."""
