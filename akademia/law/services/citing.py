"""Keeping who cites what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert

from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law import queries
from akademia.law.models import Citation


class UnknownProvision(RuleBroken):
    message = "Rejestr ustawy nie zna tego przepisu."


@dataclass(frozen=True)
class Place:
    """A citation in a text: the provision's key and, where the text names it in words, its characters."""

    key: str
    start: int | None = None
    end: int | None = None


def cite(kind: str, ref: int, version: int, places: Sequence[Place], legal_state_on: date | None) -> None:
    """Replace what a text cites, in the transaction that saves the text.

    :raises UnknownProvision: a key that the register does not have.
    """
    known = queries.numbers([place.key for place in places])
    unknown = [place.key for place in places if place.key not in known]
    if unknown:
        raise UnknownProvision(f"Rejestr ustawy nie zna przepisu {unknown[0]}.")
    db.session.execute(delete(Citation).where(Citation.kind == kind, Citation.ref == ref))
    rows: list[dict[str, Any]] = [
        {"kind": kind, "ref": ref, "version": version, "provision_id": known[place.key],
         "start": place.start, "end": place.end, "legal_state_on": legal_state_on}
        for place in places
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(Citation), rows)
