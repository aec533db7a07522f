"""The search: one index over everything public, in Polish."""
