"""Parts of an issue -> the body of its letter, as HTML for mail programs and as plain text equal in content.

Both are written from one tree, so that neither says what the other does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup, escape

from akademia.core.text import tidy

KEPT = frozenset({
    "a", "abbr", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "ul",
    "s", "del", "ins", "small", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td", "caption", "hr", "dl", "dt",
    "dd",
})  # fmt: skip
_GONE = frozenset({"img", "picture", "audio", "video", "source", "track", "script", "style", "figure"})
_BLANKS = re.compile(r"[ \t\r\n]+")
PICTURES = re.compile(r"<(?:img|picture|audio|video|source)\b")


@dataclass(frozen=True)
class Part:
    """A part of an issue. Own words have clean `html`; a public thing has a title, a sentence and a path.

    `area`, `area_name`: of which area of the academy the thing is; what follows one another from one is told together.
    """

    html: str = ""
    title: str = ""
    summary: str = ""
    label: str = ""
    path: str = ""
    area: str = ""
    area_name: str = ""


def body_html(parts: list[Part], base: str) -> Markup:
    """Return the body as a mail program shows it: plain elements, links with their hosts, things under their areas."""
    told = (
        _area_html(area) + _item_html(p, base) if p.path else _words_html(p.html, base) for area, p in _in_areas(parts)
    )
    return Markup("\n").join(told)


def body_text(parts: list[Part], base: str) -> str:
    """Return the same as plain text; each link is followed by its address."""
    told = [
        _area_text(area) + _item_text(p, base) if p.path else "\n\n".join(_paragraphs(_tree(p.html), base))
        for area, p in _in_areas(parts)
    ]
    return "\n\n".join(filter(None, told))


def _in_areas(parts: list[Part]) -> Iterator[tuple[Part | None, Part]]:
    """Yield each part, and itself once more before it where a new area begins. Own words end an area."""
    here = ""
    for part in parts:
        own = part.area if part.path else ""
        yield part if own and own != here else None, part
        here = own


def _area_html(first: Part | None) -> Markup:
    if first is None:
        return Markup("")
    return Markup('<h2 class="letter__area area-{}">{}</h2>\n').format(first.area, first.area_name)


def _area_text(first: Part | None) -> str:
    return f"== {first.area_name} ==\n\n" if first else ""


def _item_html(part: Part, base: str) -> Markup:
    head = Markup('<h3><a href="{}">{}</a></h3>' if part.area else '<h2><a href="{}">{}</a></h2>')  # noqa: S704 - own
    lines = [head.format(urljoin(base, part.path), tidy(part.title))]
    lines += [Markup("<p>{}</p>").format(tidy(part.summary))] if part.summary else []
    lines += [Markup('<p class="letter__kind">{}</p>').format(part.label)] if part.label else []
    return Markup('<div class="letter__item">\n{}\n</div>').format(Markup("\n").join(lines))


def _item_text(part: Part, base: str) -> str:
    lines = (part.title, part.summary, part.label, urljoin(base, part.path))
    return "\n".join(line for line in lines if line)


def _words_html(html: str, base: str) -> Markup:
    return Markup("").join(_written(child, base) for child in _tree(html)).strip()


def _tree(html: str) -> Any:
    import lxml.html  # heavy: read at first use

    return lxml.html.fragment_fromstring(html, create_parent="div")


def _is_gone(element: Any) -> bool:
    """Leave out what is no word of the text: pictures, and explanations that only show on a page."""
    classes = str(element.get("class") or "").split()
    return not isinstance(element.tag, str) or element.tag in _GONE or "law__gist" in classes


def _written(element: Any, base: str) -> Markup:
    tail = escape(element.tail or "")
    if _is_gone(element):
        return tail
    inner = escape(element.text or "") + Markup("").join(_written(child, base) for child in element)
    tag = element.tag
    if tag not in KEPT:
        return inner + tail
    if tag in ("br", "hr"):
        return Markup(f"<{tag}>") + tail  # noqa: S704 - one of two names
    link = Markup(' href="{}"').format(urljoin(base, element.get("href", ""))) if tag == "a" else Markup("")
    return Markup(f"<{tag}") + link + Markup(">") + inner + Markup(f"</{tag}>") + tail  # noqa: S704 - a kept name


def _paragraphs(element: Any, base: str) -> Iterator[str]:
    """Yield the blocks of a tree as plain text."""
    for child in element:
        if _is_gone(child):
            continue
        if child.tag in ("ul", "ol"):
            yield "\n".join(_entries(child, base))
        elif child.tag == "table":
            rows = [" | ".join(_line(cell, base) for cell in row.iter("th", "td")) for row in child.iter("tr")]
            yield "\n".join([*(_line(c, base) for c in child.iter("caption")), *rows])
        elif child.tag in ("blockquote", "div", "section", "details", "aside") and len(child):
            yield from _paragraphs(child, base)
        elif words := _line(child, base):
            yield words


def _entries(element: Any, base: str) -> Iterator[str]:
    for at, entry in enumerate(element.iterchildren("li"), start=1):
        yield f"{at}. {_line(entry, base)}" if element.tag == "ol" else f"- {_line(entry, base)}"


def _line(element: Any, base: str) -> str:
    if element.tag == "hr":
        return "* * *"
    return "\n".join(" ".join(line.split(" ")).strip(" ") for line in _inline(element, base).split("\n")).strip()


def _inline(element: Any, base: str) -> str:
    said = _even(element.text)
    for child in element:
        if not _is_gone(child):
            said += "\n" if child.tag == "br" else _inline(child, base)
            said += "; " if child.tag == "li" and child.getnext() is not None else ""
        said += _even(child.tail)
    address = element.get("href", "") if element.tag == "a" else ""
    return f"{said} <{urljoin(base, address)}>" if address else said


def _even(words: str | None) -> str:
    return _BLANKS.sub(" ", words or "")
