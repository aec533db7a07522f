"""Work behind the scenes: the outbox, the clock, the worker."""
