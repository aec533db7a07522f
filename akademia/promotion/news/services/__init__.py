"""Acts on the news."""

from akademia.promotion.news.services.articles import NEWS

__all__ = ["NEWS"]
