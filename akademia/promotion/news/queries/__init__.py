"""What readers, staff and the rest of the house see of the news."""
