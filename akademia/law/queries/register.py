"""Reading the register: acts and their provisions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from akademia.core.db import db
from akademia.law.models import Act, Amendment, Provision, ProvisionChange
from akademia.law.rules.keys import kind_of, place_among_siblings


@dataclass(frozen=True)
class Gist:
    """A provision as a text shows it: its number, label and what it says in our words."""

    id: int
    key: str
    label: str
    summary: str
    repealed: bool
    act: str = "uzs"


def gists(act_key: str = "uzs") -> dict[str, Gist]:
    """Return all provisions of an act by key, in the order of the act."""
    return _gists(select(Provision).join(Act).where(Act.key == act_key))


def some_gists(keys: Collection[str], act_key: str = "uzs") -> dict[str, Gist]:
    """Return the named provisions by key, in the order of the act; a key that is not known is left out."""
    return _gists(select(Provision).join(Act).where(Act.key == act_key, Provision.key.in_(keys)))


def _gists(wanted: Select[Provision]) -> dict[str, Gist]:
    columns = (Provision.id, Provision.key, Provision.label, Provision.summary, Provision.status)
    rows = db.session.execute(wanted.with_only_columns(*columns).order_by(Provision.position))
    return {row.key: Gist(row.id, row.key, row.label, row.summary, row.status == "repealed") for row in rows}


def numbers(keys: Sequence[str], act_key: str = "uzs") -> dict[str, int]:
    """Return the row numbers of provisions by key; a key that is not known is left out."""
    rows = db.session.execute(
        select(Provision.key, Provision.id).join(Act).where(Act.key == act_key, Provision.key.in_(set(keys)))
    )
    return {row.key: row.id for row in rows}


def article_before(act_key: str, key: str) -> Provision | None:
    """Return the last article of an act that stands before a new one of some key."""
    found = db.session.scalars(select(Provision).join(Act).where(Act.key == act_key, Provision.kind == kind_of(key)))
    place = place_among_siblings(key)
    earlier = [one for one in found if place_among_siblings(one.key) < place]
    return max(earlier, key=lambda one: place_among_siblings(one.key), default=None)


def takes_force(day: date) -> bool:
    """Say whether a change takes force on a day."""
    wanted = select(ProvisionChange.id).where(ProvisionChange.in_force_on == day).limit(1)
    return db.session.scalar(wanted) is not None


def by_hand(act_key: str) -> list[str]:
    """Return what a person changed in the register of an act, so that no file overwrites it, by name."""
    own = Act.key == act_key
    acts = select(Act.short).where(own, Act.origin == "person")
    provisions = select(Provision.label).join(Act).where(own, Provision.origin == "person").order_by(Provision.position)
    amendments = select(Amendment.display_address).join(Act, Act.id == Amendment.act_id)
    amendments = amendments.where(own, Amendment.origin == "person").order_by(Amendment.passed_on)
    return [name for wanted in (acts, provisions, amendments) for name in db.session.scalars(wanted)]


def act(key: str = "uzs") -> Act | None:
    return db.session.scalar(select(Act).where(Act.key == key))
