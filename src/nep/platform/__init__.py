"""What every office needs before it can work: people who sign in, a journal, files."""
