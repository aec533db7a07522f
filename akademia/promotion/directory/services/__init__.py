"""Acts on the directory: editing, confirming, correcting, bringing registers in."""
