"""What comes to the quarterly as bytes."""
