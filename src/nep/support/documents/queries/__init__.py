"""Every read that crosses the module's door."""
