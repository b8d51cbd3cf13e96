"""The words in which a template speaks to the mechanisms of this package."""
