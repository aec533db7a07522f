"""The postmaster's page."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from akademia.mail.services import queue_letter
from tests.factories import make_user

HOME = {"home_url": "http://localhost:8000/"}


def queue(to: str) -> int:
    number = queue_letter(to, "probe", HOME).id
    commit()
    return number


def letter(number: int) -> Letter:
    db.session.expire_all()
    return db.session.get(Letter, number)


@pytest.fixture
def postmaster(app, client, letter_folder):
    admin = make_user(Role.Admin)
    commit()
    return client.sign_in(admin)


def test_a_letter_that_was_not_delivered_is_shown_with_the_reason(app, postmaster):
    queue("to nie adres")
    queue("jan@example.org")
    run_due(app)

    words = postmaster.words("/panel/listy/")

    assert "to nie adres" in words
    assert "Na ten adres nie da się wysłać listu." in words
    assert "jan@example.org" not in words
    assert "jan@example.org" in postmaster.words("/panel/listy/?stan=doreczone")
    assert "list niedoręczony" in postmaster.words("/panel/")


def test_a_failed_letter_goes_once_more_and_the_trail_says_who_sent_it(app, postmaster, letter_folder):
    number = queue("to nie adres")
    run_due(app)
    letter(number).to_address = "jan@example.org"
    commit()

    postmaster.post(f"/panel/listy/{number}/ponow")
    postmaster.post(f"/panel/listy/{number}/ponow", status=409)
    run_due(app)

    assert letter(number).state == "delivered"
    assert len(list(letter_folder.iterdir())) == 1
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == ["letter.send_again"]


def test_a_letter_refused_again_can_be_sent_again(app, postmaster):
    number = queue("to nie adres")
    for _ in range(2):
        run_due(app)
        postmaster.post(f"/panel/listy/{number}/ponow")
    run_due(app)

    assert letter(number).state == "failed"


def test_letters_are_found_by_address_and_subject(app, postmaster):
    queue("jan@example.org")
    queue("anna_100%@example.org")

    assert "2 listy" in postmaster.words("/panel/listy/?szukaj=EXAMPLE")
    assert "1 list" in postmaster.words("/panel/listy/?szukaj=_100%")
    assert "Nie ma takich listów." in postmaster.words("/panel/listy/?szukaj=kowalska")


def test_waiting_letters_are_hurried(app, postmaster):
    queue("jan@example.org")

    postmaster.post("/panel/listy/pospiesz")

    assert "Spróbujemy teraz" in postmaster.words("/panel/listy/")


def test_the_page_costs_the_same_with_one_letter_and_with_thirty(app, postmaster, count_queries):
    queue("jan@example.org")
    one = count_queries(lambda: postmaster.get("/panel/listy/"))
    for n in range(29):
        queue(f"osoba{n}@example.com")

    assert count_queries(lambda: postmaster.get("/panel/listy/")) == one
