"""Who may issue cards for an organisation, the cards issued, and who wants an account instead of one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import Model
from akademia.organisations.models import Organisation

OF_USER = f"{User.__tablename__}.id"
OF_CLUB = f"{Organisation.__tablename__}.id"


class ClubWorker(Model):
    """A person whom an administrator let issue cards in the name of one organisation."""

    __tablename__ = "club_workers"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey(OF_CLUB), index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User] = relationship()


class ClubCard(Model):
    """The card of a learner. The login is the person's `User.email` (without @), the PIN is hashed as a password is.

    `called` is what the club calls the learner. `wrong_tries` counts wrong PINs in a row.
    """

    __tablename__ = "club_cards"
    __table_args__ = (
        CheckConstraint("state IN ('working', 'blocked', 'returned')", name="state_known"),
        CheckConstraint("length(called) BETWEEN 1 AND 60", name="called_length"),
        Index("ix_club_cards_organisation_id_id", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(OF_CLUB))
    called: Mapped[str]
    state: Mapped[str] = mapped_column(default="working")
    wrong_tries: Mapped[int] = mapped_column(default=0)
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    pin_made_at: Mapped[datetime] = mapped_column(default=clock.now)

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User] = relationship()


class CardLeaving(Model):
    """A learner's wish to go on with an address and a password instead of the card, until a letter's link confirms it.

    `secret` is the hash of the new password. `stays_shown`: the club may go on seeing progress.
    """

    __tablename__ = "card_leavings"

    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), primary_key=True, autoincrement=False)
    new_email: Mapped[str]
    secret: Mapped[str]
    nonce: Mapped[str]
    stays_shown: Mapped[bool]
    expires_at: Mapped[datetime]
