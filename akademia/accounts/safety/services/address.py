"""A new address: asked for, confirmed by a link from a letter, or given up."""

import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.accounts.safety import queries, rules
from akademia.accounts.safety.models import AddressChange
from akademia.accounts.safety.services.letters import send_link, send_notice, send_taken
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken

CHANGE_WITHIN_HOURS = 24


class AddressTaken(RuleBroken):
    message = "Ten adres należy już do innego konta. Adres Twojego konta się nie zmienił."


def ask_change(user: User, new_email: str) -> None:
    """Keep a new address until it is confirmed, and write to both.

    An address that has an account gets another letter; nothing else tells the two apart.
    """
    now = clock.now()
    change = db.session.get(AddressChange, user.id) or AddressChange(user_id=user.id)
    change.new_email, change.nonce = new_email, secrets.token_hex(16)
    change.asked_at, change.expires_at = now, now + timedelta(hours=CHANGE_WITHIN_HOURS)
    db.session.add(change)
    db.session.flush()
    _send(user, change)
    send_notice(user, "address.asked", detail=f"Nowy adres: {rules.half_hidden(new_email)}.")


def send_again(user: User) -> None:
    """Send the link once more and let it work a day from now; the first letter's link works as well.

    :raises Missing: nothing waits.
    """
    change = queries.pending_change(user.id)
    if change is None:
        raise Missing
    change.expires_at = clock.now() + timedelta(hours=CHANGE_WITHIN_HOURS)
    _send(user, change)


def cancel_change(user: User) -> None:
    """Give a change up; its link stops working."""
    db.session.execute(delete(AddressChange).where(AddressChange.user_id == user.id))


def confirm_change(change: AddressChange) -> User:
    """Give the account its new address and tell both. Sessions are the caller's to end.

    :raises AddressTaken: another account has got it since; the change is given up.
    """
    user = db.session.get_one(User, change.user_id)
    old, new = user.email, change.new_email
    db.session.delete(change)
    db.session.flush()
    try:
        with db.session.begin_nested():
            user.email, user.confirmed_at = new, clock.now()
    except IntegrityError as error:
        raise AddressTaken from error
    for address in (old, new):
        send_notice(user, "address.changed", to=address, detail=f"Nowy adres: {rules.half_hidden(new)}.")
    return user


def _send(user: User, change: AddressChange) -> None:
    holder = user_by_email(change.new_email)
    if holder is None:
        token = str(queries.address_signer().dumps([user.id, change.nonce]))
        send_link(user, change.new_email, token, CHANGE_WITHIN_HOURS)
    else:
        send_taken(holder)
