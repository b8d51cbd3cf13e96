"""What the page of signing in says of the dated numbers."""
