"""What changed between two texts, word by word.

Paragraphs are matched first, then the words of those that changed. Matching costs as much as there are pairs of equal
pieces, which a hostile text makes many; past a bound a whole piece is shown as replaced, so the cost stays even.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PAIRS = 40_000
_WORDS = re.compile(r"\s+|\w+\s*|[^\w\s]\s*")
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Some words and what happened to them: `same`, `gone` (stood in the old text only), `new`."""

    kind: str
    words: str


@dataclass(frozen=True)
class Difference:
    """Two texts side by side; `before` holds no new pieces, `after` no gone ones."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_none(self) -> bool:
        return all(piece.kind == SAME for piece in (*self.before, *self.after))


def difference(old: str, new: str) -> Difference:
    """Compare two texts."""
    pieces = list(_compare(old.splitlines(keepends=True), new.splitlines(keepends=True), deeper=True))
    return Difference(
        tuple(_joined(piece for piece in pieces if piece.kind != NEW)),
        tuple(_joined(piece for piece in pieces if piece.kind != GONE)),
    )


def pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pairs of equal pieces there are: what matching would have to look at."""
    counted = Counter(new)
    return sum(counted[piece] for piece in old)


def _compare(old: Sequence[str], new: Sequence[str], deeper: bool) -> Iterator[Piece]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield Piece(SAME, "".join(old[:head]))
    yield from _matched(old[head : len(old) - tail], new[head : len(new) - tail], deeper)
    yield Piece(SAME, "".join(old[len(old) - tail :]))


def _matched(old: Sequence[str], new: Sequence[str], deeper: bool) -> Iterator[Piece]:
    if pairs(old, new) > MOST_PAIRS:
        yield from (Piece(GONE, "".join(old)), Piece(NEW, "".join(new)))
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(old[a:b]))
        elif kind == "replace" and deeper:
            yield from _compare(_WORDS.findall("".join(old[a:b])), _WORDS.findall("".join(new[c:d])), deeper=False)
        else:
            yield from (Piece(GONE, "".join(old[a:b])), Piece(NEW, "".join(new[c:d])))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pieces both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Give pieces with neighbours of one kind made one, empty ones left out."""
    kind, words = "", ""
    for piece in pieces:
        if not piece.words:
            continue
        if piece.kind != kind and words:
            yield Piece(kind, words)
            words = ""
        kind, words = piece.kind, words + piece.words
    if words:
        yield Piece(kind, words)
