"""Reading what keeps an account safe."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import bindparam, func, select

from akademia.accounts.models import User
from akademia.accounts.safety.formats import passkeys
from akademia.accounts.safety.models import AddressChange, Authenticator, Passkey, RecoveryCode, Sitting
from akademia.accounts.safety.rules import is_over, is_trusted
from akademia.core import clock, settings
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import Missing
from akademia.core.operator import OPERATOR

FEW_CODES = 3
# Asked with each request of a signed-in person, so the statement is made once; nothing it reads can lie in the bin.
_BY_COOKIE = (
    select(User, Sitting.id, Sitting.seen_at, Sitting.two_steps, Sitting.short, Sitting.begun_at)
    .join(Sitting, Sitting.user_id == User.id)
    .where(Sitting.key_hash == bindparam("key_hash"), User.fs_uniquifier == bindparam("person"), User.active)
    .execution_options(**WITH_BIN)
)
Own = TypeVar("Own", Passkey, Sitting)


@dataclass(frozen=True)
class Seat:
    """The device that a request comes from, as its sitting's row says."""

    id: int
    user_id: int
    seen_at: datetime
    two_steps: bool
    short: bool = False


@dataclass(frozen=True)
class Ways:
    """By what a person can take the second step."""

    app: bool
    passkeys: bool


@dataclass(frozen=True)
class SafetyPage:
    """Everything that keeps one account safe; `sittings` the one in use first, then the last seen."""

    authenticator: Authenticator | None
    passkeys: Sequence[Passkey]
    codes_left: int
    sittings: Sequence[Sitting]
    pending: AddressChange | None

    @property
    def has_second_step(self) -> bool:
        return self.authenticator is not None or bool(self.passkeys)

    @property
    def codes_are_few(self) -> bool:
        return self.has_second_step and self.codes_left < FEW_CODES


def key_hash(key: str) -> str:
    """Return the hash under which the key of a device's cookie is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def person_and_seat(identity: str) -> tuple[User, Seat] | None:
    """Return who is signed in by a cookie's identity (`<key of the person>.<key of the device>`), in one query."""
    person, _, key = identity.partition(".")
    row = db.session.execute(_BY_COOKIE, {"key_hash": key_hash(key), "person": person}).first()
    if row is None:
        return None
    user, number, seen_at, two_steps, short, begun_at = row
    if short and is_over(begun_at, seen_at, clock.now()):
        return None
    return user, Seat(number, user.id, seen_at, two_steps, short)


def safety_page(user_id: int, seat_id: int | None) -> SafetyPage:
    """Return what the page of a person's safety shows."""
    sittings = db.session.scalars(
        select(Sitting)
        .where(Sitting.user_id == user_id)
        .order_by((Sitting.id == seat_id).desc(), Sitting.seen_at.desc(), Sitting.id.desc())
    )
    return SafetyPage(authenticator_of(user_id), passkeys_of(user_id), codes_left(user_id), sittings.all(),
                      pending_change(user_id))  # fmt: skip


def authenticator_of(user_id: int) -> Authenticator | None:
    return db.session.get(Authenticator, user_id)


def passkeys_of(user_id: int) -> Sequence[Passkey]:
    """Return a person's passkeys, the oldest first."""
    return db.session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)).all()


def own_passkey(passkey_id: int, user_id: int) -> Passkey:
    """:raises Missing: there is none, or it is another person's."""
    return _own(Passkey, passkey_id, user_id)


def own_sitting(sitting_id: int, user_id: int) -> Sitting:
    """:raises Missing: there is none, or it is another person's."""
    return _own(Sitting, sitting_id, user_id)


def passkey_and_person(credential_id: str) -> tuple[Passkey, User] | None:
    """Return a passkey with the person who may sign in by it."""
    query = select(Passkey, User).join(User, User.id == Passkey.user_id)
    row = db.session.execute(query.where(Passkey.credential_id == credential_id, User.active)).first()
    return (row[0], row[1]) if row else None


def has_second_step(user_id: int) -> bool:
    """Say whether sign-in asks a person for more than a password."""
    either = select(Authenticator.user_id).where(Authenticator.user_id == user_id).exists()
    other = select(Passkey.id).where(Passkey.user_id == user_id).exists()
    return bool(db.session.scalar(select(either | other)))


def ways_of(user_id: int) -> Ways:
    return Ways(authenticator_of(user_id) is not None, bool(passkeys_of(user_id)))


def asks_for_step(user: User) -> bool:
    """Say whether a person's role asks for a second step; here only advised unless in production."""
    return is_trusted(user.roles)


def codes_left(user_id: int) -> int:
    """Return how many recovery codes are unused."""
    return db.session.scalar(select(func.count()).where(RecoveryCode.user_id == user_id)) or 0


def pending_change(user_id: int) -> AddressChange | None:
    """Return the change of address that waits for the person, if its link still works."""
    found = db.session.get(AddressChange, user_id)
    return found if found is not None and found.expires_at > clock.now() else None


def change_by_token(token: str) -> AddressChange | None:
    """Return the change of address that a link from a letter means; None when it is old, replaced or made up."""
    try:
        user_id, nonce = address_signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    found = pending_change(user_id)
    return found if found is not None and found.nonce == nonce else None


def address_signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="address-change")


def person(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def person_by_key(key: str) -> User | None:
    """Return the person who gave the right password and now stands before the second step."""
    return db.session.scalar(select(User).where(User.fs_uniquifier == key, User.active))


def site() -> passkeys.Site:
    """Return whom passkeys of this installation are for."""
    here = settings.here()
    return passkeys.Site(here.base_url, OPERATOR.academy, here.totp_secret)


def question(purpose: str, session_key: str) -> passkeys.Question:
    """Return a question to passkeys, asked now."""
    return passkeys.Question(purpose, session_key, int(clock.now().timestamp() * 1000))


def options_to_ask(purpose: str, session_key: str, user_id: int | None) -> dict[str, Any]:
    """Return what the browser needs to use a passkey: of one person, or of whoever has one here (None)."""
    known = [known_half(row) for row in passkeys_of(user_id)] if user_id is not None else []
    return passkeys.asking_options(site(), question(purpose, session_key), known, alone=user_id is None)


def options_to_add(user: User, session_key: str) -> dict[str, Any]:
    """Return what the browser needs to make a new passkey for a person."""
    known = [known_half(row) for row in passkeys_of(user.id)]
    handle = passkeys.handle_of(site(), user.id)
    return passkeys.adding_options(site(), question("add", session_key), handle, user.email or "", known)


def known_half(row: Passkey) -> passkeys.Known:
    return passkeys.Known(row.credential_id, row.public_key, row.sign_count, tuple(row.transports))


def _own(model: type[Own], number: int, user_id: int) -> Own:
    found = db.session.get(model, number)
    if found is None or found.user_id != user_id:
        raise Missing
    return found
