"""How well personal data is found in invented sentences."""
