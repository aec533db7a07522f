"""Parts of published answers that cite provisions."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from akademia.advisory.questions.models import PublishedAnswer
from akademia.advisory.questions.queries.answers import ANSWER, answer_items
from akademia.core.db import db
from akademia.core.passages import Passage
from akademia.texts.queries.passages import passages_of


def answer_passages(provisions: Collection[int]) -> Iterable[Passage]:
    """Return the parts of published answers that cite some provisions."""
    return list(passages_of(ANSWER, provisions, answer_items, _sources))


def _sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    found = db.session.execute(
        select(PublishedAnswer.id, PublishedAnswer.html)
        .where(PublishedAnswer.id.in_(refs), PublishedAnswer.withdrawn_at.is_(None))
    )  # fmt: skip
    return {ref: (html, True) for ref, html in found}
