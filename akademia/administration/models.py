"""An invitation: a letter with a link by which somebody makes an account that has a role from the start."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model

_OPEN = text("accepted_at IS NULL AND cancelled_at IS NULL")


class Invitation(Model):
    """`email` is kept in small letters; one invitation to an address may be open. Of the link only a digest is kept.

    `inviter_number` is the administrator's number without a foreign key, as in the trail; None for a command.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        Index("uq_invitations_open", "email", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("accepted_at IS NULL OR cancelled_at IS NULL", name="one_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    role: Mapped[str]
    token_digest: Mapped[str] = mapped_column(unique=True)
    inviter_number: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    @property
    def state(self) -> str:
        """`open`, `expired`, `accepted` or `cancelled`."""
        if self.accepted_at or self.cancelled_at:
            return "accepted" if self.accepted_at else "cancelled"
        return "open" if self.expires_at > clock.now() else "expired"
