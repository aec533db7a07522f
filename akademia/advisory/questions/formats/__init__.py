"""Topics in files; answers as feeds and as data for machines."""
