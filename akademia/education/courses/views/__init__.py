"""Courses for readers and learners; building them at the staff desk."""

from akademia.education.courses.views import beginning, building, reading

BLUEPRINTS = (reading.bp, building.bp)
__all__ = ["BLUEPRINTS", "beginning"]
