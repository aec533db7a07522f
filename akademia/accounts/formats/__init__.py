"""Files this package reads and writes."""
