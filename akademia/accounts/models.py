"""The person with an account, and what the person agreed to."""

from datetime import datetime
from uuid import uuid4

from flask_security import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.accounts.roles import AUDIENCES, Role, permissions_of
from akademia.core import clock
from akademia.core.db import Model
from akademia.core.doors import Permission
from akademia.organisations.models import Organisation, Territory

_AUDIENCE_LIST = ", ".join(f"'{name}'" for name in AUDIENCES)


def new_key() -> str:
    """Return a random key to which sessions are tied."""
    return uuid4().hex


class User(UserMixin, Model):
    """A person who can sign in.

    `roles` is a list of role names, always replaced and never changed in place. `fs_uniquifier` changes to end all
    sessions. `profile_version` counts the saves of the profile. A person who was erased has no `email`.
    `owes_consent`: has not agreed to the present wording of what an account needs. `warned_at`: when a letter said that
    the account, unused for long, will be erased.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(f"audience IS NULL OR audience IN ({_AUDIENCE_LIST})", name="audience_known"),
        CheckConstraint("certificate_name IS NULL OR length(certificate_name) BETWEEN 2 AND 120", name="name_length"),
        CheckConstraint("extra_time_percent BETWEEN 0 AND 300", name="extra_time_range"),
        Index("uq_users_email_lower", text("lower(email)"), unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None]  # type: ignore[assignment]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=new_key)
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    roles: Mapped[list[str]] = mapped_column(  # type: ignore[assignment]
        JSON, default=lambda: [Role.Learner.value]
    )
    certificate_name: Mapped[str | None]
    audience: Mapped[str | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("territories.code"))
    extra_time_percent: Mapped[int] = mapped_column(default=0)
    profile_version: Mapped[int] = mapped_column(default=1)
    owes_consent: Mapped[bool] = mapped_column(default=True, server_default=false())
    signed_in_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()
    region: Mapped[Territory | None] = relationship()
    consents: Mapped[list["Consent"]] = relationship(order_by="Consent.id", cascade="all, delete-orphan")

    def may(self, permission: Permission) -> bool:
        """Say whether one of this person's roles holds the permission."""
        return permission in permissions_of(tuple(self.roles or ()))


class Consent(Model):
    """What a person agreed to: the key, version and very words shown, when, and when withdrawn."""

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= given_at", name="withdrawn_after_given"),
        Index("ix_consents_user_id_key", "user_id", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[str]
    version: Mapped[int]
    words: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]


class ConsentWording(Model):
    """A newer wording of a consent, published by staff over the one of the file. `changes` says what is new."""

    __tablename__ = "consent_wordings"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version > 1", name="version_after_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    version: Mapped[int]
    words: Mapped[str]
    changes: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
