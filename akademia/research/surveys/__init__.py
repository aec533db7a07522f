"""Surveys: studies with groups, answers that lead to nobody, results."""
