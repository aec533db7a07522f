"""The window of questions: asking and the case by its private link."""

from akademia.advisory.questions.views import asking, cases

BLUEPRINTS = (asking.bp, cases.bp)
