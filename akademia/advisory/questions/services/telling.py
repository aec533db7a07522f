"""Letters about new answers: one a day to each address, of all that fits what it subscribed to."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import select

from akademia.advisory.questions.models import PublishedAnswer, Subscription
from akademia.advisory.questions.queries.readers import fitting_answers, labels_of
from akademia.advisory.questions.services.readers import way_out
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.links import full_url_for
from akademia.jobs.services import enqueue
from akademia.mail.services import queue_letter

JOB = "answers.tell"
SENT_AT = time(7)


def ask_to_tell() -> None:
    """Ask, in the transaction that publishes, that subscribers are told tomorrow morning; asked once a day."""
    day = clock.now().astimezone(WARSAW).date()
    morning = datetime.combine(day + timedelta(days=1), SENT_AT, tzinfo=WARSAW).astimezone(timezone.utc)
    enqueue(JOB, {"day": day.isoformat()}, key=day.isoformat(), run_at=morning)


def tell_of(day: date) -> int:
    """Write of the answers that became public on a Polish day and still are. Again, nobody is written to twice.

    Returns to how many addresses.
    """
    start = datetime.combine(day, time(), tzinfo=WARSAW)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=WARSAW)
    found = fitting_answers(start.astimezone(timezone.utc), end.astimezone(timezone.utc))
    if not found:
        return 0
    told = _by_address(found)
    for email, (answers, subscriptions) in told.items():
        _write(email, day, list(answers.values()), subscriptions)
    return len(told)


Told = tuple[dict[int, PublishedAnswer], list[Subscription]]


def _by_address(found: Mapping[int, tuple[PublishedAnswer, frozenset[int]]]) -> dict[str, Told]:
    """Return what each address is told, and why: the subscriptions that fit."""
    told: dict[str, Told] = {}
    confirmed = select(Subscription).where(Subscription.confirmed_at.is_not(None)).order_by(Subscription.id)
    for row in db.session.scalars(confirmed):
        fits = {
            ref: answer for ref, (answer, provisions) in found.items()
            if answer.topic_id == row.topic_id or row.provision_id in provisions
        }  # fmt: skip
        if fits:
            answers, subscriptions = told.setdefault(row.email, ({}, []))
            answers.update(fits)
            subscriptions.append(row)
    return told


def _write(email: str, day: date, answers: Sequence[PublishedAnswer], subscriptions: Sequence[Subscription]) -> None:
    labels = labels_of(subscriptions)
    context: dict[str, Any] = {
        "answers": [
            (one.title, one.summary, full_url_for("answers.show_answer", ref=one.id, slug=one.slug)) for one in answers
        ],
        "count": len(answers),
        "ways_out": [(labels[row.id], way_out(row)) for row in subscriptions],
    }
    mark = hashlib.sha256(email.encode()).hexdigest()[:20]
    queue_letter(email, "advisory/subscriptions/new", context, key=f"answers-{day.isoformat()}-{mark}")
