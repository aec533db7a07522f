"""The window of questions: asking, the case by its private link, the desk of experts, and what everybody reads."""

from akademia.advisory.questions.views import (
    acts,
    answers,
    asking,
    cases,
    desk,
    figures,
    managing,
    own,
    publishing,
    readers,
    reading,
    topics,
)

BLUEPRINTS = (asking.bp, cases.bp, answers.bp, figures.bp, desk.bp, publishing.bp)
__all__ = ["BLUEPRINTS", "acts", "managing", "own", "readers", "reading", "topics"]
