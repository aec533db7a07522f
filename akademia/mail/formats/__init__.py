"""A letter as words, and as bytes on the wire."""
