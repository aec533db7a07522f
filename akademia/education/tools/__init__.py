"""Practical tools on the act: a calculator, a choice, check-lists, a calendar of duties, a self-assessment."""
