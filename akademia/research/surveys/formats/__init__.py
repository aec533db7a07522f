"""Questionnaires and results as files: the starter's YAML, the canonical data set, tables, a report."""
