"""Passkeys: added, used, removed."""

from sqlalchemy import update

from akademia.accounts.models import User
from akademia.accounts.safety import queries, rules
from akademia.accounts.safety.formats import passkeys
from akademia.accounts.safety.models import Passkey
from akademia.accounts.safety.services.factors import check_may_lose, drop_idle_codes
from akademia.accounts.safety.services.letters import send_notice
from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import RuleBroken

PASSKEYS_AT_MOST = 20


class KeyUnfit(RuleBroken):
    message = "Tego klucza nie udało się dodać. Spróbuj jeszcze raz."


def add_passkey(user: User, sent: str, session_key: str, name: str | None, device: str) -> Passkey:
    """Keep a passkey that the browser made.

    :param sent: what the browser answered, as JSON.
    :raises KeyUnfit: the answer does not hold, the key is known, or there are twenty.
    """
    try:
        made = passkeys.check_added(queries.site(), queries.question("add", session_key), sent)
    except passkeys.NotProven as error:
        raise KeyUnfit from error
    if len(queries.passkeys_of(user.id)) >= PASSKEYS_AT_MOST:
        raise KeyUnfit(f"Konto ma już {PASSKEYS_AT_MOST} kluczy. Najpierw usuń te, których nie używasz.")
    label = rules.key_name(name, device)
    is_new = insert_new(
        Passkey, user_id=user.id, credential_id=made.credential_id, public_key=made.public_key, name=label,
        sign_count=made.sign_count, transports=list(made.transports), added_at=clock.now(), answered_ms=0,
    )  # fmt: skip
    if not is_new:
        raise KeyUnfit("Ten klucz jest już dodany.")
    send_notice(user, "passkey.added", detail=f"Nazwa klucza: {label}.")
    return next(row for row in queries.passkeys_of(user.id) if row.credential_id == made.credential_id)


def remove_passkey(user: User, key: Passkey) -> None:
    """Remove a passkey; without any second factor the recovery codes go too.

    :raises StepNeeded: the person's role asks for a second step and this is the last.
    """
    others = len(queries.passkeys_of(user.id)) - 1 + (queries.authenticator_of(user.id) is not None)
    check_may_lose(user, others)
    name = key.name
    db.session.delete(key)
    drop_idle_codes(user)
    send_notice(user, "passkey.removed", detail=f"Nazwa klucza: {name}.")


def use_passkey(sent: str, purpose: str, session_key: str, user: User | None = None) -> User | None:
    """Return whose passkey has answered the question, or None; the answer is used up.

    :param user: only this person's keys count; without one, the key must know its person (PIN, finger, face).
    """
    try:
        found = queries.passkey_and_person(passkeys.credential_in(sent))
        if found is None or (user is not None and found[1].id != user.id):
            return None
        key, owner = found
        site = queries.site()
        proven = passkeys.check_answer(
            site, queries.question(purpose, session_key), sent, queries.known_half(key),
            passkeys.handle_of(site, owner.id), alone=user is None,
        )  # fmt: skip
    except passkeys.NotProven:
        return None
    unused = (Passkey.id == key.id) & (Passkey.answered_ms < proven.asked_ms)
    now = {"sign_count": proven.sign_count, "answered_ms": proven.asked_ms, "used_at": clock.now()}
    taken = db.session.execute(update(Passkey).where(unused).values(now))
    return owner if taken.rowcount else None  # type: ignore[attr-defined]
