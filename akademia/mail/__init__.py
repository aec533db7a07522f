"""Letters: rendered when queued, delivered by the worker."""
