"""The person with an account, and what the person agreed to."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from flask_security import UserMixin
from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    delete,
    event,
    false,
    insert,
    inspect,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from akademia.accounts.roles import AUDIENCES, Role, permissions_of
from akademia.core import clock
from akademia.core.db import Model
from akademia.core.doors import Permission
from akademia.core.text import search_words, sort_key
from akademia.organisations.models import Organisation, Territory

_LISTED = text("email IS NOT NULL")  # who was not erased
_ERASED = text("email IS NULL")
_UNCONFIRMED = text("confirmed_at IS NULL")
_AUDIENCE_LIST = ", ".join(f"'{name}'" for name in AUDIENCES)


def new_key() -> str:
    """Return a random key to which sessions are tied."""
    return uuid4().hex


def roles_key(roles: list[str]) -> str:
    """Return roles as one word for an index: „admin staff”."""
    return " ".join(sorted(roles))


def _key_of(make: Any, *columns: str) -> Any:
    """Return a default for a column that is made of other columns of the same row."""
    return lambda context: make(*(context.get_current_parameters().get(name) for name in columns))


class User(UserMixin, Model):
    """A person who can sign in.

    `roles` is a list of role names, always replaced and never changed in place. `fs_uniquifier` changes to end all
    sessions. `profile_version` counts the saves of the profile. A person who was erased has no `email`;
    of who came with a club card it is the card's login, which has no @.
    `owes_consent`: has not agreed to the present wording of what an account needs. `warned_at`: when a letter said that
    the account, unused for long, will be erased. The keys are kept for lists of people.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(f"audience IS NULL OR audience IN ({_AUDIENCE_LIST})", name="audience_known"),
        CheckConstraint("certificate_name IS NULL OR length(certificate_name) BETWEEN 2 AND 120", name="name_length"),
        CheckConstraint("extra_time_percent BETWEEN 0 AND 300", name="extra_time_range"),
        Index("uq_users_email_lower", text("lower(email)"), unique=True),
        Index("ix_users_roles_key", "roles_key", "id"),
        Index("ix_users_audience", "audience", "id"),
        Index("ix_users_listed", "id", "email", sqlite_where=_LISTED, postgresql_where=_LISTED),
        Index("ix_users_name_key", "name_key", "id", "email", sqlite_where=_LISTED, postgresql_where=_LISTED),
        Index("ix_users_erased", "id", sqlite_where=_ERASED, postgresql_where=_ERASED),
        Index("ix_users_unconfirmed", "id", sqlite_where=_UNCONFIRMED, postgresql_where=_UNCONFIRMED),
        Index("ix_users_locked", "id", sqlite_where=text("active = 0"), postgresql_where=text("NOT active")),
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
    name_key: Mapped[str] = mapped_column(
        default=_key_of(lambda name: sort_key(name or ""), "certificate_name"), server_default=""
    )
    roles_key: Mapped[str] = mapped_column(
        default=_key_of(lambda roles: roles_key(roles or []), "roles"), server_default=""
    )

    organisation: Mapped[Organisation | None] = relationship()
    region: Mapped[Territory | None] = relationship()
    consents: Mapped[list["Consent"]] = relationship(order_by="Consent.id", cascade="all, delete-orphan")

    @property
    def by_card(self) -> bool:
        """Whether the person came with a club card: `email` is then its login, at which no letter arrives."""
        return self.email is not None and "@" not in self.email

    def may(self, permission: Permission) -> bool:
        """Say whether one of this person's roles holds the permission."""
        return permission in permissions_of(tuple(self.roles or ()))


@event.listens_for(User, "before_insert")
@event.listens_for(User, "before_update")
def _keep_keys(_mapper: Mapper[User], _connection: Connection, user: User) -> None:
    user.name_key = sort_key(user.certificate_name or "")
    user.roles_key = roles_key([Role.Learner.value] if user.roles is None else user.roles)


class PersonWord(Model):
    """A word of a person's address or name, folded, by which lists find them; nobody has one who was erased.

    Words are compared sign by sign on both databases, so that an index finds all that begin with some letters.
    """

    __tablename__ = "person_words"
    __table_args__ = (Index("ix_person_words_user_id_word", "user_id", "word"),)

    word: Mapped[str] = mapped_column(String().with_variant(String(collation="C"), "postgresql"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


def words_of(user_id: int, email: str | None, name: str | None) -> list[dict[str, Any]]:
    """Return the rows of a person's words; none for one who was erased."""
    told = search_words(f"{email} {name or ''}") if email else []
    return [{"word": word, "user_id": user_id} for word in told]


@event.listens_for(User, "after_insert")
@event.listens_for(User, "after_update")
def _keep_words(_mapper: Mapper[User], connection: Connection, user: User) -> None:
    kept = inspect(user).attrs
    if not (kept.email.history.has_changes() or kept.certificate_name.history.has_changes()):
        return
    connection.execute(delete(PersonWord).where(PersonWord.user_id == user.id))
    if rows := words_of(user.id, user.email, user.certificate_name):
        connection.execute(insert(PersonWord), rows)


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
