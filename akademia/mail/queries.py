"""Letters by reader, by state, by age."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.mail.models import Letter


def letters_to(address: str) -> Sequence[Letter]:
    """Return all letters to an address, in any case of its letters, the newest first."""
    same = func.lower(Letter.to_address) == func.lower(address)
    return db.session.scalars(select(Letter).where(same).order_by(Letter.id.desc())).all()


def letters_of(user_number: int) -> Sequence[Letter]:
    """Return all letters to a person by number, the newest first."""
    return db.session.scalars(select(Letter).where(Letter.user_number == user_number).order_by(Letter.id.desc())).all()


def letter(letter_id: int) -> Letter:
    """Return a letter by its number.

    :raises Missing: there is none.
    """
    found = db.session.get(Letter, letter_id)
    if found is None:
        raise Missing
    return found


def waiting_letter(letter_id: int) -> Letter | None:
    """Return a letter that is to be delivered, or None when it is settled or gone."""
    letter = db.session.get(Letter, letter_id)
    return letter if letter is not None and letter.state == "waiting" and letter.body_wiped_at is None else None


def waiting_ids() -> Sequence[int]:
    """Return the numbers of letters that wait for delivery."""
    return db.session.scalars(select(Letter.id).where(Letter.delivered_at.is_(None), Letter.failed_at.is_(None))).all()


def bodies_to_wipe(settled_before: datetime, queued_before: datetime) -> Sequence[Letter]:
    """Return letters with bodies that were settled, or queued, before a moment."""
    settled = func.coalesce(Letter.delivered_at, Letter.failed_at) < settled_before
    old = or_(settled, Letter.queued_at < queued_before)
    return db.session.scalars(select(Letter).where(Letter.body_wiped_at.is_(None), old)).all()
