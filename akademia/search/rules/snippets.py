"""The part of a text that shows why it was found, with the found words marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SNIPPET_SIGNS = 260
_LEAD_SIGNS = 50
_LONGEST_READ = 20_000  # characters of a text that are looked through
Place = tuple[int, int, int]  # the characters from and to, the number of the asked word


@dataclass(frozen=True)
class Piece:
    """Some characters of a text; `found`: one of the asked words."""

    text: str
    found: bool = False


def marked_text(text: str, forms: Mapping[str, int]) -> list[Piece]:
    """Return a whole text in pieces.

    :param forms: each form to be marked, in small letters -> the number of the asked word it belongs to.
    """
    return _pieces(text, 0, len(text), places(text, forms))


def snippet(text: str, forms: Mapping[str, int]) -> tuple[list[Piece], int]:
    """Return the few words of a text that hold the most asked words, and how many that are; nothing where none is."""
    found = places(text[:_LONGEST_READ], forms)
    if not found:
        return [], 0
    best = max(range(len(found)), key=lambda place: (_held(found, place), -place))
    start, end = _window(text, found[best][0])
    shown = [place for place in found if start <= place[0] and place[1] <= end]
    before, after = [Piece("… ")] if start else [], [Piece("…")] if end < len(text) else []
    return [*before, *_pieces(text, start, end, shown), *after], _held(found, best)


def places(text: str, forms: Mapping[str, int]) -> list[Place]:
    """Return where whole words of a text are one of some forms, in their order."""
    small = text.lower()
    if len(small) != len(text):  # a rare letter has two small ones; then the characters do not tally
        return []
    found: list[Place] = []
    for form, number in forms.items():
        at = small.find(form)
        while at >= 0:
            after = at + len(form)
            if not (at and small[at - 1].isalnum()) and not small[after : after + 1].isalnum():
                found.append((at, after, number))
            at = small.find(form, after)
    return sorted(found)


def variety(found: Sequence[Place]) -> int:
    """Return how many different asked words there are."""
    return len({number for _, _, number in found})


def _held(found: Sequence[Place], place: int) -> int:
    """Return how many asked words stand near after one of them."""
    end = found[place][0] + SNIPPET_SIGNS - _LEAD_SIGNS
    asked = set()
    for start, _, number in found[place:]:
        if start >= end:
            break
        asked.add(number)
    return len(asked)


def _window(text: str, first: int) -> tuple[int, int]:
    """Return a part of a text round a place, cut at blanks."""
    start = 0 if first <= _LEAD_SIGNS else text.rfind(" ", 0, first - _LEAD_SIGNS) + 1
    end = start + SNIPPET_SIGNS
    if end >= len(text):
        return start, len(text)
    blank = text.rfind(" ", first, end)
    return start, blank if blank > first else end


def _pieces(text: str, start: int, end: int, found: Sequence[Place]) -> list[Piece]:
    pieces, at = [], start
    for first, after, _ in found:
        if first >= at:
            pieces += [Piece(text[at:first]), Piece(text[first:after], found=True)]
            at = after
    pieces.append(Piece(text[at:end]))
    return [piece for piece in pieces if piece.text]
