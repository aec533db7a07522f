"""What people send to the advisory window."""
