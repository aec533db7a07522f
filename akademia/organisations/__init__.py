"""Organisations by their numbers, and the territories of the country."""
