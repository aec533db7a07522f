"""People as works name them: authors, editors, translators. Not accounts."""
