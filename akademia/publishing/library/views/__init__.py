"""The library for its readers, and its desk."""

from akademia.publishing.library.views import citing, departments, desk, desk_files, feeds, files, harvest, reading

BLUEPRINTS = (reading.bp, files.bp, citing.bp, feeds.bp, harvest.bp, desk.bp, desk_files.bp)
__all__ = ["BLUEPRINTS", "departments"]
