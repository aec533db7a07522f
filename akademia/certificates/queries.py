"""Finding certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from akademia.accounts.models import User
from akademia.certificates.models import Certificate
from akademia.certificates.rules import normalise_code
from akademia.core.db import db, rows
from akademia.core.errors import Missing, Withdrawn


@dataclass(frozen=True)
class HeldRow:
    """A certificate on its holder's desk."""

    title: str
    code: str
    issued_at: datetime
    legal_state_on: date
    revoked: bool


def living(holder_id: int, kind: str, subject_key: str, edition: int) -> Certificate | None:
    """Return the one certificate of a holder for a subject's edition that was not revoked."""
    return db.session.scalar(
        select(Certificate).where(
            Certificate.holder_id == holder_id,
            Certificate.kind == kind,
            Certificate.subject_key == subject_key,
            Certificate.edition == edition,
            Certificate.revoked_at.is_(None),
        )
    )


def by_code(text: str) -> Certificate:
    """Return the certificate that a typed code means.

    :raises Missing: no certificate has this code.
    :raises Withdrawn: its holder had it removed.
    """
    code = normalise_code(text)
    found = db.session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        raise Missing
    if found.withdrawn_at is not None:
        raise Withdrawn
    return found


_HELD = (
    select(
        Certificate.title,
        Certificate.code,
        Certificate.issued_at,
        Certificate.legal_state_on,
        Certificate.revoked_at.is_not(None),
    )
    .where(Certificate.holder_id == bindparam("holder"), Certificate.withdrawn_at.is_(None))
    .order_by(Certificate.issued_at.desc())
)


def held_by(user_id: int) -> list[HeldRow]:
    """Return a person's certificates, newest first."""
    return [HeldRow(*row) for row in rows(_HELD, holder=user_id)]


def holder_address(user_id: int) -> str | None:
    return db.session.scalar(select(User.email).where(User.id == user_id))


def by_ids(numbers: Sequence[int]) -> list[Certificate]:
    """Return certificates that have a page, by their rows' numbers."""
    wanted = select(Certificate).where(Certificate.id.in_(numbers), Certificate.withdrawn_at.is_(None))
    return list(db.session.scalars(wanted))
