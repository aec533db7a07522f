"""Course folders."""
