"""Education: courses and tests."""
