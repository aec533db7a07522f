"""How provisions changed: a history told by day and amendment, newest first, and what one was on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from akademia.law.queries.shape import AmendmentFacts, Change, Note, Shape, Unit
from akademia.law.rules.validity import ADDED, REPEALED, Span

KINDS = {"changed": "zmiana", "added": "dodanie", "repealed": "uchylenie"}


@dataclass(frozen=True)
class Told:
    """One change in words. `unit`: the provision it names; `where`: the place in the amending act."""

    unit: Unit
    kind: str
    what: str
    where: str

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Day:
    """What one amendment changed on one day. `works_from`: applied from an earlier day; `coming`: not yet in force."""

    on: date
    works_from: date | None
    amendment: AmendmentFacts
    told: tuple[Told, ...]
    coming: bool

    def counted_on(self, day: date) -> bool:
        """Whether it came into force after a day but is to be applied to it."""
        return self.works_from is not None and self.works_from <= day < self.on


@dataclass(frozen=True)
class Passage:
    """What an amendment says of cases under way, with the provisions of this act that it speaks of."""

    amendment: AmendmentFacts
    where: str
    what: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class AsOn:
    """A provision on one day. `span` None: it was not there yet; `since`: the changes that took force later.

    `beyond`: the register may not know all that changed until that day.
    """

    day: date
    status: str
    span: Span | None
    since: tuple[Day, ...]
    beyond: bool

    @property
    def counted(self) -> tuple[Day, ...]:
        """Return the later changes that are to be applied to this day."""
        return tuple(change for change in self.since if change.counted_on(self.day))


def days(shape: Shape, changes: Iterable[Change], today: date) -> tuple[Day, ...]:
    """Return changes by day and amendment, the newest first; within a day in the order of the amendment."""
    found: dict[tuple[date, int, date | None], list[Told]] = {}
    for change in changes:
        key = (change.in_force_on, change.amendment_id, change.works_from)
        unit = shape.by_id[change.provision_id]
        found.setdefault(key, []).append(Told(unit, change.kind, change.what, change.unit))
    made = [
        Day(on, works_from, shape.amendments[number], tuple(told), on > today)
        for (on, number, works_from), told in found.items()
    ]
    return tuple(sorted(made, key=lambda day: (day.on, day.amendment.passed_on), reverse=True))


def bearing_on(shape: Shape, unit: Unit, below: Sequence[Unit]) -> list[Change]:
    """Return the changes that bear on a provision: its own, of units in it, and of those it lies in.

    Of the units it lies in only their being added and repealed count, and while it has a beginning of its own, only
    what came after that.
    """
    begins = shape.spans_of(unit)[0].since
    inner = {unit.id, *(one.id for one in below)}
    outer = {one.id for one in shape.above(unit)}
    return [
        change
        for change in shape.changes
        if change.provision_id in inner
        or (change.provision_id in outer and change.kind in (ADDED, REPEALED) and change.in_force_on >= begins)
    ]


def passages(shape: Shape, notes: Iterable[Note]) -> tuple[Passage, ...]:
    """Return transitional notes with their amendments and provisions, the newest first."""
    made = [
        Passage(
            shape.amendments[note.amendment_id],
            note.unit,
            note.what,
            tuple(shape.by_key[key] for key in note.keys if key in shape.by_key),
        )
        for note in notes
    ]
    return tuple(reversed(made))
