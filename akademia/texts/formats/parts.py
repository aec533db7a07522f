"""A stored text cut into its parts: the part under each heading, with what it cites.

The stored HTML is the renderer's own and clean. What a part refers to elsewhere in its text comes with it (footnotes)
or is let go (links to other parts), so that it can stand alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from akademia.core.html import plain
from akademia.texts.formats.markdown import place_of

LONGEST_PART = 2_400  # characters of words; of a longer part only what cites is taken
HEADINGS = ("h2", "h3", "h4")
LAW_LIST = re.compile(r'<h2 id="przepisy">.*\Z', re.DOTALL)
_GIST = re.compile(r'<span class="law__gist"[^>]*>.*?</span>', re.DOTALL)
_LISTED = re.compile(r'<dt id="(przepis-[^"]+)"><a href="([^"]+)">')
_LEADS_ON = re.compile(r":\s*\Z")
LEFT_OUT = '<p class="passage__gap">[…]</p>'


@dataclass(frozen=True)
class Cited:
    """A citation looked for: a number that means it to the caller, its reference, and where its words begin."""

    number: int
    ref: str
    start: int | None = None


@dataclass(frozen=True)
class Part:
    """A part of a text. `anchor`: the id of its heading, empty before the first one; `numbers`: what it cites."""

    anchor: str
    heading: str
    html: str
    numbers: tuple[int, ...]
    shortened: bool


@dataclass
class _Block:
    element: Any
    words: str
    start: int
    numbers: list[int] = field(default_factory=list)


@dataclass
class _Section:
    anchor: str = ""
    heading: str = ""
    blocks: list[_Block] = field(default_factory=list)


def parts_citing(html: str, cited: Sequence[Cited]) -> list[Part]:
    """Return the parts of a stored text that hold any of some citations, in the text's order."""
    import lxml.html

    home = dict(_LISTED.findall(html))
    body = _GIST.sub("", LAW_LIST.sub("", html))
    elements = [one for one in lxml.html.fragments_fromstring(body) if not isinstance(one, str)]
    notes = _footnotes(elements)
    sections = _sections(elements, plain(body))
    _place(cited, sections)
    return [_made(one, home, notes) for one in sections if any(block.numbers for block in one.blocks)]


def _sections(elements: Iterable[Any], words: str) -> list[_Section]:
    """Lay the blocks under their headings; each block is found in the words of the whole, one after another."""
    found, cursor = [_Section()], 0
    for element in elements:
        own = " ".join(element.text_content().split())
        at = words.find(own, cursor)
        cursor = at + len(own) if at >= 0 else cursor
        if element.tag in HEADINGS:
            found.append(_Section(element.get("id", ""), own))
        elif not _is_footnotes(element):
            found[-1].blocks.append(_Block(element, own, at))
    return found


def _is_footnotes(element: Any) -> bool:
    return "footnotes" in element.get("class", "")


def _place(cited: Iterable[Cited], sections: Sequence[_Section]) -> None:
    blocks = [block for section in sections for block in section.blocks]
    for one in cited:
        for block in blocks:
            if _holds(block, one) and one.number not in block.numbers:
                block.numbers.append(one.number)


def _holds(block: _Block, cited: Cited) -> bool:
    if cited.start is not None:
        return block.start >= 0 and block.start <= cited.start < block.start + len(block.words)
    return any(link.get("href") == f"#{place_of(cited.ref)}" for link in block.element.iter("a"))


def _made(section: _Section, home: Mapping[str, str], notes: Mapping[str, str]) -> Part:
    whole = sum(len(block.words) for block in section.blocks) <= LONGEST_PART
    pieces = [_out(block.element, home, notes) for block in section.blocks] if whole else []
    if not whole:
        pieces = list(_shortened(section.blocks, home, notes))
    numbers = dict.fromkeys(number for block in section.blocks for number in block.numbers)
    return Part(section.anchor, section.heading, "\n".join(pieces), tuple(numbers), LEFT_OUT in pieces)


def _shortened(blocks: Sequence[_Block], home: Mapping[str, str], notes: Mapping[str, str]) -> Iterator[str]:
    """Give the blocks that cite, each with what leads to it or what it leads to; marks tell where others stood."""
    kept = [bool(block.numbers) for block in blocks]
    for place, block in enumerate(blocks[:-1]):
        if _LEADS_ON.search(block.words) and (kept[place] or kept[place + 1]):
            kept[place] = kept[place + 1] = True
    for place, block in enumerate(blocks):
        if kept[place]:
            yield _out(block.element, home, notes)
        elif place == 0 or kept[place - 1]:
            yield LEFT_OUT


def _footnotes(elements: Iterable[Any]) -> dict[str, str]:
    """Return id of a footnote -> its words."""
    found = {}
    for element in elements:
        for note in element.iter("li") if _is_footnotes(element) else ():
            for back in [one for one in note.iter("a") if "footnote-backref" in one.get("class", "")]:
                back.drop_tree()
            found[note.get("id", "")] = " ".join(note.text_content().split())
    return found


def _out(element: Any, home: Mapping[str, str], notes: Mapping[str, str]) -> str:
    """Return a block's HTML: no ids, links only to other places, footnotes in its own words."""
    import lxml.html

    said: list[str] = []
    for link in list(element.iter("a")):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] in notes:
            said.append(notes[target[1:]])
            _drop_mark(link, len(said))
        elif target.startswith("#") and target[1:] in home:
            link.set("href", home[target[1:]])
        elif target.startswith(("#", "/slownik/")):
            link.drop_tag()
    for one in element.iter():
        for name in ("id", "aria-describedby", "aria-labelledby", "headers"):
            one.attrib.pop(name, None)
    for span in [one for one in element.iter("span") if one.get("class", "").split()[:1] == ["law"]]:
        span.drop_tag()
    html: str = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    return html + "".join(f"\n<p><small>{'*' * (place + 1)} {_escaped(words)}</small></p>"
                          for place, words in enumerate(said))  # fmt: skip


def _drop_mark(link: Any, number: int) -> None:
    """Put stars where a footnote's number stood: numbers count through the whole text."""
    link.text = "*" * number
    link.getparent().attrib.pop("class", None)
    for child in list(link):
        child.drop_tree()
    link.drop_tag()


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
