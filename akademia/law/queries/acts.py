"""What the pages of acts and of the register as a whole show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.core.area import Item
from akademia.core.db import db
from akademia.core.kept import same_for_all
from akademia.law.models import Act, Amendment, Provision
from akademia.law.queries.reading import law
from akademia.law.queries.shape import ActFacts, Shape, Unit, facts_of, shape_of
from akademia.law.rules import Context, Law, cited


@dataclass(frozen=True)
class ActRow:
    """An act in the list. `units` and `amendments`: how many the register has; none of either is only a name."""

    act: ActFacts
    units: int
    amendments: int


@dataclass(frozen=True)
class Sender:
    """A provision of a kept register that sends its reader to another act; `words`: how it calls it."""

    act: ActFacts
    unit: Unit
    words: str


def acts() -> tuple[ActRow, ...]:
    """Return all acts: those with a register first, then the others from the oldest."""
    return same_for_all("acts", _acts)


def _acts() -> tuple[ActRow, ...]:
    units = select(func.count(Provision.id)).where(Provision.act_id == Act.id).scalar_subquery()
    amendments = select(func.count(Amendment.id)).where(Amendment.act_id == Act.id).scalar_subquery()
    found = [ActRow(facts_of(act), *counts) for act, *counts in db.session.execute(select(Act, units, amendments))]
    return tuple(sorted(found, key=lambda row: (not row.units, row.act.passed_on or date.max, row.act.key)))


def registers() -> list[Shape]:
    """Return the registers of all acts that have one."""
    return [shape_of(row.act.key) for row in acts() if row.units]


def senders(act_key: str) -> tuple[Sender, ...]:
    """Return the provisions of kept registers that send to an act by its name."""
    return same_for_all("senders", _senders).get(act_key, ())


def _senders() -> dict[str, tuple[Sender, ...]]:
    known = law()
    names = {act.name: act.key for act in known.shelf.acts}
    facts = sorted((row.act for row in acts()), key=lambda act: act.passed_on or date.min)
    loose = {f"przepisy {act.said}": act.name for act in facts if act.said}  # of two such acts, the later one
    found: dict[str, list[Sender]] = {}
    for shape in registers():
        for reference in shape.references:
            for name in _named(reference.words or "", known, loose, shape.act.key):
                if name in names:
                    sender = Sender(shape.act, shape.by_id[reference.provision_id], reference.words or "")
                    found.setdefault(names[name], []).append(sender)
    return {key: tuple(rows) for key, rows in found.items()}


def _named(words: str, known: Law, loose: Mapping[str, str], act_key: str) -> Iterable[str]:
    """Return the names of other acts in some words, each once; „przepisy o pomocy społecznej” mean an act too."""
    if words in loose:
        return (loose[words],)
    return dict.fromkeys(one.name for one in cited(words, known, Context(act_key)) if one.name)


def every_act() -> list[Item]:
    """Return every act as others may show it."""
    return [Item("act", row.act.id, row.act.title, row.act.name, {"act_key": row.act.key}) for row in acts()]


def every_provision() -> list[Item]:
    """Return every provision of every register as others may show it, in the order of its act."""
    return [
        Item(
            kind="provision",
            ref=unit.id,
            title=unit.title_in(shape.act),
            summary=unit.summary,
            place={"act_key": shape.act.key, "key": unit.key},
            legal_state_on=unit.described_on or shape.act.legal_state_on,
        )
        for shape in registers()
        for unit in shape.units
    ]


def every_amendment() -> list[Item]:
    """Return every amending act as others may show it, the newest first; one that changed two acts once."""
    found: dict[str, Item] = {}
    for shape in registers():
        for one in reversed(list(shape.amendments.values())):
            found.setdefault(one.key, Item("amendment", one.id, one.title, one.display_address or "", {"key": one.key}))
    return list(found.values())
