"""News: articles of the academy, their archive, feeds and pictures."""
