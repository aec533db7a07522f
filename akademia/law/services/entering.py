"""Entering an amendment: the one place where what binds changes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, touch_public
from akademia.core.errors import Missing, RuleBroken
from akademia.law import queries
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Act, Amendment, Citation, Provision, ProvisionChange, TransitionalNote
from akademia.law.rules.keys import is_key, kind_of, label_of, outer_key
from akademia.law.rules.validity import ADDED, IN_FORCE
from akademia.law.services.citing import UnknownProvision
from akademia.law.services.ordering import put_in_order
from akademia.law.services.reviewing import announce_due, settle_amendment, settle_summary
from akademia.law.services.telling import foretell

FIELDS = ("title", "display_address", "eli", "passed_on", "promulgated_on", "unit", "note")


class AmendmentChanged(RuleBroken):
    message = "Ktoś inny zapisał tę nowelizację, gdy ją poprawiano. Obok jest to, co wpisano tutaj; otwórz ją od nowa."


class AlreadyEntered(RuleBroken):
    message = "Ta nowelizacja jest już w rejestrze. Popraw ją, zamiast wpisywać drugi raz."


class StillCited(RuleBroken):
    message = "Ten przepis powołują już teksty. Najpierw popraw te teksty."


class AlreadyInForce(RuleBroken):
    message = "Ta nowelizacja już obowiązuje. Można ją poprawić, nie wycofać."


@dataclass(frozen=True)
class Entered:
    """What came of entering or withdrawing. `provisions`: the numbers of all whose changes are new, other or gone."""

    amendment: Amendment
    provisions: tuple[int, ...]
    is_new: bool = False


def enter(act: Act, row: AmendmentRow, actor: int | None = None, opened: int | None = None) -> Entered:
    """Write an amendment with its changes and notes; one of the same key is replaced as a whole. Editors will be told.

    Commits nothing.

    Every way into the register by hand leads here: the desk and the command. A provision that a change adds and the
    register does not have yet is made.

    :param opened: the version of it that was opened for editing; 0 for one that must be new, None where that is all
        the same.
    :raises UnknownProvision: a change or a note names a provision that the act does not have.
    :raises AlreadyEntered: `opened` is 0 and there is one.
    :raises AmendmentChanged: somebody saved it since it was opened.
    :raises StillCited: it no longer adds a provision that texts cite already.
    """
    known = _held(act, row.key)
    if known is not None and opened == 0:
        raise AlreadyEntered
    if opened and (known is None or known.version != opened):
        raise AmendmentChanged
    numbers = _numbers(act, row.changes)
    _check_notes(row, numbers)
    amendment = known or Amendment(act_id=act.id, key=row.key)
    before, added, said = _changed(known), _changed(known, ADDED), _summaries(known)
    told = {change.in_force_on for change in known.changes} if known else set()
    for name in FIELDS:
        setattr(amendment, name, getattr(row, name))
    amendment.changes = [_change(one, place, numbers) for place, one in enumerate(row.changes)]
    amendment.notes = [
        TransitionalNote(unit=note.unit, what=note.what, keys=list(note.keys), position=place)
        for place, note in enumerate(row.notes)
    ]
    amendment.origin, amendment.version = "person", (known.version + 1 if known else 1)
    db.session.add(amendment)
    db.session.flush()
    _take_out_unmade(added)
    settle(act, clock.today(), freed=before)
    _describe(act, clock.today(), [one.id for one in amendment.changes if (one.provision_id, one.summary) not in said])
    settle_amendment(amendment)
    foretell(act, amendment, told, known is None)
    record("amendment.changed" if known else "amendment.entered", "amendment", amendment.id, actor=actor,
           key=row.key, changes=len(row.changes))  # fmt: skip
    return Entered(amendment, _touched(before, amendment), known is None)


def withdraw(amendment_id: int, actor: int | None = None) -> Entered:
    """Take an amendment out of the register while none of its changes is in force. Commits nothing.

    :raises Missing: there is none.
    :raises AlreadyInForce: a change of it binds already.
    :raises StillCited: it adds a provision that texts cite already.
    """
    amendment = db.session.scalar(select(Amendment).where(Amendment.id == amendment_id).with_for_update())
    if amendment is None:
        raise Missing
    if not may_withdraw(amendment, clock.today()):
        raise AlreadyInForce
    touched, added = _touched(set(), amendment), _changed(amendment, ADDED)
    act = db.session.get_one(Act, amendment.act_id)
    record("amendment.withdrawn", "amendment", amendment.id, actor=actor, key=amendment.key)
    db.session.delete(amendment)
    db.session.flush()
    _take_out_unmade(added)
    settle(act, clock.today(), freed=touched)
    return Entered(amendment, touched)


def may_withdraw(amendment: Amendment, today: date) -> bool:
    """Say whether none of an amendment's changes is in force, so that nothing happened by it yet."""
    return all(change.in_force_on > today for change in amendment.changes)


def _changed(amendment: Amendment | None, kind: str | None = None) -> set[int]:
    """Return the numbers of the provisions that an amendment changes, or changes in one way."""
    changes = amendment.changes if amendment is not None else []
    return {change.provision_id for change in changes if kind in (None, change.kind)}


def _summaries(amendment: Amendment | None) -> set[tuple[int, str]]:
    return {(change.provision_id, change.summary) for change in amendment.changes} if amendment is not None else set()


