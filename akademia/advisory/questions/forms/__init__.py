"""What people send to the window of questions."""
