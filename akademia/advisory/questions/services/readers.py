"""What readers of published answers do: say whether one helped, ask for letters about new ones and no longer.

A subscription counts from the moment that its link in a letter was confirmed. The link's secret is made from the
subscription and the installation's key, so that each letter bears it and the database keeps its hash only.
"""

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy import delete, select

from akademia.advisory.questions.models import Opinion, PublishedAnswer, Subscription
from akademia.advisory.questions.queries.readers import Subject, subject_of, subscription_of
from akademia.core import clock, settings
from akademia.core.db import db, insert_new
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

CONFIRM_WITHIN_DAYS = 7
letter_kind(
    LetterKind(
        "answer_subscription",
        "Nowe odpowiedzi praktyków",
        "Przychodzi na adres podany na stronie odpowiedzi i potwierdzony. Z każdego takiego listu można się wypisać.",
        ("advisory/subscriptions/",),
    )
)


def say_opinion(answer: PublishedAnswer, is_helpful: bool, comment: str) -> Opinion:
    """Keep what a reader thinks of an answer; nothing of the reader."""
    made = Opinion(answer_id=answer.id, is_helpful=is_helpful, comment=comment.strip())
    db.session.add(made)
    db.session.flush()
    return made


def see_opinion(opinion_id: int) -> None:
    """Note that staff looked at a comment."""
    opinion = db.session.get(Opinion, opinion_id)
    if opinion is not None and opinion.seen_at is None:
        opinion.seen_at = clock.now()


def subscribe(email: str, subject: Subject) -> None:
    """Write to an address with the link that confirms it. Asked again, the same link comes again."""
    own = {"email": email, "topic_id": subject.topic_id, "provision_id": subject.provision_id}
    asked_at = clock.now()
    secret = _secret(email, subject.topic_id, subject.provision_id, asked_at.isoformat())
    insert_new(Subscription, **own, token_hash=hashed(secret), asked_at=asked_at)
    row = db.session.scalars(select(Subscription).filter_by(**own).execution_options(populate_existing=True)).one()
    context = {
        "subject": subject.label, "days": CONFIRM_WITHIN_DAYS,
        "link": full_url_for("answers.confirm", secret=secret_of(row)), "way_out": way_out(row),
    }  # fmt: skip
    queue_letter(email, "advisory/subscriptions/confirm", context)


def secret_of(row: Subscription) -> str:
    """Return the secret of a subscription's links."""
    return _secret(row.email, row.topic_id, row.provision_id, row.asked_at.isoformat())


def _secret(*parts: object) -> str:
    told = "\n".join(str(part) for part in ("answers", *parts))
    return hmac.new(settings.here().secret_key.encode(), told.encode(), "sha256").hexdigest()[:40]


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def way_out(row: Subscription) -> str:
    """Return the full address at which a subscription is ended."""
    return full_url_for("answers.leave", secret=secret_of(row))


def subscription_at(secret: str) -> tuple[Subscription, Subject]:
    """Return the subscription of a link.

    :raises Missing: there is none (any more).
    """
    row = subscription_of(hashed(secret))
    return row, subject_of(row)


def confirm(row: Subscription) -> None:
    """Begin to write; confirmed again, nothing changes."""
    row.confirmed_at = row.confirmed_at or clock.now()


def leave(row: Subscription) -> None:
    """Write no more; nothing of it stays."""
    db.session.delete(row)


def drop_unconfirmed() -> int:
    """Forget addresses that nobody confirmed in time. Returns how many."""
    old = Subscription.asked_at < clock.now() - timedelta(days=CONFIRM_WITHIN_DAYS)
    done = db.session.execute(delete(Subscription).where(Subscription.confirmed_at.is_(None), old))
    return int(done.rowcount)  # type: ignore[attr-defined]
