"""Studies for the rest of the house: lists, the search, the register of provisions, the desk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.clock import WARSAW
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.passages import Passage
from akademia.core.text import fold
from akademia.research.surveys.models import Study
from akademia.research.surveys.queries.reading import PUBLIC, STATES
from akademia.research.surveys.queries.rows import STUDY_KIND
from akademia.texts.formats.reading import reading
from akademia.texts.queries.passages import passages_of

MOST_FOUND = 8
_REFS: Any = bindparam("refs", expanding=True)
_SEEN: Any = (PUBLIC, Study.removed.is_(False))
_ITEMS: Any = (
    select(Study.id, Study.slug, Study.title, Study.summary, Study.state, Study.region, Study.legal_state_on,
           Study.changed_at)
    .where(*_SEEN).order_by(Study.opened_at.desc(), Study.id.desc())
)  # fmt: skip
_SOME_ITEMS: Any = _ITEMS.where(Study.id.in_(_REFS))
_STAMPS: Any = select(Study.id, Study.version, Study.slug, Study.changed_at).where(*_SEEN)
_SOME_STAMPS: Any = _STAMPS.where(Study.id.in_(_REFS))
_DOCUMENTS: Any = select(Study).where(*_SEEN, Study.id.in_(_REFS)).order_by(Study.id)


def every_study() -> Iterable[Item]:
    """Return every open or closed study, the newest first."""
    return [_item(row) for row in rows(_ITEMS)]


def public_studies(refs: Collection[int]) -> Iterable[Item]:
    """Return the open or closed studies among some numbers."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def studies_between(first: date, last: date) -> Iterable[Item]:
    """Return the studies that opened in some days, the oldest first."""
    begun = datetime.combine(first, time(), WARSAW), datetime.combine(last + timedelta(days=1), time(), WARSAW)
    asked = _ITEMS.where(Study.opened_at >= begun[0], Study.opened_at < begun[1])
    return [_item(row) for row in reversed(db.session.execute(asked).all())]


def _item(row: Any) -> Item:
    facts = tuple(filter(None, (STATES[row.state], row.region)))
    return Item(
        STUDY_KIND, row.id, row.title, row.summary, {"slug": row.slug}, row.legal_state_on, row.changed_at, facts
    )


def living_studies(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are studies, in whatever state, in the bin or not."""
    return set(db.session.scalars(select(Study.id).where(Study.id.in_(refs)).execution_options(**WITH_BIN)))


def study_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where studies among some numbers are kept, also those that readers do not see."""
    found = db.session.execute(select(Study.id, Study.title, Study.state).where(Study.id.in_(refs)))
    return {ref: Found(title, "surveys_desk.show_study", {"ref": ref}, (STATES[state],)) for ref, title, state in found}


def found_studies(words: str) -> list[Found]:
    """Return the few public studies whose titles hold the words."""
    wanted = fold(words)
    hits = [row for row in rows(_ITEMS) if wanted in fold(row.title)]
    return [Found(row.title, "surveys.show_survey", {"slug": row.slug}, ("badanie",)) for row in hits][:MOST_FOUND]


def study_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of public studies."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row[0]: _stamp(*row[1:]) for row in found}


def _stamp(version: int, slug: str, changed_at: object) -> str:
    return f"{version} {slug} {changed_at}"


def study_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return public studies as the search reads them: what they are for and their description, never an answer."""
    return [_document(row) for row in rows(_DOCUMENTS, refs=list(refs))]


def _document(row: Any) -> Document:
    text = reading(row.html)
    beside = (row.purpose, row.period, row.region, row.team)
    return Document(
        ref=row.id, stamp=_stamp(row.version, row.slug, row.changed_at), title=row.title, summary=row.summary,
        place={"slug": row.slug}, words=" ".join([*filter(None, beside), text.words]), headings=text.headings,
        path=("Ankiety",), legal_state_on=row.legal_state_on,
    )  # fmt: skip


def study_passages(provisions: Collection[int]) -> Iterable[Passage]:
    """Return the parts of public studies that cite some provisions."""
    return list(passages_of(STUDY_KIND, provisions, public_studies, _sources))


def _sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    found = db.session.execute(select(Study.id, Study.html).where(Study.id.in_(refs)))
    return {ref: (html, True) for ref, html in found}
