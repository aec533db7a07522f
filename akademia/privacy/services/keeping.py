"""Retention by the clock: each rule of each card, and accounts that nobody uses."""

from datetime import datetime, timedelta

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.area import Retention, privacy_cards
from akademia.core.db import db
from akademia.core.links import full_url_for
from akademia.core.text import date_words
from akademia.mail.services import queue_letter
from akademia.privacy import queries
from akademia.privacy.services.erasing import erase_person

AT_ONCE = 200  # people warned, or accounts erased, in one run of a rule: a writer waits for no more


def retain(rule: Retention) -> int:
    """Do what a rule says and note it when something went. Returns how many went. Nothing is committed."""
    count = rule.act(clock.now() - timedelta(days=rule.days()))
    if count:
        record("retention.done", "retention", rule.key, count=count)
    return count


def drop_unconfirmed(before: datetime) -> int:
    """Erase accounts whose address nobody confirmed; no letter goes, as the address may be a stranger's."""
    numbers = db.session.scalars(queries.unconfirmed(before).limit(AT_ONCE)).all()
    for number in numbers:
        for card in reversed(privacy_cards()):
            card.erase(number)
    return len(numbers)


def warn_unused() -> int:
    """Write to those whose accounts will be erased in a month because nobody uses them. Returns how many letters."""
    days = queries.unused_account_days()
    if not days:
        return 0
    before = clock.now() - timedelta(days=max(0, days - queries.WARNED_BEFORE_DAYS))
    due = queries.unused(before).where(User.warned_at.is_(None)).limit(AT_ONCE)
    people = db.session.scalars(select(User).where(User.id.in_(db.session.scalars(due).all()))).all()
    for user in people:
        user.warned_at = clock.now()
        _warn(user)
    return len(people)


def _warn(user: User) -> None:
    on = clock.now() + timedelta(days=queries.WARNED_BEFORE_DAYS)
    told = {"link": full_url_for("security.login"), "on": date_words(on.date()),
            "desk": full_url_for("privacy.show_desk")}  # fmt: skip
    queue_letter(str(user.email), "privacy/unused", told, user_id=user.id)


def erase_unused(before: datetime) -> int:
    """Erase accounts unused since a moment whose people were warned a month ago; certificates stay verifiable."""
    warned = clock.now() - timedelta(days=queries.WARNED_BEFORE_DAYS)
    due = queries.unused(before).where(User.warned_at < warned).limit(AT_ONCE)
    numbers = db.session.scalars(due).all()
    for number in numbers:
        chosen = {choice.name: choice.options[0].value for choice in queries.open_choices(number)}
        erase_person(number, chosen)
    return len(numbers)
