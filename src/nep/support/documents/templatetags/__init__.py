"""What templates of documents, and of modules above, say about revisions."""
