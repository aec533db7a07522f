"""Subscribing, making issues, sending them, taking in what was not delivered."""
