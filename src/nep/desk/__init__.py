"""The desk: what members of staff see when they come to work — shell, home, search."""
