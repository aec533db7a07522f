"""Published answers that a change of the law sends to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from akademia.advisory.questions.models import PublishedAnswer
from akademia.advisory.questions.queries.reading import ANSWER
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law.models import Amendment, Review

AHEAD_DAYS = 90  # as long before the day as with other texts


@dataclass(frozen=True)
class StaleAnswer:
    """An open review of an answer. `changes`: [{"key", "label", "what"}]."""

    review_id: int
    ref: int
    title: str
    case_id: int | None
    amendment: str
    due_on: date
    opened_at: datetime
    changes: Sequence[Mapping[str, str]]

    @property
    def is_late(self) -> bool:
        return self.due_on <= clock.today()


def _open() -> Any:
    return (
        select(Review.id, Review.ref, PublishedAnswer.title, PublishedAnswer.case_id, Amendment.display_address,
               Review.due_on, Review.opened_at, Review.changes)
        .join(PublishedAnswer, (PublishedAnswer.id == Review.ref) & (Review.kind == ANSWER))
        .join(Amendment, Amendment.id == Review.amendment_id)
        .where(Review.verdict.is_(None))
        .order_by(Review.due_on, Review.id)
    )  # fmt: skip


def stale_answers_of(user_id: int) -> list[StaleAnswer]:
    """Return the answers that wait to be looked at by an expert: those whose last version is theirs, and nobody's."""
    near = Review.due_on <= clock.today() + timedelta(days=AHEAD_DAYS)
    own = or_(Review.owner_number == user_id, Review.owner_number.is_(None))
    return [StaleAnswer(*row) for row in db.session.execute(_open().where(near, own))]


def reviews_of(answer_id: int) -> list[StaleAnswer]:
    """Return the open reviews of one answer, the earliest day first."""
    return [StaleAnswer(*row) for row in db.session.execute(_open().where(Review.ref == answer_id))]


def case_of_review(review_id: int) -> int:
    """Return the case of an answer that a review is of.

    :raises Missing: it is of another text, or its answer has no case any more.
    """
    own = select(PublishedAnswer.case_id).join(Review, (Review.ref == PublishedAnswer.id) & (Review.kind == ANSWER))
    found = db.session.scalar(own.where(Review.id == review_id))
    if found is None:
        raise Missing
    return found
