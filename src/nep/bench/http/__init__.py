"""What only a network shows: the web server as it is served, and people who ask it for pages."""
