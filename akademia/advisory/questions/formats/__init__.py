"""Files of the window of questions."""
