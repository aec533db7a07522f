"""A book on paper: a tagged PDF (A-2a and UA-1) set by typst. No word of it is read as typst: all come as data."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from akademia.core.paper import bound, can_write
from akademia.core.text import date_words, tidy
from akademia.publishing.books.formats.content import Book
from akademia.publishing.books.formats.parts import Part, Place, Way, parts, picture_sources
from akademia.publishing.books.formats.pictures import Picture, shown
from akademia.publishing.books.formats.tree import Element, Node, words

SHEET = Path(__file__).parent / "book.typ"
HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
DEEPEST_HEADING = 6
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
WIDEST_MM, TALLEST_MM, MM_A_PIXEL = 140.0, 170.0, 25.4 / 150


def pdf(book: Book) -> bytes:
    """Return a book as PDF. The same book gives the same bytes. Safe to call from several threads.

    A sign that no font of ours has is printed as its number, `[U+1F600]`; `unwritten` tells which those are.
    """
    made = parts(book)
    pictures = shown(picture_sources(made), book.pictures)
    setter = _Setter(Way(book, made), pictures)
    before = (None, *made)
    data = _front(book) | {"parts": [setter.part(part, last) for part, last in zip(made, before, strict=False)]}
    files = {"book.json": json.dumps(data, ensure_ascii=False).encode()}
    files |= {picture.name: picture.content for picture in pictures.values()}
    return bound(SHEET, files, book.issued_on)


def unwritten(book: Book) -> str:
    """Return the signs of a book that its PDF cannot write, each once, in order of first use."""
    said = [book.title, book.subtitle, book.summary, *book.authors, *book.imprint]
    for part in parts(book):
        said += [part.chapter.title, *_strings(list(part.blocks))]
    return "".join(dict.fromkeys(sign for words in said for sign in _composed(words) if not can_write(sign)))


def _strings(nodes: "list[Node] | list[Element]") -> Iterator[str]:
    for node in nodes:
        yield from (node,) if isinstance(node, str) else _strings(node.inside)


def printable(words: str) -> str:
    """Return words as they are printed: composed, without invisible signs, blanks as they were typed."""
    return "".join(sign if can_write(sign) else f"[U+{ord(sign):04X}]" for sign in _composed(words))


def _composed(words: str) -> str:
    composed = unicodedata.normalize("NFC", words).translate(_HYPHENS)
    return "".join(sign for sign in composed if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})


def line(words: str) -> str:
    """Return words on one line, ready to print."""
    return _BLANKS.sub(" ", printable(words))


def _front(book: Book) -> dict[str, object]:
    """Return what stands before the chapters, in the shape that book.typ reads."""
    numbered = ", ".join(filter(None, (book.series, book.number)))
    return {
        "title": line(book.title),
        "shown": line(tidy(book.title)),
        "subtitle": line(tidy(book.subtitle)),
        "authors": [line(name) for name in book.authors],
        "publisher": line(", ".join(filter(None, (book.publisher, book.place)))),
        "numbered": line(numbered),
        "issn": line(f"ISSN {book.issn}" if book.issn else ""),
        "language": book.language.partition("-")[0] or "pl",
        "day": date_words(book.issued_on),
        "legal_state": f"Stan prawny na {date_words(book.legal_state)}" if book.legal_state else "",
        "summary": line(book.summary),
        "subjects": [line(subject) for subject in book.subjects],
        "imprint": [line(tidy(one)) for one in imprint_lines(book)],
        "head": "" if [one.title for one in book.chapters] == [book.title] else line(tidy(numbered or book.title)),
    }


def imprint_lines(book: Book) -> tuple[str, ...]:
    """Return the page behind the title, line by line, the same on paper and in the EPUB."""
    told = (
        ("ISSN", book.issn),
        ("ISBN", book.isbn),
        ("Wydano", date_words(book.issued_on)),
        ("Stan prawny na", date_words(book.legal_state) if book.legal_state else ""),
        ("Licencja", book.licence),
        ("Oznaczenie", book.identifier),
        ("Suma kontrolna źródeł", _grouped(book.checksum)),
    )
    said = "\n".join(book.imprint)
    own = [f"{name}: {value}" for name, value in told if value and value not in said]
    return (*book.imprint, *own)


def _grouped(checksum: str) -> str:
    """Return a checksum in groups of eight signs, which can be compared by eye and broken between lines."""
    return " ".join(checksum[start : start + 8] for start in range(0, len(checksum), 8))


def _starts_page(part: Part, last: Part | None) -> bool:
    """A part that follows only the title of the one above it stands under that title."""
    alone = last is not None and not last.blocks and last.chapter.level < part.chapter.level
    return (part.chapter.level == 1 or part.chapter.starts_page) and not alone


class _Setter:
    """Makes of blocks what book.typ draws: `[kind, attributes, inside]`, links resolved, ids unique in the book."""

    def __init__(self, way: Way, pictures: dict[str, Picture]) -> None:
        self.way = way
        self.pictures = pictures

    def part(self, part: Part, last: Part | None) -> dict[str, object]:
        self.here = part
        self.level = part.chapter.level
        self.explained: set[str] = set()
        self.notes = {
            note.attrs["id"]: note
            for block in part.blocks if block.tag == "notes"
            for note in block.inside if isinstance(note, Element) and note.attrs.get("id")
        }  # fmt: skip
        self.placed: set[str] = set()
        drawn = [self.draw(block) for block in part.blocks if block.tag != "notes"]
        left = [self.nodes(note.inside) for name, note in self.notes.items() if name not in self.placed]
        return {
            "name": part.name,
            "title": line(tidy(part.chapter.title)).strip() or "–",
            "level": part.chapter.level,
            "starts_page": _starts_page(part, last),
            "authors": [line(name) for name in part.chapter.authors],
            "blocks": drawn + [one for note in left for one in note],
        }

    def nodes(self, nodes: list[Node], in_heading: bool = False) -> list[object]:
        return [one for node in nodes for one in self.node(node, in_heading)]

    def node(self, node: Node, in_heading: bool = False) -> list[object]:
        if isinstance(node, str):
            return [line(node)]
        if node.tag == "a":
            return self.link(node, in_heading)
        if node.tag == "noteref":
            return [self.note(node, in_heading)]
        return [self.draw(node, in_heading)]

    def draw(self, element: Element, in_heading: bool = False) -> list[object]:
        tag, attrs = element.tag, dict(element.attrs)
        if "id" in attrs:
            attrs["id"] = self.label(self.here.name, attrs["id"])
        if tag in HEADINGS and not line(words(element.inside)).strip():
            return ["p", attrs, self.nodes(element.inside)]
        if tag in HEADINGS:
            self.level = min(self.level + 1, self.here.chapter.level + HEADINGS[tag], DEEPEST_HEADING)
            return ["heading", attrs | {"level": self.level}, self.nodes(element.inside, in_heading=True)]
        if tag == "img":
            return self.picture(attrs)
        if tag == "pre":
            return [tag, attrs, [printable(str(one)) for one in element.inside]]
        if tag == "abbr":
            return [tag, {}, [*self.nodes(element.inside), self.meaning(attrs.get("title", ""))]]
        return [tag, attrs, self.nodes(element.inside, in_heading)]

    def meaning(self, title: str) -> str:
        """What a page shows when an abbreviation is pointed at stands on paper behind its first mention."""
        if not title or title in self.explained:
            return ""
        self.explained.add(title)
        return f" ({line(title)})"

    def picture(self, attrs: dict[str, str]) -> list[object]:
        picture, alt = self.pictures.get(attrs.get("src", "")), line(attrs.get("alt", ""))
        if picture is None:
            return ["em", {}, [f"[Obraz: {alt}]" if alt else ""]]
        width = min(picture.width * MM_A_PIXEL, WIDEST_MM, TALLEST_MM * picture.width / picture.height)
        return ["img", {"file": picture.name, "alt": alt, "width": round(width, 2)}, []]

    def link(self, node: Element, in_heading: bool) -> list[object]:
        inside, end = self.nodes(node.inside, in_heading), self.way.end(self.here.name, node.attrs.get("href", ""))
        if end is None or in_heading:
            return inside
        if isinstance(end, Place):
            return [["jump", {"to": self.label(end.part, end.at)}, inside]]
        return [["link", {"to": end}, inside]]

    def label(self, part: str, name: str) -> str:
        return f"{part}-{name}" if name else part

    def note(self, node: Element, in_heading: bool) -> list[object]:
        name = node.attrs["note"]
        note = self.notes.get(name)
        if note is None or in_heading:
            return ["sup", {}, [line(one) for one in node.inside if isinstance(one, str)]]
        label = self.label(self.here.name, f"przypis-{name}")
        if name in self.placed:
            return ["again", {"to": label}, []]
        self.placed.add(name)
        return ["note", {"id": label}, self.nodes(note.inside)]
