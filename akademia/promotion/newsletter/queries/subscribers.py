"""Subscribers by their links and addresses."""

import hmac
from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.core import clock, settings
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.promotion.newsletter.models import NewsletterLetter, Subscriber
from akademia.promotion.newsletter.rules import CONSENT, is_fresh, topic_words

_S = Subscriber
__all__ = ["CONSENT", "topic_words"]


def key_of(address: str) -> str:
    """Return an address in the one case in which it is compared."""
    return address.strip().casefold()


def by_address(address: str, lock: bool = False) -> Subscriber | None:
    wanted = select(_S).where(_S.email_key == key_of(address))
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True) if lock else wanted)


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt=f"newsletter-{purpose}")


def confirmation_token(subscriber: Subscriber) -> str:
    return str(_signer("confirm").dumps(subscriber.nonce))


def to_confirm(token: str) -> Subscriber:
    """Return whose address a link confirms, or has confirmed.

    :raises Missing: it is none of ours, too old, or its subscription has ended.
    """
    found = db.session.scalar(select(_S).where(_S.nonce == _opened("confirm", token)))
    if found is None or found.state == "stopped":
        raise Missing
    return found


def preferences_token(subscriber: Subscriber) -> str:
    return str(_signer("preferences").dumps([subscriber.nonce, int(clock.now().timestamp())]))


def by_preferences(token: str) -> Subscriber:
    """Return whose preferences a link from a letter of its own opens.

    :raises Missing: it is none of ours, older than a day, or there is no subscription any more.
    """
    value = _opened("preferences", token)
    nonce, issued_at = value if isinstance(value, list) and len(value) == 2 else ("", 0)
    found = db.session.scalar(select(_S).where(_S.nonce == str(nonce), _S.state == "active"))
    if found is None or not is_fresh(int(issued_at), clock.now()):
        raise Missing
    return found


def way_out_token(key: str, issue_id: int) -> str:
    """Return the token of the link by which whoever holds an issue's letter can end its subscription, and only that."""
    return str(_signer("out").dumps([key, issue_id]))


def by_way_out(token: str) -> tuple[Subscriber | None, int]:
    """Return whose subscription a link ends, None where it is gone by now, and the issue that brought the link.

    :raises Missing: it is none of ours.
    """
    value = _opened("out", token)
    if not isinstance(value, list) or len(value) != 2:
        raise Missing
    return db.session.scalar(select(_S).where(_S.key == str(value[0]))), int(value[1])


def _opened(purpose: str, token: str) -> object:
    try:
        return _signer(purpose).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise Missing from error


def letter_token(issue_id: int, letter_id: int, key: str) -> str:
    """Return the name of a letter, in its Message-ID; only this installation can make it."""
    words = f"newsletter|{issue_id}|{letter_id}|{key}".encode()
    return f"nl{letter_id}-{hmac.new(settings.here().secret_key.encode(), words, 'sha256').hexdigest()[:20]}"


def letter_named(token: str) -> NewsletterLetter:
    """Return the letter of a name.

    :raises Missing: the name is none of ours, or its letter or subscriber is gone.
    """
    number = int(token[2:].partition("-")[0])
    letter = db.session.get(NewsletterLetter, number) if number < 2**31 else None
    subscriber = db.session.get(Subscriber, letter.subscriber_id) if letter and letter.subscriber_id else None
    if letter is None or subscriber is None:
        raise Missing
    if not hmac.compare_digest(letter_token(letter.issue_id, letter.id, subscriber.key), token):
        raise Missing
    return letter


def last_states(subscriber_id: int, count: int) -> list[str]:
    """Return how the last letters to a subscriber ended, the newest first."""
    settled = select(NewsletterLetter.state).where(
        NewsletterLetter.subscriber_id == subscriber_id, NewsletterLetter.state.in_(("sent", "soft", "hard"))
    )
    return list(db.session.scalars(settled.order_by(NewsletterLetter.issue_id.desc()).limit(count)))


def unconfirmed(before: datetime) -> list[Subscriber]:
    """Return who asked before a moment and has not confirmed."""
    return list(db.session.scalars(select(_S).where(_S.state == "waiting", _S.asked_at < before)))


def stopped(before: datetime) -> list[Subscriber]:
    """Return whose subscription ended before a moment."""
    return list(db.session.scalars(select(_S).where(_S.state == "stopped", _S.ended_at < before)))


def counts() -> dict[str, int]:
    """Return how many subscribers there are in each state."""
    return {row[0]: row[1] for row in db.session.execute(select(_S.state, func.count()).group_by(_S.state))}


def of_account(user_id: int) -> Subscriber | None:
    """Return the subscription of an account's address."""
    user = db.session.get(User, user_id)
    return by_address(user.email) if user is not None and user.email else None
