"""What an amendment changes and what it sends to look at, in short: for a letter to editors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.core.area import house_kinds
from akademia.core.db import db
from akademia.law.models import Act, Amendment, Provision, ProvisionChange, Review


@dataclass(frozen=True)
class Digest:
    """An amendment in short. `changes`: (day, labels of its provisions); `waiting`: (kind in words, how many)."""

    act: str
    title: str
    display_address: str
    changes: Sequence[tuple[date, Sequence[str]]]
    waiting: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(count for _words, count in self.waiting)


def digest(act_key: str, amendment_key: str, day: date | None = None) -> Digest | None:
    """Return an amendment in short; None where it is no more, or nothing waits.

    :param day: only of what takes force on this day.
    """
    wanted = select(Act.short, Amendment).join(Act, Act.id == Amendment.act_id)
    found = db.session.execute(wanted.where(Act.key == act_key, Amendment.key == amendment_key)).first()
    if found is None:
        return None
    short, amendment = found
    waiting = _waiting(amendment.id, day)
    if not waiting:
        return None
    return Digest(short, amendment.title, amendment.display_address, _changes(amendment.id, day), waiting)


def _waiting(amendment_id: int, day: date | None) -> list[tuple[str, int]]:
    query = select(Review.kind, func.count(Review.id)).where(
        Review.amendment_id == amendment_id, Review.verdict.is_(None)
    )
    if day is not None:
        query = query.where(Review.due_on == day)
    counts = {row[0]: row[1] for row in db.session.execute(query.group_by(Review.kind))}
    words = {kind.name: "Opisy przepisów" if kind.name == "provision" else kind.label for _area, kind in house_kinds()}
    return [(words.get(kind, kind), counts[kind]) for kind in sorted(counts, key=lambda kind: words.get(kind, kind))]


def _changes(amendment_id: int, day: date | None) -> list[tuple[date, list[str]]]:
    query = (
        select(ProvisionChange.in_force_on, Provision.label)
        .join(Provision, Provision.id == ProvisionChange.provision_id)
        .where(ProvisionChange.amendment_id == amendment_id)
        .order_by(ProvisionChange.in_force_on, Provision.position)
    )
    found: dict[date, list[str]] = {}
    for on, label in db.session.execute(query if day is None else query.where(ProvisionChange.in_force_on == day)):
        if label not in found.setdefault(on, []):
            found[on].append(label)
    return list(found.items())
