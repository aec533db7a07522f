"""The quarterly: for everyone, and at the staff desk."""

from akademia.publishing.journal.views import desk, errata, issues, reading

BLUEPRINTS = (reading.bp, desk.bp)
__all__ = ["BLUEPRINTS", "errata", "issues"]
