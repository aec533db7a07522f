"""The library for its readers, and its desk."""

from akademia.publishing.library.views import desk_files, files

BLUEPRINTS = (files.bp, desk_files.bp)