def _take_out_unmade(added: Collection[int]) -> None:
    """Take out provisions that came with changes which are gone, so that nothing tells of them now."""
    left = select(ProvisionChange.id).where(ProvisionChange.provision_id == Provision.id)
    gone = select(Provision).where(Provision.id.in_(added), Provision.made_by_change, ~left.exists())
    for provision in db.session.scalars(gone).all():
        if db.session.scalar(select(Citation.id).where(Citation.provision_id == provision.id).limit(1)) is not None:
            raise StillCited(f"Przepis {provision.label} powołują już teksty. Najpierw popraw te teksty.")
        db.session.delete(provision)
    db.session.flush()


def settle(act: Act, today: date, freed: Collection[int] = ()) -> list[int]:
    """Set each changed provision's status to what its changes make of it on a day; return the numbers of those set.

    One that its file calls repealed though no change tells of it stays so.

    :param freed: numbers of provisions whose changes were taken back: they and the units in them hold again.
    """
    shape = queries.shape_of(act.key)
    wrong: dict[str, list[int]] = {}
    for unit in shape.units:
        status = shape.status_on(unit, today)
        if status is None and any(one.id in freed for one in (unit, *shape.above(unit))):
            status = IN_FORCE
        if status is not None and status != unit.status:
            wrong.setdefault(status, []).append(unit.id)
    for status, numbers in wrong.items():
        db.session.execute(update(Provision).where(Provision.id.in_(numbers)).values(status=status))
    return [number for numbers in wrong.values() for number in numbers]


def _describe(act: Act, today: date, fresh: Collection[int] = ()) -> None:
    """Give provisions the summaries that came with changes in force by a day, where theirs tell an earlier law.

    :param fresh: numbers of changes whose summaries were typed just now: they replace those of the same day too.
    """
    told_for = func.coalesce(Provision.described_on, act.legal_state_on, date.min)
    newer = (told_for < ProvisionChange.in_force_on) | (
        (told_for == ProvisionChange.in_force_on) & ProvisionChange.id.in_(fresh)
    )
    found = (
        select(ProvisionChange, Provision)
        .join(Provision, Provision.id == ProvisionChange.provision_id)
        .where(Provision.act_id == act.id, ProvisionChange.summary != "", ProvisionChange.in_force_on <= today, newer)
        .order_by(ProvisionChange.in_force_on, ProvisionChange.id)
    )
    for change, provision in db.session.execute(found).all():
        provision.summary, provision.described_on = change.summary, change.in_force_on
        provision.origin, provision.version = "person", provision.version + 1
        settle_summary(provision.id)


def turn_day(today: date) -> list[int]:
    """Do the same for every act on a new day, with the summaries that come today. Pages that told what was to come
    today are made anew, and those of texts that are to be looked at from today."""
    settled: list[int] = []
    for act in db.session.scalars(select(Act).order_by(Act.id)).all():
        settled += settle(act, today)
        _describe(act, today)
    if queries.takes_force(today) or announce_due():
        touch_public()
    return settled


def _held(act: Act, key: str) -> Amendment | None:
    wanted = select(Amendment).where(Amendment.act_id == act.id, Amendment.key == key).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def _touched(before: Collection[int], amendment: Amendment) -> tuple[int, ...]:
    return tuple(sorted({*before, *(change.provision_id for change in amendment.changes)}))


def _check_notes(row: AmendmentRow, numbers: Collection[str]) -> None:
    for note in row.notes:
        for key in note.keys:
            if key not in numbers:
                raise UnknownProvision(f"Rejestr ustawy nie zna przepisu {key}.")


def _numbers(act: Act, changes: Iterable[ChangeRow]) -> dict[str, int]:
    """Return key -> number of the act's provisions; those that a change adds are made where they are missing."""
    numbers = {key: gist.id for key, gist in queries.gists(act.key).items()}
    made = False
    for change in sorted(changes, key=lambda one: one.provision_key.count("-")):
        if change.provision_key not in numbers:
            numbers[change.provision_key] = _made(act, change, numbers).id
            made = True
    if made:
        put_in_order(act)
    return numbers


def _made(act: Act, change: ChangeRow, numbers: Collection[str]) -> Provision:
    key = change.provision_key
    outer = outer_key(key) if is_key(key) else None
    if change.kind != ADDED or not is_key(key) or (outer is not None and outer not in numbers):
        raise UnknownProvision(f"Rejestr ustawy nie zna przepisu {key}.")
    summary = change.summary or change.what
    made = add_provision(act, key, outer or _chapter_of(act, key), summary, described_on=change.in_force_on)
    made.made_by_change = True
    return made


def _chapter_of(act: Act, key: str) -> str | None:
    """Return the chapter of the article after which a new one comes; None for a chapter and in an act without any."""
    if key.startswith("rozdz"):
        return None
    earlier = queries.article_before(act.key, key)
    return earlier.parent_key if earlier else None


def add_provision(
    act: Act, key: str, parent_key: str | None, summary: str, heading: str | None = None, *, described_on: date
) -> Provision:
    """Make a provision that a person writes by hand; its place in the act is still to be set (`put_in_order`)."""
    provision = Provision(
        act_id=act.id, key=key, label=label_of(key), kind=kind_of(key), status="in_force", heading=heading,
        summary=summary, parent_key=parent_key, position=0, origin="person", described_on=described_on,
    )  # fmt: skip
    db.session.add(provision)
    db.session.flush()
    return provision


def _change(row: ChangeRow, position: int, numbers: dict[str, int]) -> ProvisionChange:
    return ProvisionChange(
        provision_id=numbers[row.provision_key],
        kind=row.kind,
        what=row.what,
        unit=row.unit,
        in_force_on=row.in_force_on,
        works_from=row.works_from,
        summary=row.summary,
        position=position,
    )
