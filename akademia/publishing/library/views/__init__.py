"""The library for its readers, and its desk."""

from akademia.publishing.library.views import citing, departments, desk, feeds, harvest, reading

BLUEPRINTS = (reading.bp, citing.bp, feeds.bp, harvest.bp, desk.bp)
__all__ = ["BLUEPRINTS", "departments"]
