"""What the editor's check looks at: headings, links, pictures, tables and sentences, each with its line."""

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from akademia.texts.formats.markdown import parse
from akademia.texts.rules import Heading, Link, Outline, Picture, Sentence, Table

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”)]*\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„(])")
# Full stops that end no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:art|ust|pkt|lit|poz|nr|np|m\.in|tzw|tzn|tj|itd|itp|dr|prof|ul|str|r|w|ww|por|zob|ok|Dz\.U))\.$"
)


def outline(source: str) -> Outline:
    """Read a text for the editor's check. Lines count from 1; a text within the bounds is expected."""
    found = Outline()
    tokens, _env = parse(source)
    before = ""
    for place, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "inline":
            _read_inline(token, tokens[place - 1], line, found)
            before = token.content
        elif token.type == "table_open":
            captioned = before.startswith("Tabela:") and place > 0 and tokens[place - 1].type == "paragraph_close"
            found.tables.append(Table(line, captioned, _heads(tokens, place)))
    return found


def _heads(tokens: Sequence[Token], table: int) -> tuple[str, ...]:
    heads = []
    for place in range(table, len(tokens)):
        if tokens[place].type == "thead_close":
            break
        if tokens[place].type == "th_open":
            heads.append(tokens[place + 1].content.strip())
    return tuple(heads)


def _read_inline(token: Token, opening: Token, line: int, found: Outline) -> None:
    children = token.children or []
    if opening.type == "heading_open":
        found.headings.append(Heading(line, int(opening.tag[1:]), _words(children)))
    elif opening.type in ("paragraph_open", "dd_open", "dt_open") and not token.content.startswith("Tabela:"):
        found.sentences += [Sentence(line, one) for one in sentences(_words(children))]
    _read_links(children, line, found)
    for child in children:
        if child.type == "image":
            alt = _words(child.children or []).strip()
            decorative = child.attrGet("role") in ("presentation", "none")
            found.pictures.append(Picture(line, alt, str(child.attrGet("src") or ""), decorative))


def _read_links(children: Sequence[Token], line: int, found: Outline) -> None:
    target: str | None = None
    inside: list[Token] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        if child.type == "link_open":
            target, inside = str(child.attrGet("href") or ""), []
        elif child.type == "link_close" and target is not None:
            found.links.append(Link(line, _words(inside).strip(), target))
            target = None
        elif target is not None:
            inside.append(child)


def _words(children: Iterable[Token]) -> str:
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in children
        if child.type in ("text", "code_inline", "softbreak", "hardbreak", "image")
    )


def sentences(words: str) -> list[str]:
    """Split words into sentences; „art. 15” and „m.in.” end none."""
    made: list[str] = []
    for piece in _SENTENCE_END.split(words.strip()):
        if made and _ABBREVIATED.search(made[-1]):
            made[-1] += f" {piece}"
        elif piece:
            made.append(piece)
    return made
