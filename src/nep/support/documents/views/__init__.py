"""The pages of documents: lists, one revision with its faces, and the acts on it."""
