"""Books made by the system: one description, and from it a tagged PDF and an EPUB. It knows no tables and no web."""
