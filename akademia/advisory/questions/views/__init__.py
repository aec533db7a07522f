"""The window of questions: asking, the case by its private link, the experts' desk, published answers."""

from akademia.advisory.questions.views import (
    acts,
    answers,
    asking,
    cases,
    desk,
    figures,
    managing,
    publishing,
    readers,
    reading,
)

BLUEPRINTS = (asking.bp, cases.bp, desk.bp, answers.bp, figures.bp, publishing.bp)
__all__ = ["BLUEPRINTS", "acts", "managing", "readers", "reading"]
