"""What pages read of cases and answers."""
