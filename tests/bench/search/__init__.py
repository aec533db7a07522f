"""How good the search is, and what it costs."""
