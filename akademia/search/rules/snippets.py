"""The part of a text that shows why it was found, with the found words marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akademia.search.rules.words import Token, tokens

SNIPPET_WORDS = 34
_LEAD_WORDS = 6
_LONGEST_READ = 20_000  # characters of a text that are looked through


@dataclass(frozen=True)
class Piece:
    """Some characters of a text; `found`: one of the asked words."""

    text: str
    found: bool = False


def marked_text(text: str, forms: Mapping[str, int]) -> list[Piece]:
    """Return a whole text in pieces.

    :param forms: each form to be marked -> the number of the asked word it belongs to.
    """
    return _pieces(text, 0, len(text), [word for word in tokens(text) if word.form in forms])


def variety(text: str, forms: Mapping[str, int]) -> int:
    """Return how many of the asked words a text holds."""
    return len({forms[word.form] for word in tokens(text) if word.form in forms})


def snippet(text: str, forms: Mapping[str, int]) -> tuple[list[Piece], int]:
    """Return the few words of a text that hold the most asked words, and how many that are; nothing where none is."""
    read = text[:_LONGEST_READ]
    words = list(tokens(read))
    found = [place for place, word in enumerate(words) if word.form in forms]
    if not found:
        return [], 0
    first = max(found, key=lambda place: (_held(words, place, forms), -place))
    begin = max(0, first - _LEAD_WORDS)
    window = words[begin : begin + SNIPPET_WORDS]
    start, end = (0 if begin == 0 else window[0].start), window[-1].end
    pieces = _pieces(read, start, end, [word for word in window if word.form in forms])
    before = [Piece("… ")] if start else []
    after = [Piece("…")] if end < len(text.rstrip(" .")) else [Piece(text[end:].rstrip())]
    return [*before, *pieces, *(piece for piece in after if piece.text)], _held(words, first, forms)


def _held(words: Sequence[Token], place: int, forms: Mapping[str, int]) -> int:
    near = words[place : place + SNIPPET_WORDS - _LEAD_WORDS]
    return len({forms[word.form] for word in near if word.form in forms})


def _pieces(text: str, start: int, end: int, found: Sequence[Token]) -> list[Piece]:
    pieces, at = [], start
    for word in found:
        pieces += [Piece(text[at : word.start]), Piece(text[word.start : word.end], found=True)]
        at = word.end
    pieces.append(Piece(text[at:end]))
    return [piece for piece in pieces if piece.text]
