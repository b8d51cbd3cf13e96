"""Pages of dossiers: lists, the counter, one dossier, and the acts on it."""
