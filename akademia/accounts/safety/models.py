"""Signed-in devices, second factors, and an address that waits to be confirmed."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, false
from sqlalchemy.orm import Mapped, mapped_column

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import Model

OF_USER = f"{User.__tablename__}.id"


class Sitting(Model):
    """A device on which a person is signed in. Its cookie holds a random key, of which only the hash is kept here.

    Without its row a cookie is worth nothing. `two_steps`: a second factor was shown. `seen_at` lags by some minutes.
    `short`: a computer that many use; it is signed out after half an hour without a page, and after four hours.
    """

    __tablename__ = "sittings"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    two_steps: Mapped[bool] = mapped_column(default=False)
    short: Mapped[bool] = mapped_column(default=False, server_default=false())


class Authenticator(Model):
    """An application that shows codes. `sealed_secret` is encrypted; `last_counter` is the last period used."""

    __tablename__ = "authenticators"

    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), primary_key=True, autoincrement=False)
    sealed_secret: Mapped[str]
    last_counter: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)


class RecoveryCode(Model):
    """A code that works once instead of a second factor; the row goes with its use."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("uq_recovery_codes_user_id_code_hash", "user_id", "code_hash", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    code_hash: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Passkey(Model):
    """A passkey's public half. `credential_id` is base64url.

    `answered_ms` is the time of the last question it answered, in milliseconds since 1970.
    """

    __tablename__ = "passkeys"
    __table_args__ = (CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    transports: Mapped[list[str]] = mapped_column(JSON, default=list)
    name: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]
    answered_ms: Mapped[int] = mapped_column(BigInteger, default=0)


class AddressChange(Model):
    """A new address that a person asked for and has not confirmed yet; one at a time."""

    __tablename__ = "address_changes"

    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), primary_key=True, autoincrement=False)
    new_email: Mapped[str]
    nonce: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
