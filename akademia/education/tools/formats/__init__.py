"""The calendar of duties as a file."""
