"""Reading organisations and territories."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from akademia.core.db import db
from akademia.organisations.models import Organisation, Territory


def organisation_by_nip(nip: str) -> Organisation | None:
    """Return the organisation of a bare tax number."""
    return db.session.scalar(select(Organisation).where(Organisation.nip == nip))


def voivodeships() -> Sequence[Territory]:
    """Return all voivodeships in Polish order."""
    return _in_order(Territory.level == "voivodeship")


def parts_of(code: str) -> Sequence[Territory]:
    """Return the counties of a voivodeship or the communes of a county, in Polish order."""
    return _in_order(Territory.parent_code == code)


def _in_order(condition: ColumnElement[bool]) -> Sequence[Territory]:
    query = select(Territory).where(condition).order_by(Territory.name_key, Territory.code)
    return db.session.scalars(query).all()


def territory(code: str) -> Territory | None:
    return db.session.get(Territory, code)
