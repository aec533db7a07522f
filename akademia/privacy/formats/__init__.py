"""A copy of a person's data, in words."""
