"""What askers, experts, staff and readers send."""
