"""What tests of the newsletter share: subscribers, issues, letters that were queued."""

from datetime import date
from itertools import count

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.mail.models import Letter
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterRun, Subscriber
from akademia.promotion.newsletter.services import making, sending

TODAY = date(2026, 11, 23)
FRAME = making.Frame("Co nowego w listopadzie", "Poradnik o klubach i dwie odpowiedzi.", TODAY, TODAY)
_numbers = count(1)


def subscriber(email: str | None = None, **values: object) -> Subscriber:
    """Make an address that gets the newsletter."""
    number = next(_numbers)
    address = email or f"czytelnik{number}@example.org"
    told = {"key": f"{number:024x}", "nonce": f"n{number:023x}", "email": address, "email_key": address.casefold(),
            "state": "active", "confirmed_at": clock.now(), "consent_version": rules.CONSENT_VERSION,
            "consent_text": rules.CONSENT}  # fmt: skip
    made = Subscriber(**told | values)
    db.session.add(made)
    db.session.flush()
    return made


class Plain:
    """Own words without a citation, as if they had been rendered."""

    def __init__(self, html: str) -> None:
        self.html, self.cited = html, ()


def issue(html: str = "<p>Dzień dobry, oto nowości.</p>", frame: making.Frame = FRAME) -> NewsletterIssue:
    """Begin an issue with own words in it."""
    made = making.begin(frame, None)
    making.add_words(made, html, Plain(html), 0)
    db.session.flush()
    return made


def sent_out(made: NewsletterIssue | None = None, per_minute: int = 60_000) -> NewsletterRun:
    """Put an issue out; its letters wait to be queued."""
    made = made or issue()
    made.per_minute = per_minute
    return sending.send_out(made, None)


def letters_to(address: str) -> list[Letter]:
    return list(db.session.scalars(select(Letter).where(Letter.to_address == address).order_by(Letter.id)))
