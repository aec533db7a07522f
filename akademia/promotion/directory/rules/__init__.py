"""Kinds of entities, their fields, how fresh they are, and what a register file would change."""
