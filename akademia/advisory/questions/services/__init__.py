"""Acts on cases and answers."""
