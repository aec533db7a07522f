"""Statistics for their readers, and their desk."""

from akademia.research.statistics.views import desk, reading, sheets

BLUEPRINTS = (reading.bp, desk.bp)
__all__ = ["BLUEPRINTS", "sheets"]
