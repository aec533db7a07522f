"""Results as files: the canonical data set, tables for spreadsheets, a report as Markdown."""
