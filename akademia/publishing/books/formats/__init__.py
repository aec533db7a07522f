"""A book as data, its PDF and its EPUB."""
