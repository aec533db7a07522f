"""What the library is asked."""
