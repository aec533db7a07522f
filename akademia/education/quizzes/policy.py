"""Who may see and do what with attempts."""

from datetime import datetime

from akademia.accounts.models import User
from akademia.education.quizzes.models import Attempt
from akademia.education.quizzes.rules import is_over
from akademia.education.quizzes.rules import may_review as rule_allows


def may_open(user: User, attempt: Attempt) -> bool:
    """An attempt is its learner's own; nobody else's door leads to it."""
    return attempt.user_id == user.id


def may_answer(attempt: Attempt, now: datetime) -> bool:
    """Say whether an attempt still takes answers: not submitted, and in time."""
    return attempt.submitted_at is None and not is_over(attempt.ends_at, now)


def may_review(attempt: Attempt) -> bool:
    """Say whether right answers may be shown for a submitted attempt."""
    return attempt.submitted_at is not None and rule_allows(attempt.quiz.review, bool(attempt.passed))
