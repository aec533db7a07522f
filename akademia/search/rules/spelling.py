"""Words that were mistyped: what may have been meant."""

from collections.abc import Iterable

LETTERS = "abcdefghijklmnoprstuwyzqvx"
SHORTEST = 4
FAR_FROM = 6  # letters from which two mistakes are forgiven
MOST_MISTAKES = 2


def neighbours(word: str) -> frozenset[str]:
    """Return all words one mistake away from a folded word: a letter lost, added, changed or swapped."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in halves if b for letter in LETTERS}
    added = {a + letter + b for a, b in halves for letter in LETTERS}
    return frozenset(lost | swapped | changed | added) - {word}


def distance(a: str, b: str, most: int = MOST_MISTAKES) -> int:
    """Return how many mistakes lie between two words; `most` + 1 where there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for row, letter in enumerate(a, start=1):
        this = [row]
        for column, other in enumerate(b, start=1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == b[column - 2] and a[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return min(last[-1], most + 1)


def nearest(word: str, known: Iterable[tuple[str, str, int]]) -> str | None:
    """Return the known word nearest to a folded one: fewest mistakes, then in most documents, then by the alphabet.

    :param known: (form, folded form, how many documents hold it).
    """
    most = MOST_MISTAKES if len(word) >= FAR_FROM else 1
    near = [(distance(word, folded, most), -holding, form) for form, folded, holding in known]
    close = [one for one in near if one[0] <= most]
    return min(close)[2] if close else None
