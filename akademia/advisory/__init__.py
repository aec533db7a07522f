"""Advisory: the window where practitioners answer."""
