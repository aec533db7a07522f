"""Parts of lessons that cite provisions."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.passages import Passage
from akademia.education.courses.models import Lesson
from akademia.education.courses.queries.public import lesson_items
from akademia.texts.queries.passages import passages_of


def lesson_passages(provisions: Collection[int]) -> Iterable[Passage]:
    """Return the parts of lessons that cite some provisions; open are those of lessons that need no enrolment."""
    return list(passages_of("lesson", provisions, lesson_items, _sources))


def _sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    found = db.session.execute(select(Lesson.id, Lesson.html, Lesson.preview).where(Lesson.id.in_(refs)))
    return {ref: (html, preview) for ref, html, preview in found}
