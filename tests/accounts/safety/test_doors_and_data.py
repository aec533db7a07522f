"""Every door of safety, and what its privacy card gives and takes."""

import json

import pytest

from akademia.accounts.safety import models
from akademia.accounts.safety.privacy import CARD
from akademia.accounts.safety.services import NOTICES, send_notice
from akademia.core.db import db
from akademia.core.doors import Permission, door_of
from tests.accounts.post import letters_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.keys import SoftKey
from tests.accounts.safety.walk import ADDRESS, add_key, with_app, with_codes

OPEN_TO_ALL = {
    "safety.ask_code", "safety.show_key_in_step", "safety.ask_recovery_code", "safety.sign_in_by_key",
    "safety.show_address", "safety.confirm_address",
}  # fmt: skip
TABLES = (models.Sitting, models.Authenticator, models.RecoveryCode, models.Passkey, models.AddressChange)


@pytest.fixture
def full(client, anna):
    """Anna with everything there is."""
    client.sign_in(anna)
    secret, codes = with_app(anna), with_codes(anna)
    db.session.commit()
    add_key(client, SoftKey(), "telefon")
    client.post(ADDRESS, {"email": "nowa@example.com"})
    return [secret, *codes]


def test_only_the_way_in_and_the_letters_link_are_open_to_all(app):
    mine = {name: door_of(view) for name, view in app.view_functions.items() if name.startswith("safety.")}

    assert {name for name, door in mine.items() if door.permission is None} == OPEN_TO_ALL
    assert {door.permission for door in mine.values()} == {None, Permission.AccountUse}
    assert not [name for name, door in mine.items() if door.cached or door.machine or door.writes]


def test_every_address_is_polish_and_under_konto(app):
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("safety.")]

    assert all(rule.startswith("/konto/") and rule.endswith("/") for rule in rules)


def test_a_person_takes_out_what_is_kept_but_no_secret(full, anna):
    taken = CARD.export(anna.id)

    assert [row["urządzenie"] for row in taken["urządzenia"]] == ["Przeglądarka testu"]
    assert taken["nieużyte kody zapasowe"] == 10
    assert [row["nazwa"] for row in taken["klucze dostępu"]] == ["telefon"]
    assert taken["nowy adres do potwierdzenia"] == "nowa@example.com"
    said = json.dumps(taken)
    kept = [
        db.session.query(models.Authenticator).one().sealed_secret,
        db.session.query(models.Passkey).one().credential_id,
    ]
    assert not [secret for secret in (*full, *kept) if secret in said]


def test_an_erased_person_leaves_nothing_of_it(full, anna):
    assert all(db.session.query(table).count() for table in TABLES)

    CARD.erase(anna.id)
    db.session.commit()

    assert [table for table in TABLES if db.session.query(table).count()] == []


@pytest.mark.parametrize("about", NOTICES)
def test_every_notice_is_a_letter_whose_links_only_open_pages(app, client, anna, about):
    send_notice(anna, about, detail="Szczegół.")
    db.session.commit()

    [letter] = letters_to(ANNA)
    assert letter.subject == NOTICES[about].subject
    assert NOTICES[about].said in letter.text_body
    for words in (letter.text_body, letter.html_body):
        assert "Szczegół." in words
        assert "/konto/bezpieczenstwo/" in words
    client.get("/konto/bezpieczenstwo/", status=303)


def test_an_erased_person_is_written_to_no_more(app, anna):
    anna.email = None

    send_notice(anna, "codes.made")

    assert letters_to(ANNA) == []
