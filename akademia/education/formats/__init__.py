"""A course folder packed as one file."""
