"""Acts of the library."""
