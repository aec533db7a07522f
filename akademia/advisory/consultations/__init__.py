"""Consultations: experts' hours, free times, booking without an account, the waiting list."""
