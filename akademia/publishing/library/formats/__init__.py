"""Bytes and text of the library's works, and values."""
