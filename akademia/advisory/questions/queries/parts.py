"""Saved parts of replies."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from akademia.advisory.questions.models import SavedPart
from akademia.core.db import db
from akademia.core.errors import Missing


def parts_of(user_id: int | None) -> Sequence[SavedPart]:
    """Return an expert's own parts and then everybody's, by title."""
    seen = or_(SavedPart.owner_id == user_id, SavedPart.owner_id.is_(None))
    query = select(SavedPart).where(seen).order_by(SavedPart.owner_id.is_(None), SavedPart.title, SavedPart.id)
    return db.session.scalars(query).all()


def part(part_id: int, user_id: int) -> SavedPart:
    """Return a part that a person may see: their own or everybody's.

    :raises Missing: there is none, or it is another's.
    """
    found = db.session.get(SavedPart, part_id)
    if found is None or found.owner_id not in (None, user_id):
        raise Missing
    return found
