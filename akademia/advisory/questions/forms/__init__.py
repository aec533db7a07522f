"""What askers, experts and staff send."""
