"""Consultations as entries of calendars."""
