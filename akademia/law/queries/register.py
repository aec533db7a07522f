"""Reading the register: acts and their provisions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from akademia.core.db import db
from akademia.law.models import Act, Provision


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


def act(key: str = "uzs") -> Act | None:
    return db.session.scalar(select(Act).where(Act.key == key))
