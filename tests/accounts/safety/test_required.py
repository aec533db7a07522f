"""In production the work of experts, staff and administrators opens only with a second step; locally it is advised."""

import pytest

from akademia.accounts.roles import Role
from akademia.accounts.safety.models import Authenticator, Passkey
from akademia.audit.models import AuditEntry
from akademia.core.db import db
from tests.accounts.post import PROFILE, SIGN_IN, credentials, letters_to, link_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.keys import SoftKey
from tests.accounts.safety.walk import (
    APP,
    APP_OFF,
    SAFETY,
    STEP,
    add_key,
    code_now,
    password_given,
    secret_on,
    with_app,
    with_codes,
)
from tests.factories import make_user

DESK = "/panel/"
TRUSTED = [Role.Expert, Role.Staff, Role.Admin]
WANTED = f"{SAFETY}#drugi-krok"


@pytest.fixture(params=TRUSTED)
def trusted(app, request):
    user = make_user(request.param, email=ANNA)
    db.session.commit()
    return user


def test_after_sign_in_one_is_led_to_set_it_up_and_the_desk_stays_shut(client, trusted, in_production):
    led = password_given(client, ANNA, next=DESK)

    assert led.location == WANTED
    assert "Praca w panelu wymaga drugiego kroku" in client.words(SAFETY)
    assert client.get(DESK, status=303).location == WANTED
    client.get(PROFILE)
    client.get("/edukacja/")


def test_setting_it_up_opens_the_desk_at_once(client, trusted, in_production):
    password_given(client, ANNA)
    secret = secret_on(client.get(APP).text)

    client.post(APP, {"code": code_now(secret)})

    client.get(DESK)


def test_a_passkey_opens_the_desk_too(client, trusted, in_production):
    password_given(client, ANNA)

    add_key(client, SoftKey())

    client.get(DESK)


def test_a_device_signed_in_by_password_alone_is_asked_for_the_step_at_the_desk(client, trusted, in_production):
    password_given(client, ANNA)
    secret = with_app(trusted)
    db.session.commit()

    led = client.get(DESK, status=303)

    assert led.location.startswith(STEP)
    back = client.post(led.location, {"code": code_now(secret), "next": DESK})
    assert back.location == DESK
    client.get(DESK)
    assert "to urządzenie" in client.words(SAFETY)


def test_a_post_to_the_desk_is_stopped_too(client, trusted, in_production):
    password_given(client, ANNA)
    if Role.Admin not in trusted.roles:
        return

    assert client.post("/panel/listy/pospiesz").location == WANTED
    assert db.session.query(AuditEntry).count() == 0


def test_the_last_second_step_cannot_be_taken_off(client, trusted, in_production):
    password_given(client, ANNA)
    client.post(APP, {"code": code_now(secret_on(client.get(APP).text))})

    client.post(APP_OFF, status=409)
    add_key(client, SoftKey())
    client.post(APP_OFF)
    number = db.session.query(Passkey).one().id
    client.post(f"{SAFETY}klucze/{number}/usun/", status=409)

    assert db.session.query(Passkey).count() == 1
    client.get(DESK)


def test_a_learner_is_asked_for_nothing(client, anna, in_production):
    assert password_given(client, ANNA).location == "/konto/nauka/"
    assert "Twoja rola potrzebuje" not in client.words(SAFETY)
    client.get(DESK, status=403)


def test_on_ones_own_machine_it_is_only_advised(client, trusted):
    password_given(client, ANNA)

    client.get(DESK)
    assert "Twoja rola potrzebuje drugiego kroku" in client.words(SAFETY)


def test_an_administrator_takes_a_lost_second_step_away(app, client, new_client, anna):
    from contextvars import Context

    with_app(anna)
    codes = with_codes(anna)
    db.session.commit()
    client.sign_in(anna)

    done = Context().run(app.test_cli_runner().invoke, args=["accounts", "reset", ANNA, "--factors"])
    db.session.rollback()
    db.session.expire_all()

    assert done.exit_code == 0
    assert "Drugi krok jest usunięty" in done.output
    assert db.session.query(Authenticator).count() == 0
    assert {entry.act for entry in db.session.query(AuditEntry)} == {"factors.taken", "password.link_made"}
    assert "Drugi krok jest wyłączony przez administratora" in [letter.subject for letter in letters_to(ANNA)]
    client.get(PROFILE, status=303)
    one = new_client()
    one.post(SIGN_IN, credentials(ANNA))
    one.get(PROFILE)
    assert codes
    new_client().get(link_to("/konto/haslo/nowe/", letters_to(ANNA)[-1]))
