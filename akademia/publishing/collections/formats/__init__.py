"""A number as a book."""
