"""The official text of an act, from Markdown or from the HTML of ELI, into the words of each unit.

Both are read as lines: „Art. 15.”, „1.”, „2)”, „a)” at the beginning of one open a unit, whatever follows belongs to
it. The numbers may stand alone on their line, as in ELI, or before the first words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

LARGEST_BYTES = 5_000_000
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "section", "article", "br",
    "table", "dd", "dt", "blockquote",
})  # fmt: skip
_NO_TEXT = frozenset(["script", "style", "head", "title", "nav", "template"])
_DRESS = re.compile(r"^(?:#{1,6}\s+|[-*+>]\s+(?=\S))+|\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|\\(?=[.)\]])")
_CHAPTER = re.compile(r"rozdział\s+(\d+[a-z]*)\b\.?\s*(.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"art\.\s*(\d+[a-z]*(?:\^\d+)?)\s*\.\s*(.*)", re.IGNORECASE)
_INNER = (
    ("ust", re.compile(r"(\d{1,3}[a-z]{0,3}(?:\^\d+)?)\.(?:\s+(.*)|$)")),
    ("pkt", re.compile(r"(\d{1,3}[a-z]{0,3}(?:\^\d+)?)\)\s*(.*)")),
    ("lit", re.compile(r"([a-z]{1,2})\)\s*(.*)")),
)
_LEVELS = ("art", "ust", "pkt", "lit")


@dataclass(frozen=True)
class OfficialUnit:
    """A unit of an official text: its key as the register would have it, and its own lines, without those below it."""

    key: str
    lines: tuple[str, ...]


def read_markdown(text: str) -> list[OfficialUnit]:
    """Return the units of an official text in Markdown, in its order; what stands before the first article is left."""
    return _units(_DRESS.sub("", line.strip()) for line in text.splitlines())


def read_html(text: str) -> list[OfficialUnit]:
    """Return the units of an official text in HTML, in its order; what stands before the first article is left."""
    lines = _Lines()
    lines.feed(text)
    lines.close()
    return _units(iter(lines.done()))


class _Lines(HTMLParser):
    """HTML as lines: a block begins a new one. Marks of footnotes are left out, raised numbers marked by „^”."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._hidden = 0
        self._raised: list[str] | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _NO_TEXT
        if tag in _BLOCKS:
            self._lines.append("")
        if tag == "sup":
            self._raised = []

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _NO_TEXT and self._hidden > 0
        if tag in _BLOCKS:
            self._lines.append("")
        if tag == "sup" and self._raised is not None:
            said, self._raised = "".join(self._raised).strip(), None
            self._lines[-1] += f"^{said}" if said.isdecimal() else ""

    def handle_data(self, data: str) -> None:
        if self._raised is not None:
            self._raised.append(data)
        elif not self._hidden:
            self._lines[-1] += data

    def done(self) -> list[str]:
        return self._lines


def _units(lines: Iterator[str]) -> list[OfficialUnit]:
    found: dict[str, list[str]] = {}
    path: list[tuple[str, str]] = []
    for line in lines:
        words = " ".join(line.replace("\u00ad", "").split())
        if _CHAPTER.fullmatch(words):
            path = []
            continue
        path, words = _opened(path, words)
        if path:
            own = found.setdefault("-".join(part for step in path for part in step), [])
            own += [words] if words else []
    return [OfficialUnit(key, tuple(own)) for key, own in found.items()]


def _opened(path: list[tuple[str, str]], words: str) -> tuple[list[tuple[str, str]], str]:
    """Open the units with which a line begins; return the way to the innermost and the words that are left."""
    article = _ARTICLE.fullmatch(words)
    if article:
        path, words = [("art", article[1].lower())], article[2]
    if not path:
        return path, words
    for level, pattern in _INNER:
        found = pattern.fullmatch(words)
        if found:
            path = [step for step in path if _LEVELS.index(step[0]) < _LEVELS.index(level)]
            path, words = [*path, (level, found[1])], found[2] or ""
    return path, words
