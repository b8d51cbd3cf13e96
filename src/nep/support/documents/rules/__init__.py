"""The rules of documents: plain Python, to be read by a lawyer."""
