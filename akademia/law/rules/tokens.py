"""Characters into tokens: odd spaces and soft hyphens out, raised digits and letters told apart, places kept."""

import re
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c")
_RAISED_DIGITS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_RAISED_LETTERS = dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻª", "abcdefghijklmnoprstuvwxyza", strict=True))
_DASHES = frozenset("-‐‑‒–—―−")
_CHARACTER = re.compile(r"</?sup>|.", re.DOTALL)
_UNITS = "art|ust|pkt|lit|par|rozdz|zd|poz|nr|tir"
_TOKEN = re.compile(
    rf"(?P<number>\d{{1,6}}[a-z]{{0,2}}?(?=(?:{_UNITS})(?![^\W\d_]))"
    rf"|\d{{1,6}}[a-z]{{0,3}}(?:\^\d{{1,3}}\^?|\^[a-z]{{1,2}}\^|\[\d{{1,3}}\])?(?![^\W_]))"
    rf"|(?P<abbreviation>(?!(?:{_UNITS})\.)(?:[^\W\d_]{{1,4}}\.){{2,8}}(?:[^\W\d_]{{1,4}}(?![^\W_]))?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<digits>\w+)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. `text` is in lower case; `start` and `end` count characters of the text as it came."""

    kind: str
    text: str
    start: int
    end: int
    upper: bool  # whether it came in capitals


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens in one pass.

    Soft hyphens and marks of no width are left out, every kind of space is one, every kind of dash is „–”, a raised
    digit is „^2”, a raised letter a plain one, written raised or in `<sup>`. A unit may stand close to the number
    before it („15ust. 4”).
    """
    clean, starts, ends = _cleaned(text)
    cut = []
    for match in _TOKEN.finditer(clean):
        start, end = starts[match.start()], ends[match.end() - 1]
        cut.append(Token(str(match.lastgroup), match[0], start, end, text[start:end].isupper()))
    return cut


def _cleaned(text: str) -> tuple[str, list[int], list[int]]:
    """Return the characters that count, and where each begins and ends; a closing `</sup>` belongs to the one in it."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    raised = inside = False
    for match in _CHARACTER.finditer(text):
        character = match[0]
        if character in _INVISIBLE or len(character) > 1:
            if inside and character == "</sup>" and ends:
                ends[-1] = match.end()
            inside = character == "<sup>" or (inside and character != "</sup>")
            continue
        digit = _RAISED_DIGITS.get(character) or (character if inside and character in "0123456789" else None)
        new = _plain(character) if digit is None else (digit if raised else f"^{digit}")
        raised = digit is not None
        kept.extend(new)
        starts.extend([match.start()] * len(new))
        ends.extend([match.end()] * len(new))
    return "".join(kept), starts, ends


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    if character in _DASHES:
        return "–"
    return _RAISED_LETTERS.get(character) or character.lower()
