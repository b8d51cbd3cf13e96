"""Who has to know a document, and who has read and confirmed it."""
