"""The second step at sign-in: codes of an application, and recovery codes for when it is lost."""

import hmac
from collections.abc import Sequence

from sqlalchemy import delete, update

from akademia.accounts.models import User, new_key
from akademia.accounts.safety import queries, rules
from akademia.accounts.safety.formats import authenticator
from akademia.accounts.safety.models import AddressChange, Authenticator, Passkey, RecoveryCode, Sitting
from akademia.accounts.safety.services.letters import send_notice
from akademia.core import clock, settings
from akademia.core.db import db
from akademia.core.errors import RuleBroken


class StepNeeded(RuleBroken):
    message = "Twoja rola wymaga drugiego kroku przy logowaniu. Najpierw dodaj inny sposób, a potem wyłącz ten."


class AlreadyOn(RuleBroken):
    message = "Aplikacja z kodami jest już włączona. Żeby użyć innej, najpierw wyłącz obecną."


def new_secret() -> str:
    """Return a sealed secret for an application; nothing of it is kept until it is switched on."""
    return authenticator.new_secret(settings.here().totp_secret)


def secret_picture(sealed: str, user: User) -> authenticator.Picture:
    """Return a secret as a person copies it into the application."""
    return authenticator.picture(sealed, user.email or "", settings.here().totp_secret)


def switch_on(user: User, sealed: str, code: str) -> bool:
    """Switch codes of an application on, if a code shows that it works; say whether it did.

    :raises AlreadyOn: another one is on.
    """
    if queries.authenticator_of(user.id) is not None:
        raise AlreadyOn
    counter = _counter(code, sealed, None)
    if counter is None:
        return False
    db.session.add(Authenticator(user_id=user.id, sealed_secret=sealed, last_counter=counter))
    db.session.flush()
    send_notice(user, "authenticator.on")
    return True


def switch_off(user: User) -> None:
    """Switch codes of an application off; without any second factor the recovery codes go too.

    :raises StepNeeded: the person's role asks for a second step and this is the last.
    """
    kept = queries.authenticator_of(user.id)
    if kept is None:
        return
    check_may_lose(user, others=len(queries.passkeys_of(user.id)))
    db.session.delete(kept)
    drop_idle_codes(user)
    send_notice(user, "authenticator.off")


def check_may_lose(user: User, others: int) -> None:
    """:raises StepNeeded: nothing else would be left, and the person's role asks for it here."""
    if not others and settings.here().production and rules.is_trusted(user.roles):
        raise StepNeeded


def drop_idle_codes(user: User) -> None:
    """Remove recovery codes that have nothing to recover."""
    db.session.flush()
    if not queries.has_second_step(user.id):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def use_code(user: User, typed: str) -> bool:
    """Say whether a code of the application is right, and use it up: of two who send it at once, one gets in."""
    kept = queries.authenticator_of(user.id)
    if kept is None:
        return False
    counter = _counter(rules.bare_code(typed), kept.sealed_secret, kept.last_counter)
    if counter is None:
        return False
    unused = (Authenticator.user_id == user.id) & (Authenticator.last_counter < counter)
    taken = db.session.execute(update(Authenticator).where(unused).values(last_counter=counter))
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def make_codes(user: User, *, told: bool = True) -> Sequence[str]:
    """Make ten recovery codes instead of those there are; they are said now and never again.

    :param told: a letter says that they are new.
    """
    codes = rules.new_codes()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash(user, code)) for code in codes)
    db.session.flush()
    if told:
        send_notice(user, "codes.made")
    return codes


def use_recovery_code(user: User, typed: str) -> bool:
    """Say whether a recovery code is right, and use it up: of two who send it at once, one gets in."""
    mine = (RecoveryCode.user_id == user.id) & (RecoveryCode.code_hash == _hash(user, typed))
    used = db.session.execute(delete(RecoveryCode).where(mine).returning(RecoveryCode.id)).first()
    if used is None:
        return False
    left = queries.codes_left(user.id)
    send_notice(user, "codes.used", detail=f"Zostało nieużytych kodów: {left}.")
    return True


def take_factors(user: User) -> None:
    """Take a lost second step away with all that belongs to it, and sign the person out everywhere."""
    forget_all(user.id)
    user.fs_uniquifier = new_key()
    send_notice(user, "factors.taken")


def forget_all(user_id: int) -> None:
    """Remove everything that this package keeps about a person."""
    for model in (Sitting, Authenticator, RecoveryCode, Passkey, AddressChange):
        db.session.execute(delete(model).where(model.user_id == user_id))


def _counter(code: str, sealed: str, last_counter: int | None) -> int | None:
    at = clock.now().timestamp()
    return authenticator.counter_of(rules.bare_code(code), sealed, settings.here().totp_secret, at, last_counter)


def _hash(user: User, code: str) -> str:
    """Hash a code under the installation's key: the database alone does not let anyone guess."""
    words = f"recovery|{user.id}|{rules.bare_code(code)}"
    return hmac.new(settings.here().totp_secret.encode(), words.encode(), "sha256").hexdigest()
