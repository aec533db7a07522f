"""Topics in files."""
