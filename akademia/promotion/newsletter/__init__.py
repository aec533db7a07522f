"""The newsletter: subscriptions, numbered issues, sending, the archive."""
