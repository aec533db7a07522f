"""Devices on which a person is signed in: begun, seen, ended."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from akademia.accounts.models import User, new_key
from akademia.accounts.safety.models import AddressChange, Sitting
from akademia.accounts.safety.queries import Seat, key_hash
from akademia.accounts.safety.rules import SHORT_IDLE, SHORT_MOST
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import db

SEEN_EVERY = timedelta(minutes=5)
UNUSED_FOR = timedelta(days=31)  # a day more than a browser remembers a sign-in


def begin_sitting(
    user: User, device: str, *, two_steps: bool, short: bool = False, seat: Seat | None = None
) -> tuple[str, Seat]:
    """Write down a signed-in device; return the identity for its cookie, and its seat.

    :param seat: the device is signed in already (the password is new): it gets a new key and keeps the rest.
    """
    key = secrets.token_hex(16)
    known = db.session.get(Sitting, seat.id) if seat is not None and seat.user_id == user.id else None
    if known is None:
        known = Sitting(user_id=user.id, device=device, begun_at=clock.now(), two_steps=two_steps, short=short)
        db.session.add(known)
    known.key_hash, known.seen_at = key_hash(key), clock.now()
    db.session.flush()
    return f"{user.fs_uniquifier}.{key}", Seat(known.id, user.id, known.seen_at, known.two_steps, known.short)


def confirm_sitting(seat: Seat) -> None:
    """Note that a second factor was shown on a device that is signed in."""
    db.session.execute(update(Sitting).where(Sitting.id == seat.id).values(two_steps=True))


def end_sitting(sitting: Sitting) -> None:
    """Sign a device out; its next request meets the sign-in page."""
    db.session.delete(sitting)


def end_seat(seat: Seat) -> None:
    """Sign out the device that a request comes from."""
    db.session.execute(delete(Sitting).where(Sitting.id == seat.id))


def end_others(user: User, seat: Seat | None) -> int:
    """Sign a person out on every device but one, and make letters' links to the account void. Returns how many."""
    others = delete(Sitting).where(Sitting.user_id == user.id)
    if seat is not None:
        others = others.where(Sitting.id != seat.id)
    gone = db.session.execute(others)
    user.fs_uniquifier = new_key()
    return int(gone.rowcount)  # type: ignore[attr-defined]


def is_seen_due(seat: Seat) -> bool:
    """Say whether it is time to note that a device was seen."""
    return clock.now() - seat.seen_at >= SEEN_EVERY


def note_seen(seat: Seat) -> bool:
    """Note that a device was seen, on a connection of its own, so that reading pages stay reads.

    Losing it to a busy database does no harm.
    """
    now = clock.now()
    due = (Sitting.id == seat.id) & (Sitting.seen_at <= now - SEEN_EVERY)
    try:
        with database.writing(), db.engine.begin() as connection:
            return bool(connection.execute(update(Sitting).where(due).values(seen_at=now)).rowcount)
    except DBAPIError:
        return False


def drop_stale() -> int:
    """Sign out devices long unused (shared ones sooner) and forget dead changes of address. Returns how many."""
    now = clock.now()
    over = Sitting.short & ((Sitting.begun_at < now - SHORT_MOST) | (Sitting.seen_at < now - SHORT_IDLE))
    unused = db.session.execute(delete(Sitting).where((Sitting.seen_at < now - UNUSED_FOR) | over))
    dead = db.session.execute(delete(AddressChange).where(AddressChange.expires_at < now))
    return int(unused.rowcount + dead.rowcount)  # type: ignore[attr-defined]
