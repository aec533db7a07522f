"""Cases in which nothing happens any more: their askers are told, and a week later they are closed."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.services import letters
from akademia.advisory.questions.services.moving import move
from akademia.core import clock
from akademia.core.db import db
from akademia.mail.models import Letter

WAITED, TOLD_BEFORE = timedelta(days=30), timedelta(days=7)
AT_ONCE = 200
_ASKERS_TURN = ("answered", "waiting")


def close_idle() -> tuple[int, int]:
    """Write about cases that wait for their asker too long; close those written about a week ago.

    Returns how many were written about and how many closed. Nothing is committed.
    """
    now = clock.now()
    closed = [case for case in db.session.scalars(_quiet(now - WAITED)) if _told_before(case, now - TOLD_BEFORE)]
    for case in closed:
        move(case, "close", None)
        letters.tell_closed(case)
    soon = [case for case in db.session.scalars(_quiet(now - WAITED + TOLD_BEFORE)) if not _told_before(case, now)]
    for case in soon:
        letters.tell_closing(case, (now + TOLD_BEFORE).date())
    return len(soon), len(closed)


def _quiet(before: datetime) -> Select[Case]:
    idle = select(Case).where(Case.state.in_(_ASKERS_TURN), Case.moved_at < before)
    return idle.order_by(Case.moved_at).limit(AT_ONCE).with_for_update()


def _told_before(case: Case, before: datetime) -> bool:
    """Say whether the letter about a case, as it stands, went before a moment; who gets no letters is told at once."""
    if not letters.reaches_someone(case):
        return True
    told = select(Letter.id).where(Letter.key == letters.closing_key(case), Letter.queued_at <= before)
    return db.session.scalar(told) is not None
