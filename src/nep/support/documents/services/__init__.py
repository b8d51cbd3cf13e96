"""The acts on documents, in the order of their story: drafting, review, approval."""
