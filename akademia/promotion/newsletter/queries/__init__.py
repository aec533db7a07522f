"""What subscribers, readers and staff see of the newsletter."""
