"""Certificates as they were on the day of issue: a snapshot, never joined to what it was issued for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model

_LIVING = "revoked_at IS NULL"


class Certificate(Model):
    """A certificate. `kind`, `subject_key` and `edition` say what for; one living certificate a holder for each.

    `withdrawn_at`: the holder wished it gone (410); `revoked_at`: the issuer took it back, with a reason shown.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        Index(
            "uq_certificates_living",
            "holder_id", "kind", "subject_key", "edition",
            unique=True,
            sqlite_where=text(_LIVING),
            postgresql_where=text(_LIVING),
        ),
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="reason_with_revocation"),
        CheckConstraint("score_percent BETWEEN 0 AND 100", name="score_percent_range"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str]
    subject_key: Mapped[str]
    edition: Mapped[int]
    name: Mapped[str]
    title: Mapped[str]
    hours: Mapped[int]
    lessons: Mapped[int]
    score_percent: Mapped[int | None]
    pass_percent: Mapped[int | None]
    legal_state_on: Mapped[date]
    issuer: Mapped[str]
    issuer_place: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    withdrawn_at: Mapped[datetime | None]
