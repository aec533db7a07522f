"""Reading the index, and what public things there are to be read into it."""
