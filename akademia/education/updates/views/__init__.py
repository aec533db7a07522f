"""Lessons on what changed: for everyone under the course, and at the staff desk."""

from akademia.education.updates.views import desk, reading

BLUEPRINTS = (reading.bp, desk.bp)
