"""What may be told of a group of respondents, so that no few of them are told of: numbers under five, and what can be
reckoned from two tables.

Two ways, one for each sort of number:

- **A whole group's own answers to what everybody was asked** are exact. Each question parts the same people, so such
  tables join by nothing but their common total; within one, cells are suppressed, and one more with them where the
  total would give them away (primary and complementary suppression).
  Source: Hundepool et al., „Statistical Disclosure Control”, Wiley 2012, chapter 4.
- **All that parts the group further** (a filter, a cross table, a question asked only of some, codes of open answers)
  passes the cell key method: noise that the set of people itself decides, so that the same people give the same
  number wherever they are counted; then rounding to five.
  Source: Thompson, Broadfoot, Elazar, „Methodology for the Automatic Confidentialisation of Statistical Outputs from
  Remote Servers at the Australian Bureau of Statistics”, UNECE 2013; Eurostat, „Cell key method”, 2021 census.

The noise has no bound: a number that is shown says that at least five people stand behind it, a hidden one says
nothing for certain. From the two facts that remain (exact totals, and at least five behind each number shown) a cell
of a table can be bounded by its row and column; `guarded_cross` hides so much that each hidden cell may be five or
more. The attack in the tests reckons with all tables at once.
"""

import hashlib
import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
LEAST_PEOPLE = 10  # of a group with results, of a filter and of its complement
SPREAD = 0.5  # of the noise: so much rarer is each next step from zero; its standard deviation is 2
_KEY_BITS = 96
_ONE = 1 << _KEY_BITS
_UNIFORM = 1 << 53

Cell = int  # how many people, and the sum of their keys: see `weight`
Shown = int | None


def weight(secret: bytes, name: str) -> Cell:
    """Return one person as a cell; cells of people that differ are added. `name` tells the person apart."""
    digest = hashlib.sha256(secret + name.encode()).digest()
    return _ONE + int.from_bytes(digest[:8], "big")


def people_in(cell: Cell) -> int:
    return cell >> _KEY_BITS


def hidden_parts(counts: Sequence[int], ranks: Sequence[int]) -> set[int]:
    """Return which cells of a whole to hide: the small ones, and one more where the rest would tell of them.

    What is hidden holds together at least five people in at least two cells, and no cell in it must be above zero
    because the others cannot hold so many. May return all.

    :param ranks: which of equally small cells goes first; unless it is secret, it gives a cell away now and then.
    """
    hidden = {place for place, count in enumerate(counts) if count < LEAST}
    left = sorted((count, ranks[place], place) for place, count in enumerate(counts) if count >= LEAST)
    while hidden and left and _gives_away([counts[place] for place in hidden]):
        hidden.add(left.pop(0)[2])
    if hidden and _gives_away([counts[place] for place in hidden]):
        return set(range(len(counts)))
    return hidden


def _gives_away(counts: Sequence[int]) -> bool:
    total, most = sum(counts), LEAST - 1
    forced = max(counts) <= most and total > most * (len(counts) - 1)
    return len(counts) < 2 or total < LEAST or forced


def secret_ranks(secret: bytes, name: str, size: int) -> list[int]:
    """Return an order of the cells of a table that only the secret tells."""
    drawn = [hmac.new(secret, f"{name} {place}".encode(), hashlib.sha256).digest() for place in range(size)]
    return [int.from_bytes(one[:8], "big") for one in drawn]


def guarded_parts(counts: Sequence[int], ranks: Sequence[int]) -> list[Shown]:
    """Return the exact cells of a whole, None where one is hidden; `ranks` as of `hidden_parts`."""
    hidden = hidden_parts(counts, ranks) if len(counts) > 1 else {0}
    return [None if place in hidden else count for place, count in enumerate(counts)]


def guarded_marks(counts: Sequence[int], people: int) -> list[Shown]:
    """Return how many chose each of what can be chosen together; None where few did, or few did not."""
    return [count if LEAST <= count <= people - LEAST else None for count in counts]


def noise(secret: bytes, cell: Cell) -> int:
    """Return the noise of a set of people: a two-sided geometric variable, the same for the same set."""
    drawn = hmac.new(secret, str(cell).encode(), hashlib.sha256).digest()
    share = (int.from_bytes(drawn[:8], "big") % _UNIFORM + 1) / _UNIFORM
    far = math.floor(math.log(share * (1 + SPREAD) / 2) / math.log(SPREAD))
    return max(0, far) * (1 if drawn[8] % 2 else -1)


def rounded(secret: bytes, cell: Cell) -> Shown:
    """Return how many people a cell holds, with noise, rounded to five.

    None for fewer than five, and for some more whom the noise takes there.
    """
    people = people_in(cell)
    told = people + noise(secret, cell)
    return None if min(people, told) < LEAST else LEAST * round(told / LEAST)


def may_filter(people: int, everybody: int) -> bool:
    """Say whether there may be a view of some people only: both they and all the others are many enough."""
    return LEAST_PEOPLE <= people <= everybody - LEAST_PEOPLE


@dataclass(frozen=True)
class Side:
    """The rows, or the columns, of a cross table.

    :param people: how many each holds. `told`: what is published of that; None: hidden, and so is its line.
    :param several: one person may stand in several.
    """

    people: tuple[int, ...]
    told: tuple[Shown, ...]
    several: bool = False


def guarded_cross(secret: bytes, cells: Sequence[Sequence[Cell]], rows: Side, columns: Side) -> list[list[Shown]]:
    """Return a cross table as it may be published: rounded with noise, None where a cell is hidden.

    :param cells: a list for each row.
    """
    shown = [[_cell(secret, cell, rows, y, columns, x) for x, cell in enumerate(line)] for y, line in enumerate(cells)]
    changed = True
    while changed:
        changed = False
        for y, people in enumerate(rows.people):
            changed |= _relieve(shown, [(y, x) for x in range(len(columns.people))], people, columns.several)
        for x, people in enumerate(columns.people):
            changed |= _relieve(shown, [(y, x) for y in range(len(rows.people))], people, rows.several)
    return shown


def _cell(secret: bytes, cell: Cell, rows: Side, y: int, columns: Side, x: int) -> Shown:
    """Return one cell; never more than is published of its row and of its column."""
    told = rows.told[y], columns.told[x]
    value = rounded(secret, cell)
    if value is None or None in told:
        return None
    return min(value, *(LEAST * ((one or 0) // LEAST) for one in told))


def _relieve(shown: list[list[Shown]], line: Sequence[tuple[int, int]], people: int, several: bool) -> bool:
    """Hide the smallest of a line until five of its people may stand in any cell that is hidden; say if any was."""
    changed = False
    while True:
        seen = sorted((shown[y][x] or 0, y, x) for y, x in line if shown[y][x] is not None)
        taken = min(1, len(seen)) if several else len(seen)
        whole = not several and len(seen) == len(line)
        if not seen or (people >= LEAST * taken if whole else people >= LEAST * (taken + 1)):
            return changed
        _value, y, x = seen[0]
        shown[y][x], changed = None, True
