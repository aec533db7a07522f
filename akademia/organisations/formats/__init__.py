"""Files this package reads."""
