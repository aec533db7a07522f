"""Letters, as they were sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import Model


class Letter(Model):
    """A letter to one address, rendered when queued. Its bodies hold private links and are wiped after a week.

    `calendar` is an entry for the reader's calendar (iCalendar with a METHOD), wiped with the bodies.
    `user_number` is the reader's number without a foreign key: mail lies below accounts. `token` makes the Message-ID,
    the same at every attempt.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("delivered_at IS NULL OR failed_at IS NULL", name="one_end"),
        CheckConstraint(
            "(text_body IS NULL) = (body_wiped_at IS NOT NULL) AND (html_body IS NULL) = (body_wiped_at IS NOT NULL)",
            name="body_or_wiped",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    token: Mapped[str] = mapped_column(unique=True)
    to_address: Mapped[str]
    user_number: Mapped[int | None] = mapped_column(index=True)
    template: Mapped[str]
    subject: Mapped[str]
    text_body: Mapped[str | None]
    html_body: Mapped[str | None]
    calendar: Mapped[str | None]
    queued_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    delivered_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    server_words: Mapped[str | None]
    body_wiped_at: Mapped[datetime | None]

    @property
    def state(self) -> str:
        """`waiting`, `delivered` or `failed`."""
        return "delivered" if self.delivered_at else "failed" if self.failed_at else "waiting"

    @property
    def file_name(self) -> str:
        """The name of its file; with a part of the token, as a removed letter's number may be given again."""
        return f"{self.queued_at.astimezone(WARSAW):%Y-%m-%d}-{self.id:06}-{self.token[:8]}.eml"


class LetterRefusal(Model):
    """A kind of letters that a reader does not want; by number, as in letters."""

    __tablename__ = "letter_refusals"
    __table_args__ = (UniqueConstraint("user_number", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_number: Mapped[int]
    kind: Mapped[str]
    refused_at: Mapped[datetime] = mapped_column(default=clock.now)
