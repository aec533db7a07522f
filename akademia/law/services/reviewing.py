"""What an amendment makes stale: a review waits for exactly each text that speaks of what changes, and for each summary
of the register that was written before its provision changed.

The rule is `rules.staleness`. Reviews are settled wherever something they follow from changes: `settle_amendment` when
an amendment is entered or mended, `settle_text` when a text is saved, `settle_summary` when a provision is described
anew, `settle_act` when all of an act is. Settling anew changes nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from akademia.core import clock
from akademia.core.db import db
from akademia.law.models import Act, Amendment, Citation, Provision, ProvisionChange, Review
from akademia.law.rules import knows, reached, reaches
from akademia.law.rules.validity import ADDED, CHANGED

CHUNK = 500
SUMMARY = "provision"  # the kind of a review whose text is a summary of the register
Text = tuple[str, int]
Due = tuple[int, date]  # the amendment's number and the day it takes force


@dataclass(frozen=True)
class Change:
    """One change as reviews need it. `told`: what a reader is told of it.

    :param described_on: the day whose law the provision's summary tells.
    :param describes: whether the change brings a summary of its own.
    """

    provision_id: int
    key: str
    act_id: int
    kind: str
    due: Due
    told: Mapping[str, str]
    described_on: date
    describes: bool


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
    changes = _changes(ProvisionChange.amendment_id == amendment.id)
    wanted = _wanted_by(changes, amendment.act_id)
    wanted |= {(SUMMARY, ref, due): one for (ref, (_number, due)), one in _undescribed(changes).items()}
    standing = _standing(Review.amendment_id == amendment.id)
    own = {(kind, ref, due): review for (kind, ref, (_amendment, due)), review in standing.items()}
    _drop([review.id for place, review in own.items() if place not in wanted and review.verdict is None])
    for place, review in own.items():
        if place in wanted and review.changes != wanted[place].told:
            _tell_anew(review.id, wanted[place].told)
    return _open({(kind, ref, (amendment.id, due)): one for (kind, ref, due), one in wanted.items()}, standing)


def settle_act(act_id: int) -> None:
    """Do the same for every amendment of an act whose summaries are of another day now."""
    for amendment in db.session.scalars(select(Amendment).where(Amendment.act_id == act_id)).all():
        settle_amendment(amendment)


def _undescribed(changes: Mapping[int, Change]) -> dict[tuple[int, Due], _Wanted]:
    """Return which provisions have a summary that is older than a change of theirs, by number and day."""
    described = {(one.provision_id, one.due) for one in changes.values() if one.describes}
    wanted: dict[tuple[int, Due], _Wanted] = {}
    for number, one in changes.items():
        place = (one.provision_id, one.due)
        if one.kind == CHANGED and one.due[1] > one.described_on and place not in described:
            wanted.setdefault(place, _Wanted()).changes[number] = one.told
    return wanted


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
    if state is None:
        _drop(_overtaken(standing, wanted))
    else:
        _close(_overtaken(standing, wanted), "version", author)
    _open(wanted, standing)


def settle_summary(provision_id: int, author: int | None = None) -> None:
    """Make the open reviews of a provision's summary those that its changes call for; a new summary closes the others.

    :param author: who described it anew; None for an amendment that brought the summary.
    """
    db.session.flush()
    changes = _changes(ProvisionChange.provision_id == provision_id)
    wanted = {(SUMMARY, ref, due): one for (ref, due), one in _undescribed(changes).items()}
    standing = _standing((Review.kind == SUMMARY) & (Review.ref == provision_id))
    _close(_overtaken(standing, wanted), "version", author)
    _open(wanted, standing)


def succeed(kind: str, old: int, new: int) -> None:
    """Give a text's reviews to the text that takes its place, before that one is cited: what was signed stays so."""
    db.session.execute(update(Review).where(Review.kind == kind, Review.ref == old).values(ref=new))


def _overtaken(standing: Mapping[Any, Any], wanted: Collection[Any]) -> list[int]:
    return [review.id for place, review in standing.items() if place not in wanted and review.verdict is None]


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
        func.coalesce(Provision.described_on, Act.legal_state_on).label("described_on"), ProvisionChange.summary,
    )  # fmt: skip
    found = select(*columns).join(Provision, Provision.id == ProvisionChange.provision_id).join(Act).where(condition)
    return {row.id: _change(row) for row in db.session.execute(found.order_by(ProvisionChange.id))}


def _change(row: Any) -> Change:
    told = {"key": row.key, "label": row.label, "what": row.what}
    due = (row.amendment_id, row.in_force_on)
    described_on = row.described_on or date.min  # of an act whose day nobody knows every change is later
    return Change(row.provision_id, row.key, row.act_id, row.kind, due, told, described_on, bool(row.summary))


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
    for chunk in _chunks(numbers):
        db.session.execute(update(Review).where(Review.id.in_(chunk)).values(**closing))


def announce_due() -> int:
    """Note that the day of open reviews has come, so that public pages are made anew. Returns how many."""
    due = (Review.announced.is_(False), Review.due_on <= clock.today())
    return db.session.execute(update(Review).where(*due).values(announced=True)).rowcount  # type: ignore[attr-defined, no-any-return]
