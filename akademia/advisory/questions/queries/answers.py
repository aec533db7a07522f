"""Published answers, for readers and for the house. What was withdrawn is left out of all but its own notice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, exists, func, or_, select

from akademia.advisory.questions.models import Correction, PublishedAnswer, Topic
from akademia.core.area import Document, Found, Item
from akademia.core.clock import day_span
from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.core.text import date_words
from akademia.law.models import Act, Citation, Provision
from akademia.law.queries import Notice, notices
from akademia.law.queries.cited import CitedProvision, provisions_of_text
from akademia.organisations.models import Territory
from akademia.texts.formats.reading import reading
from akademia.texts.models import Revision

ANSWER = "answer"
ROWS_A_PAGE = 20
MOST_RELATED = 5
_REFS: Any = bindparam("refs", expanding=True)
_PUBLIC = PublishedAnswer.withdrawn_at.is_(None)
_ROW = (
    PublishedAnswer.id, PublishedAnswer.slug, PublishedAnswer.title, PublishedAnswer.summary,
    PublishedAnswer.legal_state_on, PublishedAnswer.published_at, PublishedAnswer.changed_at,
    Topic.name.label("topic"), Territory.name.label("region"),
)  # fmt: skip


@dataclass(frozen=True)
class AnswerRow:
    """An answer as lists show it."""

    id: int
    slug: str
    title: str
    summary: str
    legal_state_on: date | None
    published_at: datetime
    changed_at: datetime
    topic: str
    region: str | None


@dataclass(frozen=True)
class VersionRow:
    """A version of an answer, and why it was made; the first has no reason."""

    version: int
    at: datetime
    words: str


@dataclass(frozen=True)
class AnswerPage:
    """An answer as its page shows it. `question`: paragraphs of plain text."""

    id: int
    slug: str
    title: str
    summary: str
    question: tuple[str, ...]
    html: Markup
    legal_state_on: date | None
    published_at: datetime
    changed_at: datetime
    version: int
    topic: str
    topic_slug: str
    region: str | None
    notices: tuple[Notice, ...] = ()
    cited: tuple[CitedProvision, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    related: tuple[AnswerRow, ...] = ()


@dataclass(frozen=True)
class Withdrawn:
    """What is told of a withdrawn answer: why, and nothing of it."""

    why: str
    at: datetime


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of plain text."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def answer_of_case(case_id: int) -> PublishedAnswer | None:
    """Return what was published of a case, withdrawn or not."""
    return db.session.scalar(select(PublishedAnswer).where(PublishedAnswer.case_id == case_id))


def answer_row(ref: int, lock: bool = False) -> PublishedAnswer:
    """Return an answer, withdrawn or not.

    :raises Missing: there is none.
    """
    wanted = select(PublishedAnswer).where(PublishedAnswer.id == ref)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def public_row(ref: int) -> PublishedAnswer:
    """Return an answer that readers see.

    :raises Missing: there is none, or it was withdrawn.
    """
    found = answer_row(ref)
    if found.withdrawn_at is not None:
        raise Missing
    return found


# ── the list ──


def _rows() -> Any:
    return (
        select(*_ROW)
        .join(Topic, Topic.id == PublishedAnswer.topic_id)
        .outerjoin(Territory, Territory.code == PublishedAnswer.region_code)
        .where(_PUBLIC)
    )


def answers(asked: Asked, provision: str = "") -> ListPage[AnswerRow]:
    """Return a page of published answers, the newest first.

    :param asked: `temat` is a topic's part of address, `region` a voivodeship's code, `rok` a year.
    :param provision: „uzs:art-15”: those that cite it or a part of it.
    """
    query, said = _rows(), asked.filters
    if "temat" in said:
        query = query.where(Topic.slug == said["temat"])
    if "region" in said:
        query = query.where(PublishedAnswer.region_code == said["region"])
    if "rok" in said:
        query = query.where(func.extract("year", PublishedAnswer.published_at) == int(said["rok"]))
    if provision:
        query = query.where(_citing(provision))
    newest = query.order_by(PublishedAnswer.published_at.desc(), PublishedAnswer.id.desc())
    return list_page(newest, asked, lambda row: AnswerRow(*row), ROWS_A_PAGE)


def _citing(provision: str) -> Any:
    act, _, key = provision.partition(":")
    return exists(
        select(Citation.id)
        .join(Provision, Provision.id == Citation.provision_id)
        .join(Act, Act.id == Provision.act_id)
        .where(
            Citation.kind == ANSWER, Citation.ref == PublishedAnswer.id, Act.key == act,
            or_(Provision.key == key, Provision.key.startswith(f"{key}-", autoescape=True)),
        )
    )  # fmt: skip


def newest(topic: str = "", most: int = 30) -> list[AnswerRow]:
    """Return the answers published or corrected last, of one topic where its part of address is given."""
    query = _rows().where(Topic.slug == topic) if topic else _rows()
    found = db.session.execute(query.order_by(PublishedAnswer.changed_at.desc(), PublishedAnswer.id.desc()).limit(most))
    return [AnswerRow(*row) for row in found]


def topic_name(slug: str) -> str:
    """Return a topic's name.

    :raises Missing: there is none at this part of address.
    """
    found = db.session.scalar(select(Topic.name).where(Topic.slug == slug))
    if found is None:
        raise Missing
    return found


# ── one answer ──

_PAGE = (
    select(PublishedAnswer, Topic.name.label("topic"), Topic.slug.label("topic_slug"), Territory.name.label("region"))
    .join(Topic, Topic.id == PublishedAnswer.topic_id)
    .outerjoin(Territory, Territory.code == PublishedAnswer.region_code)
    .where(PublishedAnswer.id == bindparam("ref"))
)


def answer_page(ref: int) -> AnswerPage | Withdrawn:
    """Return an answer as its page shows it, in a constant number of questions; of a withdrawn one, why.

    :raises Missing: there is none.
    """
    found = db.session.execute(_PAGE, {"ref": ref}).first()
    if found is None:
        raise Missing
    answer: PublishedAnswer = found.PublishedAnswer
    if answer.withdrawn_at is not None:
        return Withdrawn(answer.withdrawn_why or "", answer.withdrawn_at)
    return AnswerPage(
        answer.id, answer.slug, answer.title, answer.summary, paragraphs(answer.question),
        Markup(answer.html),  # noqa: S704 - cleaned when it was saved
        answer.legal_state_on, answer.published_at, answer.changed_at, answer.version, found.topic, found.topic_slug,
        found.region, notices(ANSWER, [ref]).get(ref, ()), provisions_of_text(ANSWER, ref), _versions(ref),
        _related(answer),
    )  # fmt: skip


def _versions(ref: int) -> tuple[VersionRow, ...]:
    words = (Correction.answer_id == Revision.ref) & (Correction.version == Revision.version)
    found = db.session.execute(
        select(Revision.version, Revision.published_at, Correction.words)
        .outerjoin(Correction, words)
        .where(Revision.kind == ANSWER, Revision.ref == ref)
        .order_by(Revision.version.desc())
    )
    return tuple(VersionRow(version, at, said or "") for version, at, said in found)


def _related(answer: PublishedAnswer) -> tuple[AnswerRow, ...]:
    """Return others that cite the same provisions, most of them first, then others of the topic."""
    own = select(Citation.provision_id).where(Citation.kind == ANSWER, Citation.ref == answer.id)
    shared = (
        select(func.count(Citation.provision_id.distinct()))
        .where(Citation.kind == ANSWER, Citation.ref == PublishedAnswer.id, Citation.provision_id.in_(own))
        .scalar_subquery()
    )
    alike = (PublishedAnswer.topic_id == answer.topic_id) | (shared > 0)
    query = _rows().where(PublishedAnswer.id != answer.id, alike)
    found = query.order_by(shared.desc(), PublishedAnswer.published_at.desc(), PublishedAnswer.id).limit(MOST_RELATED)
    return tuple(AnswerRow(*row) for row in db.session.execute(found))


# ── for the house ──


def _place(ref: int, slug: str) -> dict[str, str]:
    return {"ref": str(ref), "slug": slug}


def every_answer() -> Iterable[Item]:
    """Return every published answer as others may show it, the newest first."""
    found = _rows().order_by(PublishedAnswer.published_at.desc(), PublishedAnswer.id.desc())
    return [_item(row) for row in db.session.execute(found)]


def newest_answers(most: int) -> Iterable[Item]:
    """Return the answers published last."""
    return [_item(row) for row in rows(_NEWEST, most=most)]


def answer_items(refs: Collection[int]) -> Iterable[Item]:
    """Return the published answers among some numbers."""
    return [_item(row) for row in rows(_ITEMS, refs=list(refs))]


def answers_between(first: date, last: date) -> Iterable[Item]:
    """Return the answers published in some days, the oldest first."""
    begins, ends = day_span(first, last)
    return [_item(row) for row in rows(_BETWEEN, begins=begins, ends=ends)]


def _item(row: Any) -> Item:
    facts = (row.topic, date_words(row.published_at.date()))
    return Item(
        ANSWER, row.id, row.title, row.summary, _place(row.id, row.slug), row.legal_state_on, row.changed_at, facts
    )


_ITEMS: Any = (
    _rows().where(PublishedAnswer.id.in_(_REFS)).order_by(PublishedAnswer.published_at.desc(), PublishedAnswer.id)
)

_BETWEEN: Any = (
    _rows().where(
        PublishedAnswer.published_at >= bindparam("begins"), PublishedAnswer.published_at < bindparam("ends")
    ).order_by(PublishedAnswer.published_at, PublishedAnswer.id)
)  # fmt: skip


_NEWEST: Any = _rows().order_by(PublishedAnswer.published_at.desc(), PublishedAnswer.id.desc()).limit(bindparam("most"))


def living_answers(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are answers, withdrawn or not."""
    return set(db.session.scalars(select(PublishedAnswer.id).where(PublishedAnswer.id.in_(refs))))


