"""Series as CSV and JSON, CSV as rows, and the starter's file."""
