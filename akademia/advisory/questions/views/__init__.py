"""The window of questions: asking, the case by its private link, the desk of experts."""

from akademia.advisory.questions.views import acts, asking, cases, desk

BLUEPRINTS = (asking.bp, cases.bp, desk.bp)
__all__ = ["BLUEPRINTS", "acts"]
