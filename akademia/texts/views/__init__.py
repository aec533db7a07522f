"""Pages and the glossary for readers; their editor, versions and the bin for staff."""

from akademia.texts.views import editing, lists, reading, versions

BLUEPRINTS = (reading.bp, editing.bp)
__all__ = ["BLUEPRINTS", "lists", "versions"]
