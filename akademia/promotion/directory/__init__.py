"""The directory of entities, as list and map."""
