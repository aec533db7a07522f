"""What a book is, before it is paper or EPUB. The same book gives the same bytes in both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Chapter:
    """A part of a book that has a title.

    :param html: the house's cleaned HTML. Its `h2` stands one level under the chapter's own title.
    :param level: 1 for a chapter; 2 for one that stands under the last chapter of level 1; no deeper than 3.
    :param authors: names as they are printed; empty where the book's authors wrote it.
    :param anchor: an id that no other chapter of the book has; `#anchor` in any chapter leads to this one.
    :param starts_page: whether it begins a page though it is under another; those of level 1 always do.
    """

    title: str
    html: str
    level: int = 1
    authors: tuple[str, ...] = ()
    anchor: str = ""
    starts_page: bool = False


@dataclass(frozen=True)
class Book:
    """All that stands in a book. Nothing is fetched: what is not here is not in the book.

    :param issued_on: the one date in the files; no clock is read.
    :param legal_state: the day of the law that it describes; None where it describes none.
    :param language: a BCP 47 tag.
    :param imprint: lines of the page behind the title, in order (publisher, register entry, editor ...).
    :param licence: in words for readers.
    :param identifier: a URN or an address; the EPUB's identifier.
    :param checksum: of the sources, printed in the imprint; empty where none is told.
    :param site: where addresses that begin with `/` lead, without a closing slash.
    :param pictures: bytes by the `src` of `img`; PNG, JPEG, GIF or WebP. A picture that is not here is told by its
        `alt`.
    """

    title: str
    chapters: tuple[Chapter, ...]
    issued_on: date
    identifier: str
    publisher: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    place: str = ""
    series: str = ""
    number: str = ""
    issn: str = ""
    isbn: str = ""
    summary: str = ""
    subjects: tuple[str, ...] = ()
    legal_state: date | None = None
    language: str = "pl"
    imprint: tuple[str, ...] = ()
    licence: str = ""
    checksum: str = ""
    site: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
