"""Invitations: the list, one by its number or by its link."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Select, select

from akademia.accounts.models import User
from akademia.administration.models import Invitation
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page


def digest_of(token: str) -> str:
    """Return what is kept of a link's secret."""
    return sha256(token.encode()).hexdigest()


def invitations(asked: Asked) -> ListPage[Invitation]:
    """Return invitations, the newest first."""
    return list_page(select(Invitation).order_by(Invitation.id.desc()), asked, lambda row: row)


def invitation(number: int) -> Invitation:
    """Return an invitation, held until the transaction ends.

    :raises Missing: there is none.
    """
    return _one(select(Invitation).where(Invitation.id == number).with_for_update())


def invitation_by_token(token: str) -> Invitation:
    """Return the invitation that a link leads to, whatever became of it.

    :raises Missing: there is none; it may have been sent again under a new link.
    """
    return _one(select(Invitation).where(Invitation.token_digest == digest_of(token)))


def open_invitation_to(email: str) -> Invitation | None:
    """Return the invitation to an address that was neither taken nor cancelled; it may have expired."""
    waits = Invitation.accepted_at.is_(None) & Invitation.cancelled_at.is_(None)
    return db.session.scalar(select(Invitation).where(Invitation.email == email.casefold(), waits))


def without_inviter(found: Sequence[Invitation]) -> set[int]:
    """Return the numbers of those whose inviter may invite no more: they are void until another sends them again."""
    numbers = {one.inviter_number for one in found if one.inviter_number is not None}
    people = db.session.scalars(select(User).where(User.id.in_(numbers), User.active))
    standing = {None, *(person.id for person in people if person.may(Permission.PeopleManage))}
    return {one.id for one in found if one.inviter_number not in standing}


def is_open(found: Invitation) -> bool:
    """Say whether its link works."""
    return found.state == "open" and not without_inviter([found])


def _one(wanted: Select[Invitation]) -> Invitation:
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise Missing
    return found
