"""Tables that people fill in with Excel (`reading`), and tables they take home (`writing`)."""
