"""What records of the catalogue are, and how their step tables are read. Plain Python."""
