"""How far an answer is on its way to readers, and the published ones at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from akademia.advisory.questions.models import Case, Opinion, PublishedAnswer, Topic
from akademia.advisory.questions.queries.answers import answer_of_case
from akademia.advisory.questions.queries.reading import ReadingRow, draft_of_case, said
from akademia.advisory.questions.queries.redacting import Left, case_by_id, left_in
from akademia.advisory.questions.queries.stale import StaleAnswer, reviews_of
from akademia.advisory.questions.rules.publishing import is_agreed, mark_of
from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.texts.models import Draft

STATES = {"opublikowane": "czytelnicy je widzą", "wycofane": "wycofane"}


@dataclass(frozen=True)
class Way:
    """The way of one case's answer to readers.

    :param agreed: whether the asker's consent stands for a publication now.
    :param verdict: what was last said of the draft's very words: `asked`, `approved`, `returned`; empty for nothing.
    """

    case: Case
    answer: PublishedAnswer | None
    draft: Draft | None
    agreed: bool
    verdict: str
    readings: Sequence[ReadingRow]
    left: Sequence[Left]
    stale: Sequence[StaleAnswer]

    @property
    def is_public(self) -> bool:
        return self.answer is not None and self.answer.withdrawn_at is None


def way(case_id: int) -> Way:
    """Return how far a case's answer is.

    :raises Missing: there is no such case.
    """
    case, answer, draft = case_by_id(case_id), answer_of_case(case_id), draft_of_case(case_id)
    told = said(case_id, mark_of(draft.data) if draft else "")
    verdict = next((one.verdict for one in told if one.current), "")
    agreed = is_agreed(case.consent, case.consent_at, answer.withdrawn_at if answer else None)
    return Way(case, answer, draft, agreed, verdict, told, left_in(draft.data) if draft else (),
               reviews_of(answer.id) if answer else ())  # fmt: skip


@dataclass(frozen=True)
class DeskAnswer:
    """A published answer as the desk lists it."""

    id: int
    slug: str
    title: str
    topic: str
    version: int
    published_at: datetime
    changed_at: datetime
    legal_state_on: date | None
    withdrawn_at: datetime | None
    withdrawn_why: str | None
    case_id: int | None


def desk_answers(asked: Asked) -> ListPage[DeskAnswer]:
    """Return published answers, those changed last first unless asked otherwise."""
    query: Any = select(
        PublishedAnswer.id, PublishedAnswer.slug, PublishedAnswer.title, Topic.name, PublishedAnswer.version,
        PublishedAnswer.published_at, PublishedAnswer.changed_at, PublishedAnswer.legal_state_on,
        PublishedAnswer.withdrawn_at, PublishedAnswer.withdrawn_why, PublishedAnswer.case_id,
    ).join(Topic, Topic.id == PublishedAnswer.topic_id)  # fmt: skip
    if asked.words:
        columns = (PublishedAnswer.title, PublishedAnswer.summary, Topic.name)
        query = query.where(or_(*(one.icontains(asked.words, autoescape=True) for one in columns)))
    if "stan" in asked.filters:
        gone = PublishedAnswer.withdrawn_at.is_not(None)
        query = query.where(gone if asked.filters["stan"] == "wycofane" else ~gone)
    column = PublishedAnswer.title if asked.sort == "tytul" else PublishedAnswer.changed_at
    order = column.desc() if asked.descending else column.asc()
    return list_page(query.order_by(order, PublishedAnswer.id), asked, lambda row: DeskAnswer(*row))


def opinions_of(ref: int) -> tuple[int, int]:
    """Return how many readers an answer helped, and how many it did not."""
    found = list(db.session.scalars(select(Opinion.is_helpful).where(Opinion.answer_id == ref)))
    return sum(found), len(found) - sum(found)
