"""A book's chapters read into blocks, with every link led to where it ends inside the book or outside of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from akademia.publishing.books.formats.content import Book, Chapter
from akademia.publishing.books.formats.reading import blocks
from akademia.publishing.books.formats.tree import Element, Node

_ID = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_OUTSIDE = ("http", "https", "mailto", "tel")


@dataclass(frozen=True)
class Part:
    """A chapter as it stands in the book.

    :param name: its place, `r1` for the first; unlike an anchor it is never taken by a text.
    :param ids: every id in its blocks, each once.
    """

    name: str
    chapter: Chapter
    blocks: tuple[Element, ...]
    ids: frozenset[str]


@dataclass(frozen=True)
class Place:
    """A place in the book; without `at`, the beginning of the part."""

    part: str
    at: str = ""


def parts(book: Book) -> tuple[Part, ...]:
    """Read the chapters. An id that stands twice in a chapter, or is none, is dropped where it stands again."""
    made = []
    for number, chapter in enumerate(book.chapters, 1):
        ids: set[str] = set()
        read = tuple(_named_once(block, ids) for block in blocks(chapter.html))
        made.append(Part(f"r{number}", chapter, read, frozenset(ids)))
    return tuple(made)


def _named_once(element: Element, taken: set[str]) -> Element:
    attrs = dict(element.attrs)
    name = attrs.pop("id", "")
    if name and name not in taken and _ID.match(name):
        attrs["id"] = name
        taken.add(name)
    return Element(element.tag, attrs, [one if isinstance(one, str) else _named_once(one, taken)
                                        for one in element.inside])  # fmt: skip


class Way:
    """Says where links of a book lead."""

    def __init__(self, book: Book, made: tuple[Part, ...]) -> None:
        self.site = book.site
        self.ids = {part.name: part.ids for part in made}
        self.anywhere: dict[str, Place] = {}
        for part in made:
            for name in sorted(part.ids):
                self.anywhere.setdefault(name, Place(part.name, name))
        self.anywhere |= {part.chapter.anchor: Place(part.name) for part in made if part.chapter.anchor}

    def end(self, part: str, href: str) -> Place | str | None:
        """Return a place in the book, an address outside of it, or None where a link leads nowhere."""
        if href.startswith("#"):
            name = href[1:]
            return Place(part, name) if name in self.ids[part] else self.anywhere.get(name)
        if href.startswith("/"):
            return _address(self.site + href) if self.site else None
        return _address(href)


def _address(href: str) -> str | None:
    try:
        split = urlsplit(href.strip())
        known = split.scheme in _OUTSIDE and (split.hostname or split.scheme in ("mailto", "tel"))
        _port = split.port
    except ValueError:
        return None
    return quote(href.strip(), safe="!#$%&'()*+,/:;=?@[]~") if known and "[" not in href else None


def picture_sources(made: tuple[Part, ...]) -> Iterator[str]:
    """Yield the `src` of each picture, in order; the same one may come again."""
    for part in made:
        yield from _sources(list(part.blocks))


def _sources(nodes: "list[Node] | list[Element]") -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Element):
            if node.tag == "img":
                yield node.attrs.get("src", "")
            yield from _sources(node.inside)
