"""Register files as they come, the directory as it is given out, the starter's entities."""
