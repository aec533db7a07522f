"""Pure decisions of the advisory window."""
