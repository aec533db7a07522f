"""Reading series: rows, readers' pages, the house, the desk."""
