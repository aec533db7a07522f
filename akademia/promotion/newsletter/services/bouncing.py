"""What comes back: refusals while sending, and reports of mail servers (DSN) afterwards."""

from akademia.core import clock
from akademia.core.db import db
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.formats.dsn import Report
from akademia.promotion.newsletter.models import NewsletterLetter, Subscriber
from akademia.promotion.newsletter.queries import subscribers as queries
from akademia.promotion.newsletter.services.subscribing import stop


def take_bounce(letter: NewsletterLetter, words: str, *, hard: bool) -> None:
    """Write that a letter was not delivered. Its subscription ends when nothing will ever reach its address, or when
    the last three issues did not."""
    letter.state = "hard" if hard else "soft"
    letter.settled_at = letter.settled_at or clock.now()
    letter.server_words = rules.without_addresses(words)
    db.session.flush()
    subscriber = db.session.get(Subscriber, letter.subscriber_id) if letter.subscriber_id else None
    if subscriber is None:
        return
    last = queries.last_states(subscriber.id, rules.SOFT_IN_A_ROW)
    if hard or last == ["soft"] * rules.SOFT_IN_A_ROW:
        stop(subscriber, "bounce")


def take_report(report: Report) -> str:
    """Take in a report of a mail server; return what became of the letter: `hard`, `soft`, or `passed over`.

    A report of a delay, or of success, changes nothing.

    :raises Missing: the letter is none of ours, or gone.
    """
    letter = queries.letter_named(report.token)
    if report.action != "failed" or letter.state in ("hard", "soft", "dropped"):
        return "passed over"
    hard = rules.is_hard(report.words, of_address=True)
    take_bounce(letter, report.words, hard=hard)
    return letter.state
