"""What is done with notices: told, opened, carried by letters; and how far the jobs have come."""
