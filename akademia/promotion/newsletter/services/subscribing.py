"""Asking for the newsletter, confirming, choosing, leaving, forgetting.

Whoever asks is told the same, whether the address subscribes already or not; only its own letters tell more.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.jobs.services import enqueue
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import forget_letters_to, queue_letter
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import NewsletterLetter, Subscriber
from akademia.promotion.newsletter.queries import subscribers as queries
from akademia.promotion.newsletter.rules import packed

letter_kind(
    LetterKind(
        "newsletter",
        "Newsletter",
        "Przychodzą, gdy ktoś zapisuje adres na newsletter, prosi o odnośnik do ustawień albo sprawdza numer.",
        ("newsletter/",),
    )
)


def _fresh() -> str:
    return secrets.token_hex(12)


def ask(email: str, topics: Sequence[str], region: str | None) -> None:
    """Note that somebody wants letters at an address, and send it a letter to confirm.

    An address that subscribes already stays as it is: its letter says so and opens its preferences.
    """
    agreed = {"topics": packed(topics), "region_code": region or None, "consent_version": rules.CONSENT_VERSION,
              "consent_text": rules.CONSENT, "asked_at": clock.now()}  # fmt: skip
    insert_new(Subscriber, key=_fresh(), nonce=_fresh(), email=email, email_key=queries.key_of(email),
               state="waiting", ended_by="", **agreed)  # fmt: skip
    subscriber = queries.by_address(email, lock=True)
    assert subscriber is not None
    if subscriber.state == "active":
        _send_preferences(subscriber)
        return
    if subscriber.state == "stopped":
        subscriber.state, subscriber.ended_at, subscriber.ended_by = "waiting", None, ""
        subscriber.confirmed_at, subscriber.nonce = None, _fresh()
    for name, value in agreed.items():
        setattr(subscriber, name, value)
    link = full_url_for("newsletter.show_confirmation", token=queries.confirmation_token(subscriber))
    words = {"link": link, "days": OPERATOR.newsletter_unconfirmed_days, "topics": rules.topic_words(subscriber.topics)}
    queue_letter(subscriber.email, "newsletter/confirm", words)


def ask_for_link(email: str) -> None:
    """Send an address the link to its preferences, if it subscribes; nobody else learns whether it does."""
    subscriber = queries.by_address(email)
    if subscriber is not None and subscriber.state == "active":
        _send_preferences(subscriber)


def _send_preferences(subscriber: Subscriber) -> None:
    link = full_url_for("newsletter.show_preferences", token=queries.preferences_token(subscriber))
    queue_letter(subscriber.email, "newsletter/preferences", {"link": link, "hours": rules.PREFERENCES_HOURS})


def confirm(subscriber: Subscriber) -> bool:
    """Begin a subscription whose address is confirmed; return whether it began now."""
    if subscriber.state != "waiting":
        return False
    subscriber.state, subscriber.confirmed_at = "active", clock.now()
    return True


def choose(subscriber: Subscriber, topics: Sequence[str], region: str | None) -> None:
    """Keep which topics and region a subscriber wants."""
    subscriber.topics, subscriber.region_code = packed(topics), region or None


def stop(subscriber: Subscriber, by: str, issue_id: int | None = None) -> None:
    """End a subscription: what waits is not sent. Ended again, it stays as it ended first.

    :param by: `reader` or `bounce`.
    :param issue_id: the issue whose letter brought the reader to it.
    """
    if subscriber.state == "stopped":
        return
    now = clock.now()
    subscriber.state, subscriber.ended_at, subscriber.ended_by = "stopped", now, by
    subscriber.nonce = _fresh()
    own = NewsletterLetter.subscriber_id == subscriber.id
    waiting = update(NewsletterLetter).where(own, NewsletterLetter.state == "waiting")
    db.session.execute(waiting.values(state="dropped", settled_at=now))
    if issue_id is not None:
        brought = update(NewsletterLetter).where(own, NewsletterLetter.issue_id == issue_id)
        db.session.execute(brought.values(left_at=now))


def forget(subscriber: Subscriber) -> None:
    """Remove a subscriber with the letters sent to the address; the rows of its issues' letters count on, nameless."""
    stop(subscriber, "reader")
    numbers = db.session.execute(
        select(NewsletterLetter.issue_id, NewsletterLetter.id).where(NewsletterLetter.subscriber_id == subscriber.id)
    )
    names = [rules.file_name(issue, letter) for issue, letter in numbers]
    if names:
        enqueue("mail.remove_files", {"names": names})
    forget_letters_to(subscriber.email)
    db.session.delete(subscriber)
    db.session.flush()


def forget_unconfirmed(before: datetime) -> int:
    """Remove who asked before a moment and has not confirmed. Returns how many."""
    return _forget_all(queries.unconfirmed(before))


def forget_stopped(before: datetime) -> int:
    """Remove the addresses of those who left before a moment. Returns how many."""
    return _forget_all(queries.stopped(before))


def _forget_all(found: Sequence[Subscriber]) -> int:
    for subscriber in found:
        forget(subscriber)
    return len(found)


def forget_account(user_id: int) -> None:
    """Remove the subscription of an account's address."""
    subscriber = queries.of_account(user_id)
    if subscriber is not None:
        forget(subscriber)
