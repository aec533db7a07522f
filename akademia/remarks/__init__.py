"""Mistakes that readers report: what is wrong on which page, and what staff did about it."""
