"""The results of one group as plain data: what is published of each variable, and of each two together.

Everything here has passed the guard (`disclosure`); nothing else of the answers reaches a reader.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from akademia.research.surveys.rules.disclosure import (
    LEAST,
    LEAST_PEOPLE,
    Cell,
    Shown,
    Side,
    guarded_cross,
    guarded_marks,
    guarded_parts,
    may_filter,
    people_in,
    rounded,
    secret_ranks,
)
from akademia.research.surveys.rules.tables import Stand, Variable, cells_of, counts_of, crossed, middle

Table = list[list[Shown]]


@dataclass(frozen=True)
class Told:
    """What is published of a variable in its whole group.

    :param exact: counted to one; else each number is rounded to five.
    :param counts: by option; None: hidden. `rest`: the hidden ones together, None where they have no sum or none is
        hidden; those without an answer are in it where `silent` is None.
    :param seen: how many were asked; None: hidden. `silent`: how many of them gave no answer; where that is None,
        `about` tells, rounded to five, how many did.
    :param filters: places of options by which the others may be filtered.
    """

    variable: Variable
    exact: bool
    counts: tuple[Shown, ...]
    rest: Shown
    seen: Shown
    silent: Shown
    about: Shown
    mean: float | None
    median: float | None
    filters: tuple[int, ...]

    @property
    def answered(self) -> Shown:
        return None if self.seen is None or self.silent is None else self.seen - self.silent

    @property
    def hidden(self) -> bool:
        return None in self.counts

    @property
    def empty(self) -> bool:
        """Whether nothing at all may be told."""
        return all(count is None for count in self.counts)


def to_data(told: Told) -> dict[str, Any]:
    """Return it as what JSON holds."""
    return asdict(told)


def from_data(data: dict[str, Any]) -> Told:
    variable = data["variable"]
    options = tuple((key, words) for key, words in variable["options"])
    tuples = {name: tuple(data[name]) for name in ("counts", "filters")}
    return Told(**{**data, **tuples, "variable": Variable(**{**variable, "options": options})})


def told_of(variable: Variable, column: Sequence[Stand], weights: Sequence[Cell], secret: bytes) -> Told:
    """Return what is published of one variable."""
    about = rounded(secret, sum(weight for stand, weight in zip(column, weights, strict=True) if stand))
    if variable.routed or variable.kind == "codes":
        return _rounded(variable, column, weights, secret, about)
    counts = counts_of(column, len(variable.options))
    silent = sum(not stand for stand in column)
    if variable.several:
        return _marks(variable, counts, silent, len(column), about)
    ranks = secret_ranks(secret, variable.key, len(counts) + 1)
    return _parts(variable, counts, silent, len(column), ranks, about)


def _rounded(variable: Variable, column: Sequence[Stand], weights: Sequence[Cell], secret: bytes, about: Shown) -> Told:
    cells = cells_of(column, len(variable.options), weights)
    seen = sum(weight for stand, weight in zip(column, weights, strict=True) if stand is not None)
    counts = tuple(rounded(secret, cell) for cell in cells)
    return Told(variable, False, counts, None, rounded(secret, seen), None, about, None, None,
                _filters(variable, [people_in(cell) for cell in cells], counts, len(column)))  # fmt: skip


def _parts(variable: Variable, counts: list[int], silent: int, people: int, ranks: Sequence[int], about: Shown) -> Told:
    """Return a variable of which each person stands at one option at most: its cells are parts of the group."""
    cells = [*counts, silent] if silent else counts
    shown = guarded_parts(cells, ranks)
    rest = sum(count for count, one in zip(cells, shown, strict=True) if one is None)
    told = tuple(shown[: len(counts)])
    whole = None not in shown
    mean, half = middle(variable, counts) if variable.scaled and whole else (None, None)
    return Told(variable, True, told, None if whole else rest, people, shown[-1] if silent else 0, about, mean, half,
                _filters(variable, counts, told, people))  # fmt: skip


def _marks(variable: Variable, counts: list[int], silent: int, people: int, about: Shown) -> Told:
    """Return a variable of which a person stands at several options; of those silent only that there were none."""
    told = tuple(guarded_marks(counts, people))
    asked = 0 if variable.required and not silent else None
    return Told(variable, True, told, None, people, asked, about, None, None, _filters(variable, counts, told, people))


def _filters(variable: Variable, counts: Sequence[int], told: Sequence[Shown], people: int) -> tuple[int, ...]:
    if not variable.filters:
        return ()
    return tuple(
        place
        for place, (count, one) in enumerate(zip(counts, told, strict=True))
        if one is not None and may_filter(count, people)
    )


def enough(people: int) -> bool:
    """Say whether a group is large enough for anything to be told of it."""
    return people >= LEAST_PEOPLE


def crossings(
    told: Sequence[Told], columns: Sequence[Sequence[Stand]], weights: Sequence[Cell], secret: bytes
) -> dict[str, dict[str, Table]]:
    """Return all cross tables: key of what filters -> key of the other -> a list of numbers for each of its options."""
    found: dict[str, dict[str, Table]] = {one.variable.key: {} for one in told if one.filters}
    for (one, rows), (other, across) in combinations(zip(told, columns, strict=True), 2):
        if not (one.filters or other.filters) or _same(one.variable, other.variable):
            continue
        table = _crossed(one, other, rows, across, weights, secret)
        if one.filters:
            found[one.variable.key][other.variable.key] = table
        if other.filters:
            found[other.variable.key][one.variable.key] = [list(line) for line in zip(*table, strict=True)]
    return found


def _same(one: Variable, other: Variable) -> bool:
    return one.key.partition(".")[0] == other.key.partition(".")[0]


def _crossed(
    one: Told, other: Told, rows: Sequence[Stand], across: Sequence[Stand], weights: Sequence[Cell], secret: bytes
) -> Table:
    size = len(one.variable.options), len(other.variable.options)
    cells = crossed(rows, across, size, weights)
    return guarded_cross(secret, cells, _side(one, rows), _side(other, across))


def _side(told: Told, column: Sequence[Stand]) -> Side:
    options = len(told.variable.options)
    return Side(tuple(counts_of(column, options)), told.counts, told.variable.several)


def base_of(told: Told, place: int) -> int:
    """Return how many people a filter by an option leaves, as it is published."""
    return told.counts[place] or LEAST
