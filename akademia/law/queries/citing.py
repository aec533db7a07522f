"""Who cites what."""

from collections.abc import Collection, Sequence

from sqlalchemy import select, tuple_

from akademia.core.db import db
from akademia.law.models import Act, Citation, Provision
from akademia.law.queries.register import Gist
from akademia.law.rules import DEFAULT_ACT, reference


def citable() -> dict[str, Gist]:
    """Return all that texts may cite, by `rules.reference`: the act of 2003 first, each act in its own order."""
    columns = (Act.key.label("act"), Provision.id, Provision.key, Provision.label, Provision.summary, Provision.status)
    order = (Act.key != DEFAULT_ACT, Act.id, Provision.position)
    return {
        reference(row.act, row.key): Gist(
            row.id, row.key, row.label, row.summary, row.status == "repealed", act=row.act
        )
        for row in db.session.execute(select(*columns).join_from(Provision, Act).order_by(*order))
    }


def act_numbers(keys: Collection[str]) -> dict[str, int]:
    """Return the row numbers of acts by key; a key that is not known is left out."""
    return {row.key: row.id for row in db.session.execute(select(Act.key, Act.id).where(Act.key.in_(set(keys))))}


def provision_numbers(places: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the row numbers of provisions by (act, key); one that is not known is left out."""
    wanted = tuple_(Act.key, Provision.key).in_(set(places))
    rows = db.session.execute(select(Act.key.label("act"), Provision.key, Provision.id).join(Act).where(wanted))
    return {(row.act, row.key): row.id for row in rows}


def orphans(kind: str, living: Sequence[int]) -> list[Citation]:
    """Return citations of texts of a kind that are no more."""
    return list(db.session.scalars(select(Citation).where(Citation.kind == kind, Citation.ref.not_in(living))))
