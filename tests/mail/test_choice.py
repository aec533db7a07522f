"""Which letters a person gets: some always, some by choice, with a way out in each that may be refused (RFC 8058)."""

from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from akademia.certificates.services import issue
from akademia.core.db import db
from akademia.jobs.worker import run_due
from akademia.mail import queries, rules, services
from akademia.mail.models import Letter, LetterRefusal
from akademia.mail.rules import KINDS, LetterKind, kind_of, letter_kind
from akademia.mail.services import queue_letter
from tests.architecture.source import PACKAGE
from tests.factories import make_award, make_user

CHOICE = "/konto/listy/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def anna(app, client):
    user = make_user(email="anna@example.org")
    db.session.commit()
    client.sign_in(user)
    number = user.id
    db.session.rollback()
    return number


def way_out(number: int) -> str:
    return urlsplit(services.unsubscribe_url("certificates/issued", number)).path


def templates_of_letters() -> set[str]:
    root = PACKAGE / "templates" / "mail"
    found = {path.relative_to(root).as_posix().removesuffix(".txt") for path in root.rglob("*.txt")}
    return found - {"letter"}


def test_every_letter_belongs_to_exactly_one_kind_that_a_package_named(app):
    named = {
        template: [k.key for k in KINDS.values() if {template, f"{template.rpartition('/')[0]}/"} & set(k.templates)]
        for template in templates_of_letters()
    }

    assert {template: kinds for template, kinds in named.items() if len(kinds) != 1} == {}


def test_a_letter_that_nobody_named_is_sent_always(app):
    assert not kind_of("cokolwiek/nowego").optional


def test_two_packages_cannot_name_one_kind(monkeypatch):
    monkeypatch.setattr(rules, "KINDS", {})
    letter_kind(LetterKind("a", "A", "A.", ("a/",)))

    with pytest.raises(ValueError, match="named already"):
        letter_kind(LetterKind("a", "B", "B.", ("b/",)))


def test_the_page_tells_which_letters_come_always_and_why(client, anna):
    words = client.words(CHOICE)

    assert "Konto i bezpieczeństwo Potwierdzenie adresu" in words
    assert "Listy próbne" not in words
    assert 'value="account"' not in client.get(CHOICE).text, "there is no switch for them"


def test_a_refused_kind_is_not_sent_and_one_wanted_again_is(app, client, anna):
    client.post(CHOICE, {})
    assert queries.refused_kinds(anna) == {"certificate", "update"}
    issue(make_award(db.session.get_one(type(make_user()), anna)))
    db.session.commit()
    assert db.session.scalars(select(Letter)).all() == []

    client.post(CHOICE, {"kind": "certificate"})
    issue(make_award(db.session.get_one(type(make_user()), anna), edition=2))
    db.session.commit()
    assert [letter.template for letter in db.session.scalars(select(Letter))] == ["certificates/issued"]


def test_what_may_not_be_refused_is_sent_whatever_the_form_says(client, anna):
    client.post(CHOICE, {"kind": "cokolwiek"})
    db.session.add(LetterRefusal(user_number=anna, kind="probe"))
    db.session.commit()

    assert queue_letter("anna@example.org", "probe", {"home_url": "http://localhost:8000/"}, user_id=anna) is not None


def test_a_letter_that_may_be_refused_carries_its_way_out(app, anna, letter_folder):
    issue(make_award(db.session.get_one(type(make_user()), anna)))
    db.session.commit()
    run_due(app)

    [path] = letter_folder.iterdir()
    letter = message_from_bytes(path.read_bytes(), policy=default)
    address = f"http://localhost:8000{way_out(anna)}"
    assert letter["List-Unsubscribe"] == f"<{address}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in letter.get_body(("plain",)).get_content()
    assert address in letter.get_body(("html",)).get_content()


def test_a_letter_that_always_comes_carries_none(app, anna, letter_folder):
    queue_letter("anna@example.org", "probe", {"home_url": "http://localhost:8000/"}, user_id=anna)
    db.session.commit()
    run_due(app)

    [path] = letter_folder.iterdir()
    assert b"List-Unsubscribe" not in path.read_bytes()


def test_a_mail_program_refuses_by_one_post_without_session_or_token(new_client, anna):
    answer = new_client().open_any("POST", way_out(anna), data=ONE_CLICK)

    assert (answer.status_code, answer.text, answer.headers.getlist("Set-Cookie")) == (200, "Wypisano.\n", [])
    assert queries.refused_kinds(anna) == {"certificate"}
    assert new_client().open_any("POST", way_out(anna), data=ONE_CLICK).status_code == 200


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/listy/wypis/zmyslony/", ONE_CLICK),
        ("/listy/wypis/WzEsImFjY291bnQiXQ.x/", ONE_CLICK),
        (None, {}),
        (None, {"List-Unsubscribe": "cokolwiek"}),
    ],
)
def test_anything_else_is_refused_and_changes_nothing(new_client, anna, address, data):
    assert new_client().open_any("POST", address or way_out(anna), data=data).status_code == 400

    assert queries.refused_kinds(anna) == set()


def test_opening_the_link_changes_nothing_and_its_button_does(new_client, anna):
    reader = new_client()
    assert "Wypisz się z listów" in reader.words(way_out(anna))
    assert queries.refused_kinds(anna) == set()

    reader.post(f"{way_out(anna)}zmien", {"act": "refuse"})
    assert "Nie wysyłamy Ci już tych listów" in reader.words(way_out(anna))
    assert queries.refused_kinds(anna) == {"certificate"}

    reader.post(f"{way_out(anna)}zmien", {"act": "want"})
    assert queries.refused_kinds(anna) == set()


def test_a_link_that_was_changed_is_not_found(new_client, anna):
    new_client().get(f"{way_out(anna)[:-3]}x/", status=404)


def test_a_letter_that_may_be_refused_needs_to_know_whose_it_is(app):
    with pytest.raises(ValueError, match="needs its reader's number"):
        queue_letter("anna@example.org", "certificates/issued", {"title": "", "code": "", "address": ""})
