"""Markdown in, HTML out."""
