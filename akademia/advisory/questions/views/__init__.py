"""The window of questions: the desk of experts."""

from akademia.advisory.questions.views import acts, desk

BLUEPRINTS = (desk.bp,)
__all__ = ["BLUEPRINTS", "acts"]
