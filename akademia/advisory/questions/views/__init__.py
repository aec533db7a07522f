"""The window of questions: the desk of experts."""

from akademia.advisory.questions.views import acts, desk, own, topics

BLUEPRINTS = (desk.bp,)
__all__ = ["BLUEPRINTS", "acts", "own", "topics"]
