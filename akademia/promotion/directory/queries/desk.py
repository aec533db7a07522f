"""The directory as its staff see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from akademia.core.area import Found, WaitingRow
from akademia.core.db import WITH_BIN, db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.jobs.queries import job_for
from akademia.promotion.directory.models import Correction, Entity, RegisterSheet
from akademia.promotion.directory.queries.finding import VOIVODESHIPS, conditions
from akademia.promotion.directory.queries.rows import correction_row, entity_row
from akademia.promotion.directory.rules.fields import BY_NAME
from akademia.promotion.directory.rules.kinds import KINDS

MOST_WAITING, MOST_FOUND = 50, 8
IN_BIN = "kosz"
PLACES = {"": "w katalogu", IN_BIN: "w koszu"}


@dataclass(frozen=True)
class DeskRow:
    """An entity in the desk's list."""

    id: int
    name: str
    kind: str
    voivodeship: str
    changed_at: datetime
    historic_year: int | None


@dataclass(frozen=True)
class Proposed:
    """One field of a correction: what stands there now and what is proposed. `is_done`: both are the same by now."""

    name: str
    label: str
    now: str
    then: str

    @property
    def is_done(self) -> bool:
        return self.now == self.then


@dataclass(frozen=True)
class Carrying:
    """How far a worker is with a register file. `failed`: it was given up; `words`: why."""

    done: int
    total: int
    failed: bool
    words: str


@dataclass(frozen=True)
class DeskCorrection:
    """A correction beside what stands in the directory now; `version` is the entity's."""

    id: int
    entity_id: int
    slug: str
    name: str
    version: int
    note: str
    state: str
    sent_at: datetime
    fields: tuple[Proposed, ...]


def desk_entities(asked: Asked) -> ListPage[DeskRow]:
    """Return entities by name or by their last change; `miejsce=kosz`: those that lie in the bin."""
    in_bin = asked.filters.get("miejsce") == IN_BIN
    wanted = list(conditions(asked))[1:]
    by: Any = Entity.name_key if asked.sort == "nazwa" else Entity.changed_at
    order = by.desc() if asked.descending else by.asc()
    query: Any = (
        select(Entity.id, Entity.name, Entity.kind, Entity.voivodeship_code, Entity.changed_at, Entity.historic_year)
        .where(Entity.removed.is_(in_bin), *wanted).order_by(order, Entity.id).execution_options(**WITH_BIN)
    )  # fmt: skip
    if not in_bin:
        return list_page(query, asked, _row)
    # The count that a list makes of itself leaves the bin out; here nothing else is wanted.
    found = [_row(row) for row in db.session.execute(query.limit(500))]
    return ListPage(found, 1, len(found), max(1, len(found)))


def _row(row: Any) -> DeskRow:
    ref, name, kind, voivodeship, *rest = row
    return DeskRow(ref, name, KINDS[kind].short, VOIVODESHIPS[voivodeship], *rest)


def corrections(asked: Asked) -> ListPage[Any]:
    """Return corrections that wait, or all: (id, name of the entity, state, sent_at)."""
    query: Any = select(Correction.id, Entity.name, Correction.state, Correction.sent_at).join(
        Entity, Entity.id == Correction.entity_id
    )
    if asked.filters.get("stan") != "wszystkie":
        query = query.where(Correction.state == "waiting")
    return list_page(query.order_by(Correction.sent_at.desc(), Correction.id.desc()), asked, lambda row: row)


def desk_correction(ref: int) -> DeskCorrection:
    """Return a correction for the desk.

    :raises Missing: there is none, or its entity lies in the bin.
    """
    one = correction_row(ref)
    entity = entity_row(one.entity_id)
    fields = tuple(
        Proposed(name, BY_NAME[name].label, text_of(entity, name), then) for name, then in one.changes.items()
    )
    return DeskCorrection(
        one.id, entity.id, entity.slug, entity.name, entity.version, one.note, one.state, one.sent_at, fields
    )


def text_of(entity: Entity, name: str) -> str:
    """Return a field as text; workshops one a line."""
    value = getattr(entity, name)
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def waiting(_user_id: int) -> list[WaitingRow]:
    """Return the corrections that nobody has settled, the oldest first."""
    found = db.session.execute(
        select(Correction.id, Entity.name, Correction.sent_at).join(Entity, Entity.id == Correction.entity_id)
        .where(Correction.state == "waiting").order_by(Correction.sent_at, Correction.id).limit(MOST_WAITING)
    )  # fmt: skip
    return [
        WaitingRow(name, "directory_desk.show_correction", {"ref": ref}, "poprawka do katalogu", at)
        for ref, name, at in found
    ]


def waiting_count() -> int:
    """Return how many corrections wait."""
    return db.session.scalar(select(func.count()).where(Correction.state == "waiting")) or 0


def found_at_desk(words: str) -> list[Found]:
    """Return the few entities whose names hold the words, for the search of the desk."""
    found = db.session.execute(
        select(Entity.id, Entity.name).where(Entity.name.icontains(words, autoescape=True))
        .order_by(Entity.name_key).limit(MOST_FOUND)
    )  # fmt: skip
    return [Found(name, "directory_desk.edit_entity", {"ref": ref}, ("podmiot",)) for ref, name in found]


def sheets() -> list[RegisterSheet]:
    """Return the register files of the last days, the newest first."""
    newest = select(RegisterSheet).options(defer(RegisterSheet.cells))
    return list(db.session.scalars(newest.order_by(RegisterSheet.id.desc()).limit(20)))


def carrying(ref: int) -> Carrying | None:
    """Return how far the carrying over of a register file is; None where its job is gone."""
    job = job_for("directory.carry", str(ref))
    if job is None:
        return None
    return Carrying(job.progress_done, job.progress_total, job.failed_at is not None, job.last_error or "")
