"""Text pasted from old PDF files, mended: words broken at the end of a line, lines of one paragraph, shouted headings.

Nothing is lost and nothing is added: the letters and digits stay the same, in the same order; only their case, hyphens
and blanks change, and `##` comes before a heading. What words there are is asked of the Polish dictionary, so that
„społeczno-zawodowy” keeps its hyphen and „pod-miot” does not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from akademia.core.dictionary import readings

LONGEST_TEXT = 200_000
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u00ad][ \t]*(?:\r?\n[ \t]*){1,2}(-?)([^\W\d_]+)(\S*)[ \t]*")
_AT_END = re.compile(r"[-\u2010\u00ad][ \t]*\r?\n")
_HYPHENS = ("-", "\u2010", "\u00ad")
_SOFT = re.compile("\u00ad")
_COMPOUND = re.compile(r".*(?:czno|wno|lno|jno|yjno|dowo|sowo|sko|cko|ąco|tyko)\Z", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-•▪*●]|\d{1,3}[.)]|[a-z]\))[ \t]")
_DASHED = re.compile(r"[–—] ")  # an item of a list after a mark, else a part of the sentence
_PREFIXES = ("re", "współ", "nie", "pre", "anty", "mikro", "multi", "między", "ponad", "wielo", "eko", "samo", "pod")
_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXL]+\Z")
_LINE_SHARE = 0.7  # of the usual line: a shorter one ends its paragraph
_ABBREVIATIONS = frozenset(
    "CIS KIS ZAZ WTZ PES PS OPS CUS PCPR MOPS GOPS MGOPS ROPS PUP WUP NGO UE EFS JST JOPS OWES KRS NIP REGON ISSN ISBN "
    "PDF HTML RODO VAT ZUS MRPIPS MRPIPS RP PRL ES EOG POKL POWER PO KL BIP ABC".split()
)


@dataclass(frozen=True)
class Change:
    """What stood there and what stands there now."""

    before: str
    after: str


@dataclass(frozen=True)
class Repair:
    """A mended text: `words` joined anew, `headings` no longer shouted."""

    text: str
    words: tuple[Change, ...] = ()
    headings: tuple[Change, ...] = ()


def joined(text: str) -> str:
    """Join words broken at the ends of lines, by their look alone: quick, for the search."""
    if _AT_END.search(text) is None:
        return text
    return _BROKEN.sub(lambda found: f"{_glued(found, _looks_compound)}{found[4]}\n", text)


def repaired(text: str) -> Repair:
    """Return a text with its broken words, paragraphs and headings mended.

    :param text: at most `LONGEST_TEXT` characters.
    """
    lines = [_Line(" ".join(line.split()), len(line.strip())) for line in text.splitlines()]
    words = _glue(lines)
    headings: list[Change] = []
    blocks = [_mended(block, headings) for block in _blocks(lines)]
    return Repair("\n\n".join(blocks), tuple(words), tuple(headings))


@dataclass
class _Line:
    """A line as it is by now, and how long it was: a short one ends its paragraph."""

    text: str
    length: int


def _glue(lines: list[_Line]) -> list[Change]:
    """Move the second part of each broken word up to the first one; return what was joined."""
    words = []
    for number, line in enumerate(lines):
        after = next((one for one in lines[number + 1 : number + 3] if one.text), None)
        found = _BROKEN.search(f"{line.text}\n{after.text}") if after and line.text[-1:] in _HYPHENS else None
        if after is None or found is None:
            continue
        whole = _glued(found, _is_compound)
        words.append(Change(f"{found[1]}- {found[2]}{found[3]}", whole))
        line.text = f"{line.text[: found.start()]}{whole}{found[4]}"
        after.text = after.text[len(f"{found[2]}{found[3]}{found[4]}") :].strip()
        line.length = LONGEST_TEXT if after.text else after.length  # what ends in the middle of a word goes on
        if lines[number + 1] is not after:
            lines[number + 1].text, lines[number + 1].length = after.text, after.length
            after.text, after.length = "", 0
    for line in lines:
        line.text = _SOFT.sub("", line.text)
    return words


def _glued(found: re.Match[str], is_compound: Callable[[str, str], bool]) -> str:
    """Return two parts of a word as one, with a hyphen where the word has one of its own.

    A hyphen that is written again on the new line is such a one, by the rules of Polish spelling.
    """
    first, second = found[1], found[3]
    if found[2] or (second[0].isupper() and not first.isupper()):
        return f"{first}-{second}"
    return f"{first}-{second}" if is_compound(first, second) else first + second


def _looks_compound(first: str, _second: str) -> bool:
    return len(first) >= 5 and first.lower() != "równo" and _COMPOUND.match(first) is not None


def _is_adjective(word: str) -> bool:
    return any(reading.whole and reading.tag.startswith("adj") for reading in readings(word))


def _is_compound(first: str, second: str) -> bool:
    if _looks_compound(first, second) and _is_adjective(second):
        return True
    whole = (first + second).lower()
    if _is_word(whole) or any(whole.startswith(start) and _is_word(whole[len(start) :]) for start in _PREFIXES):
        return False
    return _is_word(second) and (_looks_compound(first, second) or _is_word(first))


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    return any(reading.whole for reading in readings(word))


def _blocks(lines: list[_Line]) -> list[list[str]]:
    """Return the lines of each paragraph, heading or item of a list."""
    lengths = sorted(line.length for line in lines if 0 < line.length < LONGEST_TEXT)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    blocks: list[list[str]] = []
    before = _Line("", 0)
    for line in lines:
        if line.text and before.text and _goes_on(before, line.text, usual, _is_quoting(blocks[-1])):
            blocks[-1].append(line.text)
        elif line.text:
            blocks.append([line.text])
        before = line
    return blocks


def _is_quoting(block: list[str]) -> bool:
    """Say whether a quotation is open at the end of a block: a dash that follows begins no item of a list."""
    whole = " ".join(block)
    return whole.count("„") > whole.count("”")


def _goes_on(before: _Line, line: str, usual: int, is_quoting: bool) -> bool:
    """Say whether a line is of one paragraph with the line before it."""
    if _is_shouted(before.text) or _is_shouted(line):
        return _is_shouted(before.text) and _is_shouted(line) and before.text[-1] not in "—–"
    begins_item = _ITEM.match(line) or (_DASHED.match(line) and before.text[-1] in ".:;,")
    return (is_quoting or not begins_item) and before.length >= usual * _LINE_SHARE


def _mended(block: list[str], headings: list[Change]) -> str:
    whole = " ".join(block)
    if not _is_shouted(whole):
        return whole
    said = _spoken(whole.strip("#—–- ") or whole)
    headings.append(Change(whole, said))
    return f"## {said}"


def _is_shouted(line: str) -> bool:
    """Say whether a line is a heading in capitals: not a lone abbreviation, and with a word of the dictionary."""
    words = _LETTERS.findall(line)
    plain = [word for word in words if len(word) > 3 and word not in _ABBREVIATIONS]
    return line.isupper() and line.upper() == line and bool(plain) and any(_is_word(word) for word in plain)


def _spoken(line: str) -> str:
    """Return a line of capitals as it is written in a sentence."""
    said = _LETTERS.sub(lambda found: _spoken_word(found[0]), line)
    first = _LETTERS.search(said)
    if first is None or not first[0].islower():
        return said
    return f"{said[: first.start()]}{said[first.start()].upper()}{said[first.start() + 1 :]}"


@lru_cache(maxsize=4096)
def _spoken_word(word: str) -> str:
    if word in _ABBREVIATIONS or (_ROMAN.match(word) and word != "I"):
        return word
    found = [reading for reading in readings(word) if reading.whole]
    if not found:
        return word if len(word) <= 5 else word.lower()
    if all(reading.lemma[:1].isupper() for reading in found):
        return word if found[0].lemma.isupper() and len(word) > 1 else word[0] + word[1:].lower()
    return word.lower()
