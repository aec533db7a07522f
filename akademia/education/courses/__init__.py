"""Courses: programme, lessons, learning."""
