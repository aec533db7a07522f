"""Rows of members, whatever their consent, and who is shown."""

from typing import Any

from sqlalchemy import and_, select

from akademia.core.db import db, row_of
from akademia.promotion.team.models import Member, TeamConsent

MEMBER_KIND = "member"
_STANDS: Any = TeamConsent.withdrawn_at.is_(None)
STANDING: Any = select(TeamConsent.id).where(TeamConsent.member_id == Member.id, _STANDS).correlate(Member).exists()
# The one rule of who is shown: described, not in the bin, and with a consent that stands.
SHOWN: Any = and_(Member.version > 0, Member.removed.is_(False), STANDING)


def member_row(ref: int, with_bin: bool = False, lock: bool = False) -> Member:
    """Return a member, shown or not.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(Member, ref, lock, with_bin)


def standing_consent(ref: int) -> TeamConsent | None:
    """Return the consent of a member that stands now."""
    return db.session.scalar(select(TeamConsent).where(TeamConsent.member_id == ref, _STANDS))
