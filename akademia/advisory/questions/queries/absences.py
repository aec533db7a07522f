"""Days on which experts do not answer."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.advisory.questions.models import Absence, Case
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing


def absences_of(user_id: int) -> Sequence[Absence]:
    """Return an expert's absences that are not over, the nearest first."""
    mine = (Absence.user_id == user_id, Absence.until_on >= clock.today())
    return db.session.scalars(select(Absence).where(*mine).order_by(Absence.from_on, Absence.id)).all()


def own_absence(absence_id: int, user_id: int) -> Absence:
    """Return an expert's own absence.

    :raises Missing: there is none, or it is another's.
    """
    found = db.session.get(Absence, absence_id)
    if found is None or found.user_id != user_id:
        raise Missing
    return found


def is_away(user_id: int) -> bool:
    """Say whether an expert said not to answer today."""
    today = clock.today()
    mine = (Absence.user_id == user_id, Absence.from_on <= today, Absence.until_on >= today)
    return db.session.scalar(select(Absence.id).where(*mine).limit(1)) is not None


def begun_absences() -> Sequence[int]:
    """Return the numbers of absences that have begun and whose cases nobody has taken over yet."""
    today = clock.today()
    begun = (Absence.from_on <= today, Absence.until_on >= today, Absence.handed_over_at.is_(None))
    return db.session.scalars(select(Absence.id).where(*begun).order_by(Absence.id)).all()


def held_by(user_id: int) -> Sequence[int]:
    """Return the numbers of the cases that an expert is to go on with."""
    mine = (Case.expert_id == user_id, Case.state.in_(("claimed", "waiting")))
    return db.session.scalars(select(Case.id).where(*mine).order_by(Case.id)).all()
