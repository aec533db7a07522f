"""The window of questions: asking, the case by its private link, and what of the answers everybody reads."""

from akademia.advisory.questions.views import (
    answers,
    asking,
    cases,
    figures,
    managing,
    publishing,
    readers,
    reading,
)

BLUEPRINTS = (asking.bp, cases.bp, answers.bp, figures.bp, publishing.bp)
__all__ = ["BLUEPRINTS", "managing", "readers", "reading"]
