"""What staff send about studies."""
