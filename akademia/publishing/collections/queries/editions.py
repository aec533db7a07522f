"""Numbers as readers see them. Whether every source is still public is asked at each reading: nothing else guards the
moment between a withdrawal and the new number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from markupsafe import Markup
from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.publishing.collections.models import Collection, Edition, EditionPassage
from akademia.publishing.collections.queries.gathering import kinds_by_name, public_texts, subject_label
from akademia.publishing.collections.rules import LICENCE, Seated
from akademia.publishing.library.rules.works import LICENCES
from akademia.storage.models import StoredFile


@dataclass(frozen=True)
class PieceRow:
    """A part of a text as pages show it. `number` counts from 1 through the whole; `spot` names it in baskets."""

    number: int
    spot: str
    name: str
    title: str
    kind_label: str
    area: str
    html: Markup
    endpoint: str
    place: dict[str, str]
    version: int
    legal_state_on: date | None
    article: str
    label: str
    provisions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ArticlePart:
    """The parts that stand under one article."""

    title: str
    pieces: tuple[PieceRow, ...]


@dataclass(frozen=True)
class EditionRow:
    """A number in a list of numbers."""

    number: int
    issued_on: date
    reason: str
    is_cut: bool


@dataclass(frozen=True)
class EditionPage:
    """A number as its page shows it. `hidden`: how many parts are held back because their source was withdrawn.

    :param is_safe: every source is public, so that the files may be given out.
    """

    slug: str
    number: int
    title: str
    summary: str
    introduction: Markup
    publisher: str
    place: str
    issued_on: date
    legal_state_on: date | None
    reason: str
    checksum: str
    parts: tuple[ArticlePart, ...]
    hidden: int
    files: tuple[tuple[str, int], ...]
    numbers: tuple[EditionRow, ...]
    subjects: tuple[str, ...]
    index: tuple[tuple[str, str, tuple[int, ...]], ...]
    sources: tuple[PieceRow, ...]

    @property
    def pieces(self) -> list[PieceRow]:
        return [piece for part in self.parts for piece in part.pieces]

    @property
    def checksum_groups(self) -> str:
        """Return the checksum in groups of eight signs, so that it fits a narrow page."""
        return " ".join(self.checksum[start : start + 8] for start in range(0, len(self.checksum), 8))

    @property
    def licence(self) -> str:
        return licence_words()

    @property
    def is_present(self) -> bool:
        return self.number == self.numbers[0].number


@dataclass(frozen=True)
class CutPage:
    """What is told of a number that was cut: when, and which number took its place, if any did."""

    slug: str
    title: str
    number: int
    at: datetime | None
    newer: int | None


@dataclass(frozen=True)
class CollectionRow:
    """A collection in a list."""

    slug: str
    title: str
    summary: str
    number: int
    issued_on: date
    legal_state_on: date | None
    parts: int


def collections() -> list[CollectionRow]:
    """Return the collections that have a number to read, by title."""
    last = (
        select(func.max(Edition.number))
        .where(Edition.collection_id == Collection.id)
        .correlate(Collection)
        .scalar_subquery()
    )
    count = select(func.count(EditionPassage.id)).where(EditionPassage.edition_id == Edition.id).scalar_subquery()
    found = db.session.execute(
        select(Collection.slug, Edition.title, Edition.summary, Edition.number, Edition.issued_on,
               Edition.legal_state_on, count)
        .join(Edition, Edition.collection_id == Collection.id)
        .where(Edition.number == last, Edition.cut_at.is_(None))
        .order_by(Edition.title, Collection.id)
    )  # fmt: skip
    return [CollectionRow(*row) for row in found]


def edition_page(slug: str, number: int | None = None) -> EditionPage | CutPage:
    """Return a number, the present one where none is named; of a cut one, what took its place.

    :raises Missing: there is none.
    """
    collection, edition = _edition(slug, number)
    if edition.cut_at is not None:
        return _cut(collection, edition)
    passages = edition.passages
    public = public_texts({(one.kind, one.ref) for one in passages})
    if not public:
        return _cut(collection, edition)
    shown = [one for one in passages if (one.kind, one.ref) in public]
    pieces = rows_of(shown)
    return EditionPage(
        collection.slug, edition.number, edition.title, edition.summary,
        Markup(edition.html),  # noqa: S704 - cleaned when it was saved
        edition.publisher, edition.place, edition.issued_on, edition.legal_state_on, edition.reason, edition.checksum,
        by_article(pieces), len(passages) - len(shown), _files(edition) if len(shown) == len(passages) else (),
        tuple(EditionRow(one.number, one.issued_on, one.reason, one.cut_at is not None) for one in collection.editions),
        tuple(subject_label(one) for one in collection.subjects), index_of(pieces), sources_of(pieces),
    )  # fmt: skip


def _edition(slug: str, number: int | None) -> tuple[Collection, Edition]:
    collection = db.session.scalar(select(Collection).where(Collection.slug == slug))
    if collection is None or not collection.editions:
        raise Missing
    found = [one for one in collection.editions if number in (None, one.number)]
    if not found:
        raise Missing
    return collection, found[0]


def licence_words() -> str:
    """Return under what licence collections stand, and what it allows."""
    licence = LICENCES[LICENCE]
    return f"{licence.label}. {licence.note}"


def _cut(collection: Collection, edition: Edition) -> CutPage:
    newer = next((one.number for one in collection.editions if one.number > edition.number and not one.cut_at), None)
    return CutPage(collection.slug, edition.title, edition.number, edition.cut_at, newer)


def _files(edition: Edition) -> tuple[tuple[str, int], ...]:
    return tuple((one.kind, one.size_bytes) for one in (edition.pdf, edition.epub) if one is not None)


def file_of(slug: str, number: int, kind: str) -> StoredFile | CutPage:
    """Return the file of a number; of one that holds withdrawn words, what took its place.

    :raises Missing: there is no such number, or its files are not made yet.
    """
    collection, edition = _edition(slug, number)
    texts = {(one.kind, one.ref) for one in edition.passages}
    if edition.cut_at is not None or texts - public_texts(texts):
        return _cut(collection, edition)
    file = {"pdf": edition.pdf, "epub": edition.epub}.get(kind)
    if file is None:
        raise Missing
    return file


def rows_of(passages: Sequence[EditionPassage]) -> list[PieceRow]:
    """Return the parts of a number as pages show them."""
    kinds = kinds_by_name()
    return told_apart([
        PieceRow(
            place, f"{one.kind}.{one.ref}.{one.part}", one.heading or one.title, one.title, kinds[one.kind][1].one,
            kinds[one.kind][0], Markup(one.html),  # noqa: S704 - clean HTML of the house
            one.endpoint or kinds[one.kind][1].endpoint, one.place, one.version, one.legal_state_on, one.article,
            one.label, tuple((said["ref"], said["label"]) for said in one.provisions),
        )
        for place, one in enumerate(passages, start=1)
    ])  # fmt: skip


def live_rows(seated: Sequence[Seated]) -> list[PieceRow]:
    """Return parts of public texts as they are now, as pages show them."""
    kinds = kinds_by_name()
    return told_apart([_live(place, one, *kinds[one.passage.kind]) for place, one in enumerate(seated, start=1)])


def _live(place: int, one: Seated, area: str, kind: Any) -> PieceRow:
    passage = one.passage
    return PieceRow(
        place, one.spot, passage.heading or passage.title, passage.title, kind.one, area,
        Markup(passage.html),  # noqa: S704 - clean HTML of the house
        passage.endpoint or kind.endpoint, dict(passage.place), passage.version, passage.legal_state_on,
        one.seat.article, one.seat.label, one.seat.provisions,
    )  # fmt: skip


def told_apart(pieces: Sequence[PieceRow]) -> list[PieceRow]:
    """Return parts whose names nobody mixes up: where several have one heading, each names its text too."""
    often = Counter(one.name for one in pieces)
    return [replace(one, name=f"{one.name} ({one.title})") if often[one.name] > 1 else one for one in pieces]


def by_article(pieces: Sequence[PieceRow]) -> tuple[ArticlePart, ...]:
    return tuple(ArticlePart(title, tuple(group)) for title, group in groupby(pieces, key=lambda one: one.article))


def index_of(pieces: Sequence[PieceRow]) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Return (reference, label, numbers of the parts that speak of it) of each provision."""
    found: dict[tuple[str, str], list[int]] = {}
    for piece in pieces:
        for name in piece.provisions:
            found.setdefault(name, []).append(piece.number)
    return tuple((ref, label, tuple(numbers)) for (ref, label), numbers in found.items())


def sources_of(pieces: Sequence[PieceRow]) -> tuple[PieceRow, ...]:
    """Return one part of each text, in the order met."""
    return tuple({(one.endpoint, *one.place.values()): one for one in pieces}.values())
