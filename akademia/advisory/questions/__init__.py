"""Questions: what people ask, and what the practitioners answer."""
