"""The library for its readers, and its desk."""

from akademia.publishing.library.views import departments, desk, reading

BLUEPRINTS = (reading.bp, desk.bp)
__all__ = ["BLUEPRINTS", "departments"]
