"""What is asked of the quarterly."""
