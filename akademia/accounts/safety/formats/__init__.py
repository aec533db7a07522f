"""Values that authenticators and browsers read."""
