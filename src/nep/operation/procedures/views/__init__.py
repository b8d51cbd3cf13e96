"""Pages of procedures: the parts of a draft, its diagram, and drafting from the catalogue."""
