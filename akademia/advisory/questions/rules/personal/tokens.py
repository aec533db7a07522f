"""A text in words, with what stands between them."""

import re
from typing import NamedTuple

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]{0,4})"
_TOKEN = re.compile(rf"{_LETTER}+(?:[-‑–’']{_LETTER}+)*")
_NEXT = re.compile(r"[ \t\u00a0\u202f]{1,3}")
_AFTER_DOT = re.compile(r"\.[ \t\u00a0\u202f]{0,3}")
_ENDS_SENTENCE = re.compile(r"[.!?…:\n]")
_OPENS_QUOTE = "„\"«»“'‚"
CLOSES_QUOTE = "”\"«»“'’"
_ROMAN = re.compile(r"[IVX]{1,6}")
_SHORT = frozenset(
    "p pp pan tel np ul al os pl art ust pkt im św bł nr tj dr mgr inż prof mec red kier dyr hab ks gen zw ok".split()
)  # fmt: skip
LONGEST = 80


class Token(NamedTuple):
    """A word at its place; `gap`: what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and len(self.text) <= LONGEST

    @property
    def upper(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def roman(self) -> bool:
        return bool(_ROMAN.fullmatch(self.text))

    @property
    def follows(self) -> bool:
        """Only blanks stand before it."""
        return bool(_NEXT.fullmatch(self.gap))

    @property
    def follows_dot(self) -> bool:
        """A dot and perhaps blanks stand before it."""
        return bool(_AFTER_DOT.fullmatch(self.gap))

    @property
    def opens_quote(self) -> bool:
        return bool(self.gap) and self.gap[-1] in _OPENS_QUOTE


def tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    found, at = [], 0
    for one in _TOKEN.finditer(text):
        found.append(Token(one[0], one.start(), one.end(), text[max(at, one.start() - LONGEST) : one.start()]))
        at = one.end()
    return found


def begins_sentence(before: Token | None, token: Token) -> bool:
    """Say whether a word stands at the beginning of a sentence."""
    if before is None:
        return True
    short = len(before.text) == 1 or before.text.lower() in _SHORT
    return bool(_ENDS_SENTENCE.search(token.gap)) and not (short and token.follows_dot)