def answer_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where published answers among some numbers are mended."""
    found = db.session.execute(
        select(PublishedAnswer.id, PublishedAnswer.title, Topic.name)
        .join(Topic, Topic.id == PublishedAnswer.topic_id)
        .where(PublishedAnswer.id.in_(refs), _PUBLIC)
    )
    return {ref: Found(title, "answers_desk.open_answer", {"ref": ref}, (topic,)) for ref, title, topic in found}


_STAMPS = (
    select(PublishedAnswer.id, PublishedAnswer.version, PublishedAnswer.slug, Topic.name)
    .join(Topic, Topic.id == PublishedAnswer.topic_id)
    .where(_PUBLIC)
)
_SOME_STAMPS = _STAMPS.where(PublishedAnswer.id.in_(_REFS))
_DOCUMENTS: Any = (
    select(PublishedAnswer.id, PublishedAnswer.version, PublishedAnswer.slug, Topic.name, PublishedAnswer.title,
           PublishedAnswer.summary, PublishedAnswer.question, PublishedAnswer.html, PublishedAnswer.legal_state_on)
    .join(Topic, Topic.id == PublishedAnswer.topic_id)
    .where(_PUBLIC, PublishedAnswer.id.in_(_REFS)).order_by(PublishedAnswer.id)
)  # fmt: skip


def answer_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published answers."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def answer_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return published answers as the search reads them."""
    return [_document(row) for row in rows(_DOCUMENTS, refs=list(refs))]


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.name}"


def _document(row: Any) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.summary, place=_place(row.id, row.slug),
        words=f"{' '.join(paragraphs(row.question))} {text.words}", headings=text.headings, path=(row.name,),
        legal_state_on=row.legal_state_on,
    )  # fmt: skip
