"""Everything in the academy that cites a provision, and that readers may see: by area and kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from akademia.core.area import Item, Kind, house_kinds
from akademia.core.db import rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.listing import Asked, ListPage
from akademia.core.text import counted, sort_key
from akademia.law.models import Citation

FIRST_ROWS = 10
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
    """What cites a provision, of one kind, by title. `area`: the one whose colour it bears."""

    area: str
    kind: Kind
    found: tuple[Citing, ...]

    @property
    def first(self) -> Sequence[Citing]:
        return self.found[:FIRST_ROWS]

    @property
    def has_more(self) -> bool:
        return len(self.found) > FIRST_ROWS


def citing_kinds(act_key: str, key: str, provisions: Sequence[int]) -> tuple[CitingKind, ...]:
    """Return all that cites some provisions, kind by kind in the order of the house. Only what readers may see.

    :param provisions: the numbers of the provision of that key and of the units in it.
    """
    return same_for_all(("citing", act_key, key), lambda: _kinds(provisions))


def _kinds(provisions: Sequence[int]) -> tuple[CitingKind, ...]:
    cited: dict[str, dict[int, int]] = {}
    for kind, ref, times in rows(_PLACES, provisions=list(provisions)):
        cited.setdefault(kind, {})[ref] = times
    made = [
        CitingKind(area, kind, _found(kind, cited[kind.name])) for area, kind in house_kinds() if kind.name in cited
    ]
    return tuple(one for one in made if one.found)


def _found(kind: Kind, refs: Mapping[int, int]) -> tuple[Citing, ...]:
    """Return the public things among some numbers; those that lead to one place are one, cited as often as all."""
    places: dict[tuple[str, frozenset[tuple[str, str]]], Citing] = {}
    for item in kind.items(list(refs)):
        place = (item.endpoint, frozenset(item.place.items()))
        before = places.get(place)
        times = refs[item.ref] + (before.times if before else 0)
        places[place] = Citing(kind, before.item if before else item, times)
    return tuple(_in_order(places.values()))


def _in_order(found: Iterable[Citing]) -> list[Citing]:
    return sorted(found, key=lambda one: sort_key(one.item.title))


def citing_of_kind(
    kinds: Sequence[CitingKind], name: str, asked: Asked, size: int = 50
) -> tuple[Kind, ListPage[Citing]]:
    """Return one page of what cites, of one kind.

    :raises Missing: nothing of that kind does.
    """
    chosen = next((one for one in kinds if one.kind.name == name), None)
    if chosen is None:
        raise Missing
    total = len(chosen.found)
    number = min(asked.number, max(1, -(-total // size)))
    return chosen.kind, ListPage(chosen.found[(number - 1) * size : number * size], number, total, size)
