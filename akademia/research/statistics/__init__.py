"""Series of figures with their sources."""
