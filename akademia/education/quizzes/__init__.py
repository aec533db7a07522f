"""Tests: bank, attempts, marking."""
