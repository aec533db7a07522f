"""Office documents and books: their words, and what they say of themselves. The containers were checked before."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from akademia.core.errors import RuleBroken
from akademia.publishing.library.formats.containers import BROKEN, opened, part
from akademia.publishing.library.rules import language
from akademia.publishing.library.rules.proposal import proposal

MOST_SIGNS = 8_000_000
_BREAKS = {"p", "h", "br", "tab", "line-break", "s", "si", "c", "table-cell", "row", "tc"}
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z")
_CORE = "docProps/core.xml"


def read(path: str, kind: str) -> dict[str, Any]:
    """Return the words of a document, slide by slide where it has slides, and a proposal."""
    with opened(path) as container:
        try:
            pages = list(_READERS[kind](container))
            told = _told(container, kind)
        except (ElementTree.ParseError, DefusedXmlException, KeyError, UnicodeDecodeError) as broken:
            raise RuleBroken(BROKEN) from broken
    if sum(map(len, pages)) > MOST_SIGNS:
        raise RuleBroken("Tekst tego pliku jest za długi, żeby go przeszukiwać. Podziel plik na części.")
    said = language.guess(" ".join(pages[:20]))
    proposed = proposal(told["title"], told["creator"], told["made"], told["language"] or said)
    count = len(pages) if kind == "pptx" else None
    return {"pages": pages, "count": count, "findings": [], "proposal": proposed, "cover": ""}


def _words(xml: bytes) -> str:
    """Return the words of a part in their order."""
    found: list[str] = []
    for element in ElementTree.fromstring(xml).iter():
        name = _local(element.tag)
        if name in _BREAKS:
            found.append(" ")
        if element.text and name not in ("instrText", "binData", "v", "f"):
            found.append(element.text)
        if element.tail and not name.startswith("tracked"):
            found.append(element.tail)
    return " ".join("".join(found).split())


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _docx(container: zipfile.ZipFile) -> Iterator[str]:
    parts = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
    yield " ".join(_words(part(container, name)) for name in parts if name in container.NameToInfo)


def _open_document(container: zipfile.ZipFile) -> Iterator[str]:
    yield _words(part(container, "content.xml"))


def _xlsx(container: zipfile.ZipFile) -> Iterator[str]:
    names = [name for name in container.namelist() if re.match(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml", name)]
    yield " ".join(_words(part(container, name)) for name in sorted(names))


def _pptx(container: zipfile.ZipFile) -> Iterator[str]:
    found = [(int(slide[1]), slide[0]) for name in container.namelist() if (slide := _SLIDE.match(name))]
    for _, name in sorted(found):
        yield _words(part(container, name))


def _epub(container: zipfile.ZipFile) -> Iterator[str]:
    package = _package(container)
    tree = ElementTree.fromstring(part(container, package))
    files = {one.get("id"): one.get("href", "") for one in tree.iter() if _local(one.tag) == "item"}
    spine = [files.get(one.get("idref"), "") for one in tree.iter() if _local(one.tag) == "itemref"]
    folder = posixpath.dirname(package)
    names = [posixpath.normpath(posixpath.join(folder, unquote(name))) for name in spine if name]
    yield " ".join(_page_words(part(container, name)) for name in names)


def _package(container: zipfile.ZipFile) -> str:
    tree = ElementTree.fromstring(part(container, "META-INF/container.xml"))
    return str(next(one.attrib["full-path"] for one in tree.iter() if _local(one.tag) == "rootfile"))


class _Words(HTMLParser):
    """The words of an XHTML page; what stands in its head is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.depth += tag in ("head", "style")
        self.found.append(
            " " if tag in ("p", "br", "li", "td", "th", "h1", "h2", "h3", "h4", "div", "dt", "dd") else ""
        )

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("head", "style")

    def handle_data(self, data: str) -> None:
        if self.depth <= 0:
            self.found.append(data)


def _page_words(page: bytes) -> str:
    reader = _Words()
    reader.feed(page.decode("utf-8", "replace"))
    return " ".join("".join(reader.found).split())


_READERS = {
    "docx": _docx, "odt": _open_document, "ods": _open_document, "odp": _open_document, "xlsx": _xlsx, "pptx": _pptx,
    "epub": _epub,
}  # fmt: skip


def _told(container: zipfile.ZipFile, kind: str) -> dict[str, str]:
    """Return what a document says of itself: title, creator, made, language; empty where it says nothing."""
    name = _package(container) if kind == "epub" else "meta.xml" if "meta.xml" in container.NameToInfo else _CORE
    told: dict[str, list[str]] = {}
    if name in container.NameToInfo:
        for element in ElementTree.fromstring(part(container, name)).iter():
            if element.text and element.text.strip():
                told.setdefault(_local(element.tag), []).append(element.text.strip())
    made = next((told[name] for name in ("created", "creation-date", "date") if name in told), [""])
    creators = told.get("initial-creator") or told.get("creator") or [""]
    return {"title": told.get("title", [""])[0], "creator": "; ".join(creators), "made": made[0],
            "language": told.get("language", [""])[0]}  # fmt: skip
