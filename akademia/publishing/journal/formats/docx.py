"""An article in DOCX as Markdown of this house, and a list of what Markdown cannot carry. Runs behind the fence."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from akademia.core.errors import RuleBroken

LONGEST = 400_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = re.compile(r"([\\`*_\[\]<>|~{}])")
_LEADING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)")
# What of a document has no place in Markdown: element -> what to tell.
LOST = {
    "drawing": "obrazy (wgraj je do mediów i wstaw w treści)",
    "pict": "obrazy w starym formacie (wgraj je do mediów i wstaw w treści)",
    "object": "osadzone obiekty",
    "txbxContent": "pola tekstowe",
    "commentReference": "komentarze",
    "del": "usunięcia ze śledzenia zmian (wczytaliśmy tekst po zmianach)",
    "oMath": "wzory matematyczne",
    "endnoteReference": "przypisy końcowe",
    "sdt": "kontrolki formularza",
}


def work(path: str) -> dict[str, Any]:
    """Read a file; called in the child. Returns `title`, `source` and `left`, sentences on what was not carried."""
    import docx

    try:
        document = docx.Document(path)
    except (KeyError, ValueError, OSError) as broken:
        raise RuleBroken("Tego pliku nie da się odczytać jako DOCX. Zapisz go od nowa i wgraj jeszcze raz.") from broken
    reader = _Reader(document)
    blocks = list(reader.blocks())
    source = "\n\n".join(block for block in blocks if block.strip()) + reader.notes()
    if len(source) > LONGEST:
        raise RuleBroken("Ten tekst jest za długi na jeden artykuł. Podziel go.")
    return {"title": reader.title, "source": source.strip() + "\n" if source.strip() else "", "left": reader.left()}


class _Reader:
    """Walks a document in its order."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.title = (document.core_properties.title or "").strip()
        self.lost: Counter[str] = Counter()
        self.told: list[str] = []
        self.footnotes = _footnotes(document)
        self.used: list[str] = []

    def blocks(self) -> Iterator[str]:
        items: list[str] = []
        for element in self.document.element.body.iterchildren():
            name = element.tag.removeprefix(_W)
            text = self._paragraph(element) if name == "p" else ""
            if text.startswith(("- ", "1. ", "   ")):
                items.append(text)
                continue
            yield from _flushed(items)
            if name == "tbl":
                yield self._table(element)
            elif name == "sdt":
                self.lost["sdt"] += 1
            elif text:
                yield text
        yield from _flushed(items)

    def _paragraph(self, element: Any) -> str:
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(element, self.document)
        self._count_lost(element)
        text = self._inline(element).strip()
        style = (paragraph.style.name if paragraph.style is not None else "") or ""
        if not text:
            return ""
        if style == "Title":
            self.title = self.title or _plain(text)
            return "" if _plain(text) == self.title else f"**{text}**"
        return self._shaped(style, text, element)

    def _shaped(self, style: str, text: str, element: Any) -> str:
        level = re.fullmatch(r"[Hh]eading (\d)", style)
        if level:
            return f"{'#' * min(int(level[1]) + 1, 4)} {text.replace('**', '')}"
        numbered = element.find(f"{_W}pPr/{_W}numPr") is not None
        if numbered or style.startswith("List"):
            depth = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
            indent = "   " * min(int(depth.get(f"{_W}val") or 0) if depth is not None else 0, 4)
            return f"{indent}{'1. ' if 'Number' in style else '- '}{text}"
        if "Quote" in style:
            return f"> {text}"
        return _LEADING.sub(r"\1\\\2", text)

    def _inline(self, element: Any) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: Any) -> Iterator[str]:
        for child in element.iterchildren():
            name = child.tag.removeprefix(_W)
            if name == "r":
                yield self._run(child)
            elif name == "hyperlink":
                yield self._link(child)
            elif name in ("ins", "smartTag"):
                yield self._inline(child)

    def _run(self, run: Any) -> str:
        words = ""
        for child in run.iterchildren():
            name = child.tag.removeprefix(_W)
            if name == "t":
                words += _SIGNS.sub(r"\\\1", child.text or "")
            elif name in ("br", "cr", "tab"):
                words += " "
            elif name == "noBreakHyphen":
                words += "-"
            elif name == "footnoteReference":
                words += self._note_mark(child.get(f"{_W}id") or "")
        return _marked(words, run)

    def _note_mark(self, number: str) -> str:
        if number not in self.footnotes:
            return ""
        if number not in self.used:
            self.used.append(number)
        return f"[^{self.used.index(number) + 1}]"

    def _link(self, link: Any) -> str:
        words = self._inline(link)
        key = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        relation = self.document.part.rels.get(key) if key else None
        address = relation.target_ref if relation is not None and relation.is_external else ""
        if not address.startswith(("http://", "https://", "mailto:")) or not words.strip():
            return words
        return f"[{words}](<{address.replace('>', '%3E').replace('<', '%3C')}>)"

    def _table(self, element: Any) -> str:
        rows = [
            [self._cell(cell) for cell in row.iterchildren(f"{_W}tc")] for row in element.iterchildren(f"{_W}tr")
        ]  # fmt: skip
        rows = [row for row in rows if row]
        if not rows:
            return ""
        if any(True for _ in element.iter(f"{_W}gridSpan", f"{_W}vMerge")):
            self.told.append(f"Połączone komórki tabeli „{_plain(rows[0][0])[:60]}” wczytaliśmy jako osobne.")
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])

    def _cell(self, cell: Any) -> str:
        self._count_lost(cell)
        parts = [self._inline(paragraph).strip() for paragraph in cell.iter(f"{_W}p")]
        return " ".join(part for part in parts if part).replace("\n", " ")

    def _count_lost(self, element: Any) -> None:
        for name in LOST:
            self.lost[name] += sum(1 for _ in element.iter(f"{_W}{name}"))
        self.lost["oMath"] += sum(1 for one in element.iter() if str(one.tag).endswith("}oMath"))

    def notes(self) -> str:
        rows = [f"[^{place}]: {self.footnotes[number]}" for place, number in enumerate(self.used, 1)]
        return "\n\n" + "\n\n".join(rows) if rows else ""

    def left(self) -> list[str]:
        counted = [f"Nie wczytaliśmy: {LOST[name]}, {count} w pliku." for name, count in self.lost.items() if count]
        return counted + self.told + self._margins()

    def _margins(self) -> list[str]:
        """Headers and footers of pages hold no part of the article, but are told."""
        said = {
            words
            for section in self.document.sections
            for part in (section.header, section.footer)
            for words in [" ".join(paragraph.text for paragraph in part.paragraphs).strip()]
            if words
        }
        return [f"Pominęliśmy nagłówek albo stopkę strony: „{words[:120]}”." for words in sorted(said)]


def _flushed(items: list[str]) -> Iterator[str]:
    if items:
        yield "\n".join(items)
        items.clear()


def _marked(words: str, run: Any) -> str:
    """Set bold and italics round words, blanks left outside."""
    bare = words.strip()
    if not bare:
        return words
    sign = ("**" if _is_on(run, "b") else "") + ("*" if _is_on(run, "i") else "")
    head, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{head}{sign}{bare}{sign[::-1]}{tail}" if sign else words


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("**", ""))


def _footnotes(document: Any) -> dict[str, str]:
    """Return the words of footnotes by their numbers."""
    from docx.oxml import parse_xml

    found = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes")]
    if not found:
        return {}
    made = {}
    for note in parse_xml(found[0].blob).iterchildren(f"{_W}footnote"):
        words = "".join(piece.text or "" for piece in note.iter(f"{_W}t")).strip()
        if note.get(f"{_W}type") is None and words:
            made[note.get(f"{_W}id") or ""] = _SIGNS.sub(r"\\\1", words)
    return made
