"""Figures as plain values: what is right about one, which contradict each other, how they are drawn."""
