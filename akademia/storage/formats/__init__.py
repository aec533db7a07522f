"""What bytes are, told from the bytes alone."""
