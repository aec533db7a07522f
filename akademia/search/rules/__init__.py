"""Decisions of the search on values alone: words, weights, what was asked, spelling, snippets."""
