from datetime import timedelta

import pytest

from akademia.core import clock
from akademia.core.db import commit, db, rollback
from akademia.jobs import rules, worker
from akademia.jobs.models import Job
from akademia.mail.models import Letter
from akademia.mail.services import queue_letter


def run_due(app) -> None:
    rollback()  # the test's own look at rows must not hold up the worker
    worker.run_due(app)


def queue() -> int:
    number = queue_letter("jan@example.org", "probe", {"home_url": "http://localhost:8000/"}).id
    commit()
    return number


def letter(number: int) -> Letter:
    rollback()
    return db.session.get_one(Letter, number)


def job() -> Job:
    rollback()
    return db.session.query(Job).one()


def test_a_letter_reaches_the_server_whole(app, peer, mail_goes_to):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    number = queue()

    run_due(app)

    (message,) = peer.taken
    assert (message["To"], message["Subject"]) == ("jan@example.org", "List próbny")
    assert "Skoro go czytasz, poczta działa." in message.get_body(("plain",)).get_content()
    assert "<h1>List próbny</h1>" in message.get_body(("html",)).get_content()
    assert letter(number).state == "delivered"


def test_the_server_is_signed_in_to_with_the_password_of_the_address(app, peer, mail_goes_to):
    mail_goes_to(f"smtp://akademia:ha%3As%2Flo@127.0.0.1:{peer.port}")
    number = queue()

    run_due(app)

    assert peer.signed_in == [b"akademia"]
    assert letter(number).state == "delivered"


def test_a_recipient_refused_for_good_keeps_the_servers_words(app, peer, mail_goes_to):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    peer.to_recipient = "550 5.1.1 No such user <jan@example.org>"
    number = queue()

    run_due(app)

    assert letter(number).state == "failed"
    assert letter(number).server_words == "550 5.1.1 No such user <jan@example.org>"
    assert job().done_at is not None


@pytest.mark.parametrize("answer", ["to_recipient", "to_data"])
def test_a_letter_refused_for_now_is_sent_again_later(app, peer, mail_goes_to, noon, answer):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    setattr(peer, answer, "451 4.7.1 Greylisted jan@example.org")
    number = queue()
    run_due(app)

    assert letter(number).state == "waiting"
    assert letter(number).server_words == "451 4.7.1 Greylisted jan@example.org"
    assert "jan" not in job().last_error

    setattr(peer, answer, "250 OK")
    clock.freeze(noon + timedelta(minutes=1))
    run_due(app)

    assert (letter(number).state, letter(number).server_words) == ("delivered", None)
    assert len(peer.taken) == 1


def test_data_refused_for_good_keeps_the_servers_words(app, peer, mail_goes_to):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    peer.to_data = "554 5.7.1 Looks like spam"
    number = queue()

    run_due(app)

    assert (letter(number).state, letter(number).server_words) == ("failed", "554 5.7.1 Looks like spam")


@pytest.mark.parametrize("address", ["smtp://127.0.0.1:1", "smtp://akademia:wrong@127.0.0.1:{port}",
                                     "smtp://127.0.0.1:{port}?starttls=1", "smtps://127.0.0.1:{port}"])  # fmt: skip
def test_a_server_that_the_operator_must_mend_makes_letters_wait(app, peer, mail_goes_to, address):
    mail_goes_to(address.format(port=peer.port))
    number = queue()

    run_due(app)

    assert letter(number).state == "waiting"
    assert letter(number).server_words
    assert peer.taken == []


def test_a_letter_refused_for_now_a_dozen_times_fails_with_the_last_words(app, mail_goes_to, noon):
    mail_goes_to("smtp://127.0.0.1:1")
    number = queue()

    for day in range(rules.ATTEMPTS):
        clock.freeze(noon + timedelta(days=day))
        run_due(app)

    assert letter(number).state == "failed"
    assert "refused" in letter(number).server_words
    assert job().failed_at is not None


def test_no_transaction_is_open_while_the_server_is_spoken_to(app, peer, mail_goes_to):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    number = queue()
    connections, seen, taking = db.engine.pool.checkedout, [], peer.handle_DATA

    async def look(server, session, envelope):
        seen.append(connections())
        return await taking(server, session, envelope)

    peer.handle_DATA = look
    rollback()
    run_due(app)

    assert seen == [0]
    assert letter(number).state == "delivered"
