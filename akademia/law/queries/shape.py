"""One act's register whole, as plain values: the same for every reader, kept until something public changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.models import (
    Act,
    ActText,
    Amendment,
    Provision,
    ProvisionChange,
    ProvisionReference,
    TransitionalNote,
)
from akademia.law.rules.addresses import eli_address, isap_address
from akademia.law.rules.validity import ADDED, GONE, IN_FORCE, REPEALED, Span, Turn, spans, status_on


@dataclass(frozen=True)
class Official:
    """Something published: its address in the Journal of Laws and where the state shows it."""

    display_address: str | None
    eli: str | None

    @property
    def eli_url(self) -> str | None:
        return eli_address(self.eli)

    @property
    def isap_url(self) -> str | None:
        return isap_address(self.display_address)


@dataclass(frozen=True)
class ActFacts(Official):
    """An act as its pages show it."""

    id: int
    key: str
    title: str
    short: str
    name: str
    said: str
    abbreviations: tuple[str, ...]
    passed_on: date | None
    in_force_on: date | None
    text_address: str | None
    legal_state_on: date | None
    newer_address: str | None
    known_until: date | None

    @property
    def of(self) -> str:
        """Its name after „art. 15”: „ustawy o zatrudnieniu socjalnym”."""
        return f"ustawy {self.said}" if self.short.startswith("ustawa ") and self.said else self.short


@dataclass(frozen=True)
class TextFacts(Official):
    role: str
    promulgated_on: date | None
    legal_state_on: date | None


@dataclass(frozen=True)
class Unit:
    """A provision in its place. `key` is unique in the act, `parent_key` that of the unit it lies in."""

    id: int
    key: str
    label: str
    kind: str
    status: str
    heading: str | None
    summary: str
    parent_key: str | None
    omitted: bool
    in_force_on: date | None
    described_on: date | None

    @property
    def title(self) -> str:
        """Its label as a title begins: „Art. 15 ust. 4”, „Rozdział 5. Uczestnictwo w centrum”."""
        label = self.label[:1].upper() + self.label[1:]
        return f"{label}. {self.heading}" if self.kind == "rozdzial" and self.heading else label

    def title_in(self, act: ActFacts) -> str:
        """Its title with the act's name; a chapter's own heading says enough."""
        return self.title if self.kind == "rozdzial" and self.heading else f"{self.title} {act.of}"

    @property
    def last(self) -> str:
        """Its own part of its label: „ust. 4”."""
        return " ".join(self.label.split(" ")[-2:])

    @property
    def is_repealed(self) -> bool:
        return self.status == "repealed"


@dataclass(frozen=True)
class AmendmentFacts(Official):
    id: int
    key: str
    title: str
    passed_on: date
    promulgated_on: date
    unit: str
    note: str | None

    @property
    def short(self) -> str:
        """„ustawa z dnia 13 stycznia 2022 r.” and no more of its title."""
        begin, found, _ = self.title.partition(" r. ")
        return (begin + " r." if found else self.title).replace("Ustawa", "ustawa", 1)


@dataclass(frozen=True)
class Change:
    amendment_id: int
    provision_id: int
    kind: str
    what: str
    unit: str
    in_force_on: date
    works_from: date | None


@dataclass(frozen=True)
class Note:
    amendment_id: int
    unit: str
    what: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    provision_id: int
    target_id: int | None
    words: str | None


@dataclass(frozen=True, eq=False)
class Shape:
    """An act's register. `units` stand in the order of the act, `changes` in that of their coming into force."""

    act: ActFacts
    texts: tuple[TextFacts, ...]
    units: tuple[Unit, ...]
    amendments: Mapping[int, AmendmentFacts]
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]
    references: tuple[Reference, ...]

    @cached_property
    def by_key(self) -> dict[str, Unit]:
        return {unit.key: unit for unit in self.units}

    @cached_property
    def by_id(self) -> dict[int, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def children(self) -> dict[str | None, list[Unit]]:
        under: dict[str | None, list[Unit]] = {}
        for unit in self.units:
            under.setdefault(unit.parent_key, []).append(unit)
        return under

    @cached_property
    def changes_of(self) -> dict[int, list[Change]]:
        found: dict[int, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.provision_id, []).append(change)
        return found

    def above(self, unit: Unit) -> list[Unit]:
        """Return the units in which one lies, the outermost first."""
        found: list[Unit] = []
        parent = self.by_key.get(unit.parent_key or "")
        while parent is not None and parent not in found:
            found.insert(0, parent)
            parent = self.by_key.get(parent.parent_key or "")
        return found

    def below(self, unit: Unit) -> Iterator[Unit]:
        """Yield the units that lie in one, at any depth, in the order of the act."""
        for child in self.children.get(unit.key, ()):
            yield child
            yield from self.below(child)

    def unit(self, key: str) -> Unit:
        """Return a provision by its key.

        :raises Missing: the act has none.
        """
        if key not in self.by_key:
            raise Missing
        return self.by_key[key]

    def spans_of(self, unit: Unit) -> tuple[Span, ...]:
        """Return since when a provision holds, in which wording, and until when."""
        return spans(unit.in_force_on or self.act.in_force_on or date.min, self._turns(unit))

    def _turns(self, unit: Unit) -> list[Turn]:
        turns = [Turn(c.in_force_on, c.kind, c.works_from) for c in self.changes_of.get(unit.id, ())]
        for outer in self.above(unit):
            lasting = [c for c in self.changes_of.get(outer.id, ()) if c.kind in (ADDED, REPEALED)]
            turns += [Turn(c.in_force_on, c.kind, c.works_from, own=False) for c in lasting]
        return turns

    def has_history(self, key: str) -> bool:
        """Say whether changes tell what a provision's status is."""
        return bool(self._turns(self.unit(key)))

    def status_on(self, unit: Unit, day: date) -> str | None:
        """Return the status that a provision's changes give it on a day; None where no change tells of it.

        One that is still to come counts as in force: nobody has to be warned of it as of a repealed one.
        """
        if not self._turns(unit):
            return None
        return GONE if status_on(self.spans_of(unit), day) == GONE else IN_FORCE


def shape_of(act_key: str) -> Shape:
    """Return an act with its register; one that is only a name has no units.

    :raises Missing: there is no such act.
    """
    return same_for_all(("law", act_key), lambda: _read(act_key))


def _read(act_key: str) -> Shape:
    act = db.session.scalar(select(Act).where(Act.key == act_key))
    if act is None:
        raise Missing
    return Shape(
        act=facts_of(act),
        texts=tuple(TextFacts(*row) for row in rows(_TEXTS, act=act.id).all()),
        units=tuple(Unit(*row) for row in rows(_UNITS, act=act.id).all()),
        amendments={row.id: AmendmentFacts(*row) for row in rows(_AMENDMENTS, act=act.id).all()},
        changes=tuple(Change(*row) for row in rows(_CHANGES, act=act.id).all()),
        notes=tuple(Note(row[0], row[1], row[2], tuple(row[3])) for row in rows(_NOTES, act=act.id).all()),
        references=tuple(Reference(*row) for row in rows(_REFERENCES, act=act.id).all()),
    )


def facts_of(act: Act) -> ActFacts:
    """Return an act's row as plain values."""
    names = ("id", "key", "title", "short", "name", "said", "passed_on", "in_force_on", "text_address")
    more = ("legal_state_on", "newer_address", "known_until", "display_address", "eli")
    values: dict[str, Any] = {name: getattr(act, name) for name in (*names, *more)}
    return ActFacts(**values, abbreviations=tuple(act.abbreviations))


_ACT: Any = bindparam("act")
_TEXTS = (
    select(ActText.display_address, ActText.eli, ActText.role, ActText.promulgated_on, ActText.legal_state_on)
    .where(ActText.act_id == _ACT)
    .order_by(ActText.promulgated_on.is_(None), ActText.promulgated_on, ActText.id)
)
_UNITS: Any = (
    select(
        Provision.id, Provision.key, Provision.label, Provision.kind, Provision.status, Provision.heading,
        Provision.summary, Provision.parent_key, Provision.omitted, Provision.in_force_on, Provision.described_on,
    )
    .where(Provision.act_id == _ACT)
    .order_by(Provision.position, Provision.id)
)  # fmt: skip
_AMENDMENTS: Any = (
    select(
        Amendment.display_address, Amendment.eli, Amendment.id, Amendment.key, Amendment.title, Amendment.passed_on,
        Amendment.promulgated_on, Amendment.unit, Amendment.note,
    )
    .where(Amendment.act_id == _ACT)
    .order_by(Amendment.passed_on, Amendment.id)
)  # fmt: skip
_CHANGES = (
    select(
        ProvisionChange.amendment_id, ProvisionChange.provision_id, ProvisionChange.kind, ProvisionChange.what,
        ProvisionChange.unit, ProvisionChange.in_force_on, ProvisionChange.works_from,
    )
    .join(Amendment)
    .where(Amendment.act_id == _ACT)
    .order_by(ProvisionChange.in_force_on, Amendment.passed_on, Amendment.id, ProvisionChange.position)
)  # fmt: skip
_NOTES: Any = (
    select(TransitionalNote.amendment_id, TransitionalNote.unit, TransitionalNote.what, TransitionalNote.keys)
    .join(Amendment)
    .where(Amendment.act_id == _ACT)
    .order_by(Amendment.passed_on, Amendment.id, TransitionalNote.position)
)
_REFERENCES = (
    select(ProvisionReference.provision_id, ProvisionReference.target_id, ProvisionReference.words)
    .join(Provision, Provision.id == ProvisionReference.provision_id)
    .where(Provision.act_id == _ACT)
    .order_by(Provision.position, ProvisionReference.position)
)
