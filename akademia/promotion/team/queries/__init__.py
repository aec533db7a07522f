"""Reading the team: rows, readers' pages, the house, the desk."""
