"""Pages of administrators: the people of an agency, one person, many at once, the review."""
