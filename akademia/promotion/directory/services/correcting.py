"""Corrections: proposed by anyone, accepted field by field or refused by staff, forgotten in the end."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.promotion.directory.models import Correction, Entity
from akademia.promotion.directory.queries.desk import text_of
from akademia.promotion.directory.queries.rows import ENTITY_KIND, correction_row, entity_row
from akademia.promotion.directory.rules.fields import lines_of
from akademia.promotion.directory.services.editing import EntityChanged, lay

MOST_WAITING = 20  # at one entity
KEPT_DAYS = 365  # once settled


class NothingProposed(RuleBroken):
    message = "Nic się nie zmieniło. Popraw choć jedno pole albo napisz, co jest nie tak."


class TooManyWait(RuleBroken):
    message = "Przy tym podmiocie czeka już wiele poprawek. Redakcja musi je najpierw przejrzeć."


class AlreadySettled(RuleBroken):
    message = "Ta poprawka jest już załatwiona."


def propose(entity: Entity, said: Mapping[str, str], note: str) -> Correction:
    """Keep what somebody says should stand at an entity; only what differs from what stands there.

    :raises NothingProposed: nothing differs and there is no note.
    :raises TooManyWait: so many wait already that more would help nobody.
    """
    changes = {name: value for name, value in said.items() if value != text_of(entity, name)}
    if not changes and not note:
        raise NothingProposed
    wait = select(func.count()).where(Correction.entity_id == entity.id, Correction.state == "waiting")
    if (db.session.scalar(wait) or 0) >= MOST_WAITING:
        raise TooManyWait
    made = Correction(entity_id=entity.id, changes=changes, note=note)
    db.session.add(made)
    db.session.flush()
    return made


def settle(ref: int, accepted: Collection[str], version: int, actor: int) -> Correction:
    """Close a correction: put the accepted fields into the entity; with none of them it is refused, or only noted.

    :param version: of the entity, as staff saw it beside the proposal.
    :raises Missing: there is none, or its entity lies in the bin.
    :raises AlreadySettled: another person was first.
    :raises EntityChanged: the entity was saved meanwhile.
    """
    one = correction_row(ref, lock=True)
    if one.state != "waiting":
        raise AlreadySettled
    entity = entity_row(one.entity_id, lock=True)
    if entity.version != version:
        raise EntityChanged
    taken = {name: text for name, text in one.changes.items() if name in accepted}
    if taken:
        lay(entity, {name: lines_of(text) if name == "workshops" else text for name, text in taken.items()})
        entity.origin = "person"
    one.state = "accepted" if taken else "refused"
    one.settled_at, one.settled_by_number = clock.now(), actor
    record("entity.correction_settled", ENTITY_KIND, entity.id, actor=actor, state=one.state, fields=sorted(taken))
    return one


def forget_old(before: datetime) -> int:
    """Remove corrections settled before a moment; return how many."""
    gone = db.session.execute(delete(Correction).where(Correction.settled_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]
