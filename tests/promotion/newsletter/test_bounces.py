"""What comes back of a letter leads to its subscriber by the letter's own name, never by an address in the report."""

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.formats.dsn import NoReport, read_report
from akademia.promotion.newsletter.models import NewsletterLetter, Subscriber
from akademia.promotion.newsletter.queries.subscribers import letter_token
from akademia.promotion.newsletter.services import sending
from tests.promotion.newsletter.making import sent_out, subscriber


def gone_letters(count: int = 1) -> list[tuple[NewsletterLetter, str]]:
    """Send so many issues to one subscriber; return each letter and its name."""
    person, found = subscriber("jan@example.org"), []
    for _ in range(count):
        run = sent_out()
        sending.queue_some(run)
        letter = db.session.scalar(select(NewsletterLetter).where(NewsletterLetter.issue_id == run.issue_id))
        sending.settle(letter.id, "sent")
        db.session.refresh(letter)
        found.append((letter, letter_token(run.issue_id, letter.id, person.key)))
    commit()
    return found


def report(token: str, status: str = "5.1.1", action: str = "failed", envelope_id: bool = False) -> bytes:
    """Write a report as mail servers do (RFC 3464)."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["To"], whole["Subject"] = "MAILER-DAEMON@mx.example", "akademia@localhost", "Undelivered"
    whole.attach(MIMEText("Your message could not be delivered to ktos-inny@example.org."))
    fields = MIMEMultipart("mixed")
    fields.set_type("message/delivery-status")
    of_message, of_recipient = Message(), Message()
    of_message["Reporting-MTA"] = "dns; mx.example"
    if envelope_id:
        of_message["Original-Envelope-Id"] = token
    of_recipient["Final-Recipient"] = "rfc822; ktos-inny@example.org"
    of_recipient["Action"], of_recipient["Status"] = action, status
    of_recipient["Diagnostic-Code"] = f"smtp; 550 {status} <ktos-inny@example.org>: refused"
    status_part = Message()
    status_part["Content-Type"] = "message/delivery-status"
    status_part.set_payload([of_message, of_recipient])
    whole.attach(status_part)
    if not envelope_id:
        whole.attach(MIMEText(f"From: akademia@localhost\nMessage-ID: <{token}@localhost>\n", "rfc822-headers"))
    return whole.as_bytes()


def bounce(app, data: bytes) -> str:
    return app.test_cli_runner().invoke(args=["newsletter", "bounce"], input=data).output


@pytest.mark.parametrize("by_envelope", [True, False], ids=["ENVID", "Message-ID"])
def test_a_hard_report_stops_the_subscription_of_its_letter(app, by_envelope):
    ((letter, token),) = gone_letters()

    assert "adres wypisany" in bounce(app, report(token, envelope_id=by_envelope))

    db.session.expire_all()
    person = db.session.scalar(select(Subscriber))
    assert (person.state, person.ended_by) == ("stopped", "bounce")
    assert db.session.get_one(NewsletterLetter, letter.id).state == "hard"
    assert "@" not in db.session.get_one(NewsletterLetter, letter.id).server_words
    assert "niczego nie zmienia" in bounce(app, report(token))


def test_three_issues_in_a_row_that_came_back_for_now_stop_it_too(app):
    letters = gone_letters(3)

    for _letter, token in letters[:2]:
        assert "przejściowy" in bounce(app, report(token, "4.2.2"))
    db.session.expire_all()
    assert db.session.scalar(select(Subscriber)).state == "active"
    bounce(app, report(letters[2][1], "5.2.2"))
    db.session.expire_all()
    assert db.session.scalar(select(Subscriber)).state == "stopped"


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_a_report_of_a_delay_or_of_success_changes_nothing(app, action):
    ((letter, token),) = gone_letters()

    assert "niczego nie zmienia" in bounce(app, report(token, "4.0.0", action))
    db.session.expire_all()
    assert db.session.get_one(NewsletterLetter, letter.id).state == "sent"


def test_a_forged_or_foreign_report_changes_nothing(app):
    ((letter, token),) = gone_letters()
    plain = EmailMessage()
    plain.set_content(f"Jestem na urlopie. {token}")

    assert "nie znamy" in bounce(app, report(f"nl{letter.id}-{'0' * 20}"))
    assert "nie mówi o liście" in bounce(app, report("cudzy"))
    assert "nie jest raport" in bounce(app, plain.as_bytes())
    with pytest.raises(NoReport):
        read_report(b"\xff\x00 nic")
    db.session.expire_all()
    assert db.session.scalar(select(Subscriber)).state == "active"


@pytest.mark.parametrize(
    ("words", "of_address", "hard"),
    [
        ("550 5.1.1 user unknown", True, True),
        ("550 no such user", True, True),
        ("554 message looks like spam", False, False),
        ("550 5.7.1 blocked by policy", True, False),
        ("552 5.2.2 mailbox full", True, False),
        ("450 4.2.1 greylisted", True, False),
        ("550 5.2.1 mailbox disabled", True, True),
    ],
)
def test_what_a_refusal_means(words, of_address, hard):
    assert rules.is_hard(words, of_address) is hard
