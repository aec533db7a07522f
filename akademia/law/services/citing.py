"""Keeping who cites what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law import queries
from akademia.law.models import Citation
from akademia.law.rules import DEFAULT_ACT
from akademia.law.services.reviewing import settle_text


class UnknownProvision(RuleBroken):
    message = "Rejestr ustawy nie zna tego przepisu."


@dataclass(frozen=True)
class Place:
    """A citation in a text: a provision of an act (or, without a key, the act as a whole) and, where the text names it
    in words, its characters."""

    key: str = ""
    start: int | None = None
    end: int | None = None
    act: str = DEFAULT_ACT


def place(ref: str, start: int | None = None, end: int | None = None) -> Place:
    """Return the place of a provision called as `rules.reference` calls it."""
    act, _, key = ref.rpartition(":")
    return Place(key, start, end, act or DEFAULT_ACT)


def cite(
    kind: str, ref: int, version: int, places: Sequence[Place], legal_state_on: date | None, author: int | None = None
) -> None:
    """Replace what a text cites, in the transaction that saves the text; its reviews follow.

    :param legal_state_on: the day it was written for; None: today.
    :param author: who saves it, and so will be asked to look at it when the law changes.
    :raises UnknownProvision: a key that the register does not have.
    """
    rows = _rows(places)
    db.session.execute(delete(Citation).where(Citation.kind == kind, Citation.ref == ref))
    if rows:
        state = legal_state_on or clock.today()
        common = {"kind": kind, "ref": ref, "version": version, "legal_state_on": state, "author_number": author}
        db.session.execute(insert(Citation), [{**common, **row} for row in rows])
    settle_text(kind, ref, author)


def _rows(places: Sequence[Place]) -> list[dict[str, Any]]:
    known = queries.provision_numbers([(one.act, one.key) for one in places if one.key])
    acts = queries.act_numbers([one.act for one in places if not one.key])
    rows = []
    for one in places:
        provision, act = known.get((one.act, one.key)), acts.get(one.act)
        if provision is None and (one.key or act is None):
            raise UnknownProvision(f"Rejestr prawa nie zna przepisu {one.key or one.act}.")
        rows.append(
            {"provision_id": provision, "act_id": act if not one.key else None, "start": one.start, "end": one.end}
        )
    return rows
