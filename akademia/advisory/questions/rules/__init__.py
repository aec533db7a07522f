"""Decisions of the questions on values alone."""
