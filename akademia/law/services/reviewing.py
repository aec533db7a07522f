"""What an amendment makes stale: a review waits for exactly each text that speaks of what changes.

The rule is `rules.staleness`. Reviews are settled wherever something they follow from changes: `settle_amendment` when
an amendment is entered or mended, `settle_text` when a text is saved. Settling anew changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.law.models import Amendment, Citation, Provision, ProvisionChange, Review
from akademia.law.rules import knows, reached, reaches
from akademia.law.rules.validity import ADDED

CHUNK = 500
NOTE_MOST = 400
Text = tuple[str, int]
Due = tuple[int, date]  # the amendment's number and the day it takes force


class AlreadyClosed(RuleBroken):
    message = "Ktoś już zamknął ten przegląd."


@dataclass(frozen=True)
class Change:
    """One change as reviews need it. `told`: what a reader is told of it."""

    provision_id: int
    key: str
    act_id: int
    kind: str
    due: Due
    told: Mapping[str, str]


@dataclass
class _Wanted:
    """A review that is called for: what changes, and who wrote the text."""

    owner: int | None = None
    changes: dict[int, Mapping[str, str]] = field(default_factory=dict)  # by the change's number

    @property
    def told(self) -> list[dict[str, str]]:
        return [dict(change) for _number, change in sorted(self.changes.items())]


# ── from an amendment to the texts ──


def settle_amendment(amendment: Amendment) -> int:
    """Make the open reviews of an amendment those that its changes call for now. Returns how many were opened."""
    db.session.flush()
    wanted = _wanted_by(_changes(ProvisionChange.amendment_id == amendment.id), amendment.act_id)
    standing = _standing(Review.amendment_id == amendment.id)
    own = {(kind, ref, due): review for (kind, ref, (_amendment, due)), review in standing.items()}
    _drop([review.id for place, review in own.items() if place not in wanted and review.verdict is None])
    for place, review in own.items():
        if place in wanted and review.changes != wanted[place].told:
            _tell_anew(review.id, wanted[place].told)
    return _open({(kind, ref, (amendment.id, due)): one for (kind, ref, due), one in wanted.items()}, standing)


def _wanted_by(changes: Mapping[int, Change], act_id: int) -> dict[tuple[str, int, date], _Wanted]:
    """Return which texts the changes of one amendment reach."""
    oldest = db.session.scalar(select(func.min(Citation.legal_state_on)))
    late = {number: one for number, one in changes.items() if oldest is not None and one.due[1] > oldest}
    by_provision = _by_provision(late, act_id) if late else {}
    wanted: dict[tuple[str, int, date], _Wanted] = {}
    known: set[tuple[str, int, int]] = set()
    for kind, ref, key, state, author in _citing(list(by_provision)):
        for number in by_provision[key[0]]:
            change = late[number]
            if _knows(change, key[1]):
                known.add((kind, ref, number))
            elif change.due[1] > state:
                one = wanted.setdefault((kind, ref, change.due[1]), _Wanted(author))
                one.changes[number] = change.told
    for kind, ref, number in known:
        place = (kind, ref, late[number].due[1])
        if place in wanted:
            wanted[place].changes.pop(number, None)
    return {place: one for place, one in wanted.items() if one.changes}


def _citing(provisions: Sequence[int]) -> Iterator[tuple[str, int, tuple[int, str], date, int | None]]:
    """Yield what cites some provisions: (kind, number of the text, provision, its day, its author)."""
    columns = (
        Citation.kind,
        Citation.ref,
        Provision.id,
        Provision.key,
        Citation.legal_state_on,
        Citation.author_number,
    )
    for chunk in _chunks(provisions):
        found = select(*columns).join(Provision, Provision.id == Citation.provision_id).where(Provision.id.in_(chunk))
        for kind, ref, number, key, state, author in db.session.execute(found.distinct()):
            yield kind, ref, (number, key), state, author


def _by_provision(changes: Mapping[int, Change], act_id: int) -> dict[int, list[int]]:
    """Return which changes reach the citations of each provision, by numbers."""
    found = db.session.execute(select(Provision.key, Provision.id).where(Provision.act_id == act_id))
    numbers = {row.key: row.id for row in found}
    reach: dict[int, list[int]] = {}
    for number, change in changes.items():
        for key in reached(change.key, numbers):
            reach.setdefault(numbers[key], []).append(number)
    return reach


# ── from a text to the amendments ──


def settle_text(kind: str, ref: int, author: int | None = None) -> None:
    """Make the open reviews of a text those that its present citations call for; its new version closes the others."""
    cited, state = _cited(kind, ref)
    standing = _standing((Review.kind == kind) & (Review.ref == ref))
    wanted: dict[tuple[str, int, Due], _Wanted] = {}
    for number, change in (_changes(ProvisionChange.in_force_on > state) if state is not None else {}).items():
        keys = [key for act, key in cited if act == change.act_id and reaches(change.key, key)]
        if keys and not any(_knows(change, key) for key in keys):
            one = wanted.setdefault((kind, ref, change.due), _Wanted(author))
            one.changes[number] = change.told
    done = [review.id for place, review in standing.items() if place not in wanted and review.verdict is None]
    if done and state is None:
        _drop(done)
    elif done:
        _close(done, "version", author)
    _open(wanted, standing)


def _cited(kind: str, ref: int) -> tuple[set[tuple[int, str]], date | None]:
    """Return what a text cites, as (act, key), and the day it was written for."""
    own = (Citation.kind == kind, Citation.ref == ref)
    columns = (Provision.act_id, Provision.key, Citation.legal_state_on)
    found = db.session.execute(select(*columns).join(Citation, Citation.provision_id == Provision.id).where(*own)).all()
    return {(row.act_id, row.key) for row in found}, min((row.legal_state_on for row in found), default=None)


# ── what both lean on ──


def _changes(condition: Any) -> dict[int, Change]:
    columns = (
        ProvisionChange.id, ProvisionChange.provision_id, ProvisionChange.amendment_id, ProvisionChange.in_force_on,
        ProvisionChange.what, ProvisionChange.kind, Provision.key, Provision.label, Provision.act_id,
    )  # fmt: skip
    found = select(*columns).join(Provision, Provision.id == ProvisionChange.provision_id).where(condition)
    return {row.id: _change(row) for row in db.session.execute(found.order_by(ProvisionChange.id))}


def _change(row: Any) -> Change:
    told = {"key": row.key, "label": row.label, "what": row.what}
    return Change(row.provision_id, row.key, row.act_id, row.kind, (row.amendment_id, row.in_force_on), told)


def _knows(change: Change, cited: str) -> bool:
    return change.kind == ADDED and knows(change.key, cited)


def _standing(condition: Any) -> dict[tuple[str, int, Due], Any]:
    columns = (
        Review.id, Review.kind, Review.ref, Review.amendment_id, Review.due_on, Review.verdict, Review.changes,
    )  # fmt: skip
    found = db.session.execute(select(*columns).where(condition))
    return {(row.kind, row.ref, (row.amendment_id, row.due_on)): row for row in found}


def _open(wanted: Mapping[tuple[str, int, Due], _Wanted], standing: Mapping[tuple[str, int, Due], Any]) -> int:
    """Open the reviews that do not stand yet, and again those that a version closed which is no longer there."""
    again = [standing[place].id for place in wanted if place in standing and standing[place].verdict == "version"]
    for chunk in _chunks(again):
        opening = {"verdict": None, "closed_at": None, "closed_by": None}
        db.session.execute(update(Review).where(Review.id.in_(chunk)).values(**opening))
    now, today = clock.now(), clock.today()
    fresh = [
        {"kind": kind, "ref": ref, "amendment_id": amendment, "due_on": due, "changes": one.told,
         "owner_number": one.owner, "opened_at": now, "announced": due <= today}
        for (kind, ref, (amendment, due)), one in wanted.items()
        if (kind, ref, (amendment, due)) not in standing
    ]  # fmt: skip
    if fresh:
        db.session.execute(insert(Review), fresh)
    return len(again) + len(fresh)


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


def _drop(numbers: Sequence[int]) -> None:
    for chunk in _chunks(numbers):
        db.session.execute(delete(Review).where(Review.id.in_(chunk)))


def _tell_anew(number: int, told: Sequence[Mapping[str, str]]) -> None:
    db.session.execute(update(Review).where(Review.id == number).values(changes=list(told)))


def _close(numbers: Sequence[int], verdict: str, person: int | None) -> None:
    closing = {"verdict": verdict, "closed_at": clock.now(), "closed_by": person}
    db.session.execute(update(Review).where(Review.id.in_(numbers)).values(**closing))


# ── what people do with them ──


def sign(number: int, person: int, note: str = "") -> Review:
    """Close a review in a person's name: the text is still right.

    :raises Missing: there is no such review.
    :raises AlreadyClosed: somebody closed it before.
    """
    review = _open_one(number)
    review.verdict, review.note, review.closed_at, review.closed_by = "right", note.strip(), clock.now(), person
    record("review.signed", review.kind, review.ref, actor=person, amendment=review.amendment.key, note=review.note)
    return review


def take(number: int, person: int) -> Review:
    """Make a person the one who looks at a text.

    :raises Missing: there is no such review.
    :raises AlreadyClosed: nothing waits any more.
    """
    review = _open_one(number)
    review.owner_number = person
    record("review.taken", review.kind, review.ref, actor=person, amendment=review.amendment.key)
    return review


def answer(numbers: Sequence[int], person: int, act: str, note: str = "") -> tuple[int, int]:
    """Sign or take several reviews at once (`act`: `sign`, `take`). Returns how many, and how many were closed before.

    A number that no review has is passed over: its text has gone meanwhile.
    """
    done = closed = 0
    for number in numbers:
        try:
            sign(number, person, note) if act == "sign" else take(number, person)
            done += 1
        except AlreadyClosed:
            closed += 1
        except Missing:
            continue
    return done, closed


def _open_one(number: int) -> Review:
    review = db.session.scalar(select(Review).where(Review.id == number).with_for_update())
    if review is None:
        raise Missing
    if review.verdict is not None:
        raise AlreadyClosed
    return review


def announce_due() -> int:
    """Note that the day of open reviews has come, so that public pages are made anew. Returns how many."""
    due = (Review.announced.is_(False), Review.due_on <= clock.today())
    return db.session.execute(update(Review).where(*due).values(announced=True)).rowcount  # type: ignore[attr-defined, no-any-return]
