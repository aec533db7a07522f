"""The quarterly: its settings, numbers, articles and corrections, and the files of each whole number."""
