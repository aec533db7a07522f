"""The library for its readers, and its desk."""

from akademia.publishing.library.views import departments, desk, desk_files, files, reading

BLUEPRINTS = (reading.bp, files.bp, desk.bp, desk_files.bp)
__all__ = ["BLUEPRINTS", "departments"]
