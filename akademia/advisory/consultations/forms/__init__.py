"""What visitors and experts send about consultations."""
