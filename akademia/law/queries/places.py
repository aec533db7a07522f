"""Everything in the academy that cites a provision, and that readers may see: by area and kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, func, select

from akademia.core.area import Item, Kind, house_kinds
from akademia.core.db import rows
from akademia.core.errors import Missing
from akademia.core.listing import ROWS_A_PAGE, Asked, ListPage
from akademia.core.text import counted
from akademia.law.models import Citation

FIRST_ROWS = 10
MOST_CITING = 10_000  # of one kind, as many as both databases take in one question
_PLACES = (
    select(Citation.kind, Citation.ref, func.count(Citation.id))
    .where(Citation.provision_id.in_(bindparam("provisions", expanding=True)))
    .group_by(Citation.kind, Citation.ref)
)


@dataclass(frozen=True)
class Citing:
    """A public thing that cites a provision, in how many places it does."""

    kind: Kind
    item: Item
    times: int

    @property
    def facts(self) -> tuple[str, ...]:
        """Its own short facts, and how often it cites where that is more than once."""
        often = f"w {counted(self.times, 'miejscu', 'miejscach', 'miejscach')}"
        return (*self.item.facts, often) if self.times > 1 else self.item.facts


@dataclass(frozen=True)
class CitingKind:
    """What cites a provision, of one kind. `area`: the one whose colour it bears; `first`: the first few.

    :param places: (number of the thing, how often it cites) of all, in order. Kept instead of the things themselves:
        where thousands cite, every page of the act would keep them all.
    """

    area: str
    kind: Kind
    places: tuple[tuple[int, int], ...]
    first: tuple[Citing, ...]

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.first)


_PLACES_OF_ACT = (
    select(Citation.kind, Citation.ref, func.count(Citation.id))
    .where(Citation.act_id == bindparam("act"))
    .group_by(Citation.kind, Citation.ref)
)


def citing_kinds(provisions: Sequence[int]) -> tuple[CitingKind, ...]:
    """Return all that cites some provisions, kind by kind in the order of the house. Only what readers may see."""
    return _by_kind(rows(_PLACES, provisions=list(provisions)).all())


def citing_act(act_id: int) -> tuple[CitingKind, ...]:
    """Return all that speaks of an act as a whole, or of an act whose provisions are not kept; in the same way."""
    return _by_kind(rows(_PLACES_OF_ACT, act=act_id).all())


def _by_kind(places: Iterable[Any]) -> tuple[CitingKind, ...]:
    cited: dict[str, dict[int, int]] = {}
    for kind, ref, times in places:
        cited.setdefault(kind, {})[ref] = times
    asked = [(area, kind) for area, kind in house_kinds() if kind.name in cited]
    made = [_of_kind(area, kind, cited[kind.name]) for area, kind in asked]
    return tuple(one for one in made if one.places)


def _of_kind(area: str, kind: Kind, refs: Mapping[int, int]) -> CitingKind:
    """Find the public things among some numbers; those that lead to one place are one, cited as often as all."""
    found: dict[tuple[str, ...], Item] = {}
    times: dict[tuple[str, ...], int] = {}
    for item in kind.items(list(refs)[:MOST_CITING]):
        place = (item.endpoint, *item.place.values())
        found.setdefault(place, item)
        times[place] = times.get(place, 0) + refs[item.ref]
    first = [Citing(kind, item, times[place]) for place, item in islice(found.items(), FIRST_ROWS)]
    places = tuple((item.ref, times[place]) for place, item in found.items())
    return CitingKind(area, kind, places, tuple(first))


def citing_of_kind(
    kinds: Sequence[CitingKind], name: str, asked: Asked, size: int = ROWS_A_PAGE
) -> tuple[Kind, ListPage[Citing]]:
    """Return one page of what cites, of one kind.

    :raises Missing: nothing of that kind does.
    """
    chosen = next((one for one in kinds if one.kind.name == name), None)
    if chosen is None:
        raise Missing
    number = min(asked.number, max(1, -(-chosen.total // size)))
    places = dict(chosen.places[(number - 1) * size : number * size])
    items = {item.ref: item for item in chosen.kind.items(list(places))}
    found = [Citing(chosen.kind, items[ref], times) for ref, times in places.items() if ref in items]
    return chosen.kind, ListPage(found, number, chosen.total, size)
