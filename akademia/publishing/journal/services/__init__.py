"""Acts on the quarterly."""
