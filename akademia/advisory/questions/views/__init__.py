"""Published answers for readers; the way of a text to them for experts and staff."""

from akademia.advisory.questions.views import answers, managing, publishing, readers, reading

BLUEPRINTS = (answers.bp, publishing.bp)
__all__ = ["BLUEPRINTS", "managing", "readers", "reading"]
