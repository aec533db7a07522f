"""What is wrong with the register, a sentence each."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import aliased

from akademia.core import clock
from akademia.core.area import house_kinds
from akademia.core.db import db
from akademia.core.text import counted
from akademia.law.models import Amendment, Citation, Provision, ProvisionChange
from akademia.law.queries.acts import registers
from akademia.law.queries.shape import Shape


def problems() -> list[str]:
    """Return every problem of the register and of what cites it; an empty list is a sound register."""
    found = list(_orphans())
    for shape in registers():
        for ask in (_homeless, _strange_changes, _strange_notes, _dead_references, _wrong_statuses):
            found += ask(shape)
    return found


def _orphans() -> Iterator[str]:
    known = {kind.name: kind for _, kind in house_kinds()}
    cited: dict[str, set[int]] = {}
    for kind, ref in db.session.execute(select(Citation.kind, Citation.ref).distinct().order_by(Citation.kind)):
        cited.setdefault(kind, set()).add(ref)
    for name, refs in cited.items():
        lost = refs - set(known[name].living(refs)) if name in known else refs
        if lost:
            told = counted(len(lost), "tekst", "teksty", "tekstów")
            yield f"Przepisy powołuje {told}, których już nie ma (rodzaj: {name})."


def _homeless(shape: Shape) -> Iterator[str]:
    for unit in shape.units:
        if unit.parent_key is not None and unit.parent_key not in shape.by_key:
            yield f"{unit.label} ({shape.act.key}): leży w {unit.parent_key}, a takiego przepisu nie ma."


def _strange_changes(shape: Shape) -> Iterator[str]:
    other = aliased(Provision)
    rows = db.session.execute(
        select(Amendment.display_address, other.label)
        .join(ProvisionChange, ProvisionChange.amendment_id == Amendment.id)
        .join(other, other.id == ProvisionChange.provision_id)
        .where(Amendment.act_id == shape.act.id, other.act_id != shape.act.id)
    )
    for address, label in rows:
        yield f"{address}: zmienia {label}, a to przepis innego aktu."


def _strange_notes(shape: Shape) -> Iterator[str]:
    for note in shape.notes:
        for key in note.keys:
            if key not in shape.by_key:
                address = shape.amendments[note.amendment_id].display_address
                yield f"{address}, {note.unit}: przepis przejściowy mówi o {key}, a takiego przepisu nie ma."


def _dead_references(shape: Shape) -> Iterator[str]:
    for reference in shape.references:
        target = shape.by_id.get(reference.target_id or 0)
        source = shape.by_id[reference.provision_id]
        if target is not None and target.is_repealed and not source.is_repealed:
            yield f"{source.label} ({shape.act.key}): odsyła do {target.label}, a ten jest uchylony."


def _wrong_statuses(shape: Shape) -> Iterator[str]:
    for unit in shape.units:
        status = shape.status_on(unit, clock.today())
        if status is not None and status != unit.status:
            words = "uchylony" if status == "repealed" else "obowiązuje"
            yield f"{unit.label} ({shape.act.key}): z historii wynika, że {words}, a rejestr mówi inaczej."
