"""Keeping series: their descriptions, their figures, their way to readers and back, the starter."""
