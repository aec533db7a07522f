"""A number of a collection, or a reader's own set, as a book: chapters in the order of the act, an index, sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from akademia.core.text import date_words
from akademia.publishing.books.formats.book import Book, Chapter

ARTICLE, PART = 1, 2


@dataclass(frozen=True)
class Piece:
    """A part of a text as a book prints it. `path`: the address of its text."""

    kind_label: str
    title: str
    heading: str
    article: str
    label: str
    html: str
    path: str
    version: int
    legal_state_on: date | None
    provisions: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.heading or self.title


@dataclass(frozen=True)
class Cover:
    """What a book says of itself. `reason`: why there is a new number."""

    title: str
    subtitle: str
    publisher: str
    place: str
    series: str
    number: str
    issued_on: date
    identifier: str
    site: str
    legal_state_on: date | None = None
    introduction: str = ""
    reason: str = ""
    checksum: str = ""
    about: str = ""
    licence: str = ""


def book_of(cover: Cover, pieces: Sequence[Piece]) -> Book:
    """Return the book of a number: the same number gives the same book."""
    return Book(
        title=cover.title, subtitle=cover.subtitle, publisher=cover.publisher, place=cover.place, series=cover.series,
        number=cover.number, issued_on=cover.issued_on, identifier=cover.identifier, site=cover.site,
        legal_state=cover.legal_state_on, checksum=cover.checksum, summary=cover.subtitle,
        licence=cover.licence,
        imprint=tuple(line for line in (cover.reason, cover.about) if line),
        chapters=tuple(_chapters(cover, pieces)),
    )  # fmt: skip


def _chapters(cover: Cover, pieces: Sequence[Piece]) -> Iterator[Chapter]:
    if cover.introduction:
        yield Chapter("Wprowadzenie", cover.introduction, anchor="wprowadzenie")
    number = 0
    for place, (article, group) in enumerate(groupby(pieces, key=lambda one: one.article), start=1):
        yield Chapter(article, "", ARTICLE, anchor=f"przepis-{place}")
        for piece in group:
            number += 1
            yield Chapter(f"{number}. {piece.name}", _piece_html(piece), PART, anchor=f"fragment-{number}")
    yield Chapter("Skorowidz przepisów", _index_html(pieces), anchor="skorowidz")
    yield Chapter("Źródła", _sources_html(pieces), anchor="zrodla")


def _piece_html(piece: Piece) -> Markup:
    """Return a part with its source beneath it; its HTML was cleaned when its text was saved."""
    said = Markup('<p><small>{}: <a href="{}">{}</a>, {}.</small></p>').format(
        piece.kind_label, piece.path, piece.title, _version_words(piece)
    )
    return Markup(piece.html) + said  # noqa: S704 - clean HTML of the house


def _version_words(piece: Piece) -> str:
    state = f", stan prawny na dzień {date_words(piece.legal_state_on)}" if piece.legal_state_on else ""
    return f"wersja {piece.version}{state}".rstrip(".")


def provision_index(named: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, list[int]]:
    """Return label of a provision -> numbers of the parts that speak of it, in the order met."""
    found: dict[str, list[int]] = {}
    for number, labels in named:
        for label in labels:
            found.setdefault(label, []).append(number)
    return found


def _index_html(pieces: Sequence[Piece]) -> Markup:
    index = provision_index((number, piece.provisions) for number, piece in enumerate(pieces, start=1))
    rows = Markup("").join(
        Markup("<li>{}: {}</li>").format(label, _fragment_words(numbers)) for label, numbers in index.items()
    )
    return Markup("<ul>{}</ul>").format(rows)


def _fragment_words(numbers: Sequence[int]) -> str:
    return f"{'fragment' if len(numbers) == 1 else 'fragmenty'} {', '.join(map(str, numbers))}"


def _sources_html(pieces: Sequence[Piece]) -> Markup:
    sources = {(one.path, one.version): one for one in pieces}
    rows = Markup("").join(
        Markup('<li>{}: <a href="{}">{}</a>, {}.</li>').format(one.kind_label, one.path, one.title, _version_words(one))
        for one in sources.values()
    )
    return Markup("<ul>{}</ul>").format(rows)
