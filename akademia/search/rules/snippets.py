"""The part of a text that shows why it was found, with the found words marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akademia.search.rules.words import forms_in

SNIPPET_WORDS = 34
_LEAD_WORDS = 6
_SHORT_REST = 3  # characters that are shown rather than „…”
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
    return _pieces(text, 0, len(text), [(start, end) for _, start, end, _ in _found(text, forms)[0]])


def variety(text: str, forms: Mapping[str, int]) -> int:
    """Return how many of the asked words a text holds."""
    return len({asked for *_, asked in _found(text, forms)[0]})


def snippet(text: str, forms: Mapping[str, int]) -> tuple[list[Piece], int]:
    """Return the few words of a text that hold the most asked words, and how many that are; nothing where none is."""
    read = text[:_LONGEST_READ]
    found, words = _found(read, forms)
    if not found:
        return [], 0
    best = max(range(len(found)), key=lambda place: (_held(found, place), -place))
    begin = max(0, found[best][0] - _LEAD_WORDS)
    last = min(begin + SNIPPET_WORDS, len(words)) - 1
    start, end = (0 if begin == 0 else words[begin][0]), words[last][1]
    shown = [(first, after) for place, first, after, _ in found if begin <= place <= last]
    rest = text[end:].rstrip()
    pieces = [Piece("… ")] * bool(start) + _pieces(read, start, end, shown)
    return [*pieces, *([Piece(rest if len(rest) < _SHORT_REST else "…")] if rest else [])], _held(found, best)


Place = tuple[int, int, int, int]  # which word of the text, its characters from and to, the number of the asked word


def _found(text: str, forms: Mapping[str, int]) -> tuple[list[Place], list[tuple[int, int]]]:
    """Return where the asked words stand, and the characters of all words."""
    found, words = [], []
    for start, end, form in forms_in(text):
        if form in forms:
            found.append((len(words), start, end, forms[form]))
        words.append((start, end))
    return found, words


def _held(found: Sequence[Place], place: int) -> int:
    """Return how many asked words stand in the window that begins with one of them."""
    after = found[place][0] + SNIPPET_WORDS - _LEAD_WORDS
    asked = set()
    for word, _, _, number in found[place:]:
        if word >= after:
            break
        asked.add(number)
    return len(asked)


def _pieces(text: str, start: int, end: int, found: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], start
    for first, after in found:
        pieces += [Piece(text[at:first]), Piece(text[first:after], found=True)]
        at = after
    pieces.append(Piece(text[at:end]))
    return [piece for piece in pieces if piece.text]
