"""Who did what to what, when, by which door."""
