"""Files and feeds of the window of questions."""
