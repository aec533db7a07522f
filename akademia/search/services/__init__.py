"""Keeping the index true to what is public."""

from akademia.search.services.keeping import ask_refresh, rebuilding, refreshing

__all__ = ["ask_refresh", "rebuilding", "refreshing"]
