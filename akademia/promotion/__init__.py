"""Promotion: news, letters, the map of entities."""
