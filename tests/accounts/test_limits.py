from datetime import timedelta

import pytest

from akademia.core import clock
from akademia.core.db import db
from tests.accounts.post import CHANGE, CONFIRM, FORGOT, REGISTER, SIGN_IN, credentials, letters_to, registration
from tests.factories import make_user

ANNA, EWA = "anna@example.org", "ewa@example.org"
WRONG = "zupełnie inne hasło"


@pytest.fixture
def people(app, noon):
    make_user(email=ANNA)
    make_user(email=EWA)
    db.session.commit()


def test_one_place_tries_one_account_ten_times_in_a_quarter_of_an_hour(client, people, stop_clock):
    for _ in range(10):
        client.post(SIGN_IN, credentials(ANNA, WRONG), status=422)

    refused = client.post(SIGN_IN, credentials(ANNA.upper()), status=429)

    assert "Za dużo prób" in refused.text
    client.post(SIGN_IN, credentials(EWA))
    stop_clock(clock.now() + timedelta(minutes=16))
    client.post("/konto/wyloguj/")
    client.post(SIGN_IN, credentials(ANNA))


def test_another_spelling_of_an_address_is_the_same_account(client, people):
    spellings = [ANNA, "anna@EXAMPLE.org", "anna@ｅｘａｍｐｌｅ.org", "anna@example。org"]
    for number in range(10):
        client.post(SIGN_IN, credentials(spellings[number % 4], WRONG), status=422)

    for spelling in spellings:
        client.post(SIGN_IN, credentials(spelling, WRONG), status=429)


def test_looking_at_the_page_is_not_counted(client, people):
    for _ in range(12):
        client.get(SIGN_IN)

    client.post(SIGN_IN, credentials(ANNA))


def test_another_place_is_counted_by_itself(client, people):
    for _ in range(11):
        client.post(
            SIGN_IN, credentials(ANNA, WRONG), status=422, environ_base={"REMOTE_ADDR": "192.0.2.7"}
        ) if _ < 10 else 0

    client.post(SIGN_IN, credentials(ANNA, WRONG), status=429, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    client.post(SIGN_IN, credentials(ANNA), environ_base={"REMOTE_ADDR": "192.0.2.8"})


def test_one_place_tries_sixty_accounts_in_a_quarter_of_an_hour(client, people):
    for number in range(60):
        client.post(SIGN_IN, credentials(f"osoba{number}@example.org"), status=422)

    client.post(SIGN_IN, credentials(ANNA), status=429)


def test_nobody_is_flooded_with_letters_whoever_asks_and_whichever_way(client, people):
    asked = [(FORGOT, {"email": ANNA}), (CONFIRM, {"email": ANNA}), (REGISTER, registration(ANNA))] * 2
    for number, (address, fields) in enumerate(asked[:5]):
        client.post(address, fields, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"})

    client.post(FORGOT, {"email": f" {ANNA} "}, status=429, environ_base={"REMOTE_ADDR": "192.0.2.99"})

    assert len(letters_to(ANNA)) == 5
    client.post(FORGOT, {"email": EWA}, environ_base={"REMOTE_ADDR": "192.0.2.99"})


def test_a_class_at_one_network_can_register_but_not_a_flood(client, people):
    for number in range(30):
        client.post(REGISTER, registration(f"osoba{number}@example.org"))

    client.post(REGISTER, registration("jeszcze@example.org"), status=429)


def test_guessing_the_present_password_is_limited(client, people):
    client.post(SIGN_IN, credentials(ANNA))
    for _ in range(20):
        client.post(CHANGE, {"password": WRONG, "new_password": "czternaście wiewiórek"}, status=422)

    client.post(CHANGE, {"password": WRONG, "new_password": "czternaście wiewiórek"}, status=429)


def test_guessing_links_is_limited(client, people):
    for number in range(20):
        client.post(f"{FORGOT}zmyślony{number}/", {"password": "czternaście wiewiórek"})

    client.post(f"{FORGOT}zmyślony/", {"password": "czternaście wiewiórek"}, status=429)


def test_no_address_is_kept_in_the_counts(client, people):
    from sqlalchemy import select

    from akademia.core.models import LimitCount

    client.post(SIGN_IN, credentials(ANNA, WRONG), status=422)

    assert not [key for key in db.session.scalars(select(LimitCount.key)) if "anna" in key]
