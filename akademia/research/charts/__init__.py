"""Charts as SVG with their table and a sentence: pure drawing."""
