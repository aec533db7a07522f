"""The application with codes and the recovery codes: set up, signed in with, used up, taken away."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta

import pytest
from PIL import Image

from akademia.accounts.safety.models import Authenticator, RecoveryCode
from akademia.core import clock
from akademia.core.db import db
from tests.accounts.post import PROFILE, SIGN_IN, credentials, letters_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.walk import (
    APP,
    APP_OFF,
    CODES,
    RECOVERY,
    SAFETY,
    STEP,
    code_now,
    password_given,
    secret_on,
    with_app,
    with_codes,
)

SHOWN = re.compile(r"<li>(\w{4}-\w{4}-\w{4})</li>")


def set_up(client):
    """Switch an application on by the pages; return its secret and the recovery codes."""
    secret = secret_on(client.get(APP).text)
    on = client.post(APP, {"code": code_now(secret)})
    return secret, SHOWN.findall(client.get(on.location).text)


def test_an_application_is_on_only_after_its_code_was_typed(client, anna):
    client.sign_in(anna)
    secret = secret_on(client.get(APP).text)

    assert secret_on(client.get(APP).text) == secret
    assert db.session.query(Authenticator).count() == 0
    page = client.post(APP, {"code": "000000"}, status=422).text
    assert 'id="code-error">Ten kod się nie zgadza' in page
    client.post(APP, {"code": code_now(secret)})
    assert db.session.query(Authenticator).count() == 1
    assert "Aplikacja z kodami włączona" in client.words(SAFETY)


def test_the_picture_holds_the_same_secret_as_the_text(client, anna):
    zxingcpp, segno = pytest.importorskip("zxingcpp"), pytest.importorskip("segno")
    page = client.sign_in(anna).get(APP).text

    [address] = re.findall(r'href="(otpauth://[^"]+)"', page)
    drawn = io.BytesIO()
    segno.make(address.replace("&amp;", "&"), error="m", micro=False).save(drawn, kind="png", scale=5, border=4)
    [read] = zxingcpp.read_barcodes(Image.open(drawn).convert("L"))

    assert 'src="data:image/svg+xml' in page
    assert f"secret={secret_on(page)}" in read.text
    assert "anna%40example.org" in read.text or "anna@example.org" in read.text


def test_sign_in_asks_for_the_code_after_the_password(client, app, anna):
    secret = with_app(anna)
    db.session.commit()

    led = password_given(client, ANNA, next=PROFILE)

    assert led.location.startswith(STEP)
    client.get(PROFILE, status=303)
    assert "Drugi krok" in client.words(led.location)
    shown = code_now(secret)
    back = client.post(led.location, {"code": f"{shown[:3]} {shown[3:]}", "next": PROFILE})
    assert back.location == PROFILE
    assert ANNA in client.words(PROFILE)
    assert "z drugim krokiem" in client.words(SAFETY)


def test_remember_me_is_kept_over_the_second_step(client, anna):
    secret = with_app(anna)
    db.session.commit()
    password_given(client, ANNA, remember="y")

    client.post(STEP, {"code": code_now(secret)})
    client.inner.delete_cookie("sesja")

    client.get(PROFILE)


def test_a_code_works_once(client, new_client, anna):
    secret = with_app(anna)
    db.session.commit()
    code = code_now(secret)
    password_given(client, ANNA)
    client.post(STEP, {"code": code})

    thief = new_client()
    password_given(thief, ANNA)

    thief.post(STEP, {"code": code}, status=422)
    thief.get(PROFILE, status=303)
    thief.post(STEP, {"code": code_now(secret, timedelta(seconds=30))})


@pytest.mark.parametrize("late", [-90, 90])
def test_a_code_of_another_time_is_refused(client, anna, late):
    secret = with_app(anna)
    db.session.commit()
    password_given(client, ANNA)

    client.post(STEP, {"code": code_now(secret, timedelta(seconds=late))}, status=422)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "0" * 21, "000000\0"])
def test_what_is_no_code_is_refused_beside_the_field(client, anna, typed):
    with_app(anna)
    db.session.commit()
    password_given(client, ANNA)

    assert 'id="code-error"' in client.post(STEP, {"code": typed}, status=422).text


def test_of_two_who_send_one_code_at_once_one_gets_in(app, new_client, anna):
    secret = with_app(anna)
    db.session.commit()
    code, clients = code_now(secret), [new_client() for _ in range(4)]
    for one in clients:
        password_given(one, ANNA)
    forms = [{"code": code, "csrf_token": one.token()} for one in clients]

    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(Context().run, one.inner.post, STEP, data=form)
                for one, form in zip(clients, forms, strict=True)]  # fmt: skip
        came = sorted(answer.result().status_code for answer in sent)

    assert came == [303, 422, 422, 422]


def test_the_second_step_waits_ten_minutes(client, anna, stop_clock):
    secret = with_app(anna)
    db.session.commit()
    stop_clock(clock.now())
    password_given(client, ANNA)

    stop_clock(clock.now() + timedelta(minutes=11))

    assert client.post(STEP, {"code": code_now(secret)}).location == SIGN_IN


@pytest.mark.parametrize("address", [STEP, RECOVERY])
def test_nobody_comes_to_the_second_step_without_the_first(client, address):
    assert client.get(address, status=303).location == SIGN_IN
    assert client.post(address, {"code": "123456"}).location == SIGN_IN


def test_ten_wrong_codes_in_a_quarter_of_an_hour_are_enough(client, new_client, anna):
    secret = with_app(anna)
    db.session.commit()
    for number in range(10):
        one, place = new_client(), {"REMOTE_ADDR": f"10.0.0.{number}"}
        one.post(SIGN_IN, credentials(ANNA), environ_base=place)
        one.post(STEP, {"code": f"00000{number}"}, status=422, environ_base=place)

    password_given(client, ANNA)

    client.post(STEP, {"code": code_now(secret)}, status=429)


# ── recovery codes ──


def test_recovery_codes_come_with_the_application_and_are_shown_once(client, anna):
    _secret, codes = set_up(client.sign_in(anna))

    assert len(set(codes)) == 10
    again = client.get(CODES).text
    assert SHOWN.findall(again) == []
    assert "Nieużytych kodów: 10" in client.words(CODES)


def test_recovery_codes_are_kept_only_as_hashes(client, anna):
    _secret, codes = set_up(client.sign_in(anna))

    kept = str([row.code_hash for row in db.session.query(RecoveryCode)])
    assert len(kept) > 640
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_new_codes_cannot_be_read_from_the_cookie(client, anna):
    secret = secret_on(client.sign_in(anna).get(APP).text)
    client.post(APP, {"code": code_now(secret)})

    with client.inner.session_transaction() as kept:
        held = str(dict(kept))
    codes = SHOWN.findall(client.get(CODES).text)

    assert len(codes) == 10
    assert not [code for code in (*codes, secret) if code in held]


@pytest.mark.parametrize("spelled", [str, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_recovery_code_lets_in_once_and_a_letter_says_so(client, new_client, anna, spelled):
    with_app(anna)
    code = with_codes(anna)[0]
    db.session.commit()
    password_given(client, ANNA)

    client.post(RECOVERY, {"code": spelled(code)})

    client.get(PROFILE)
    letter = letters_to(ANNA)[-1]
    assert letter.subject == "Logowanie kodem zapasowym"
    assert "Zostało nieużytych kodów: 9." in letter.text_body
    other = new_client()
    password_given(other, ANNA)
    page = other.post(RECOVERY, {"code": code}, status=422).text
    assert 'id="code-error">Ten kod się nie zgadza albo był już użyty' in page


def test_another_persons_recovery_code_lets_nobody_in(client, app, anna):
    from tests.factories import make_user

    with_app(anna)
    ewa = make_user(email="ewa@example.org")
    code = with_codes(ewa)[0]
    db.session.commit()
    password_given(client, ANNA)

    client.post(RECOVERY, {"code": code}, status=422)
    assert db.session.query(RecoveryCode).count() == 10


def test_new_codes_end_the_old_ones(client, new_client, anna):
    _secret, old = set_up(client.sign_in(anna))

    new = SHOWN.findall(client.get(client.post(CODES).location).text)

    assert len(new) == 10
    assert not set(new) & set(old)
    other = new_client()
    password_given(other, ANNA)
    other.post(RECOVERY, {"code": old[0]}, status=422)
    other.post(RECOVERY, {"code": new[0]})


def test_without_a_second_step_there_are_no_codes_to_make(client, anna):
    client.sign_in(anna).post(CODES)

    assert db.session.query(RecoveryCode).count() == 0
    assert "powstaną razem z drugim krokiem" in client.words(CODES)


def test_switching_off_ends_the_second_step_and_the_codes(client, new_client, anna):
    set_up(client.sign_in(anna))

    client.post(APP_OFF)

    assert db.session.query(Authenticator).count() == db.session.query(RecoveryCode).count() == 0
    password_given(new_client(), ANNA)
    assert [letter.subject for letter in letters_to(ANNA)] == [
        "Aplikacja z kodami jest włączona",
        "Aplikacja z kodami jest wyłączona",
    ]


def test_the_secret_is_kept_sealed_and_told_by_no_letter(client, anna):
    secret, codes = set_up(client.sign_in(anna))

    assert secret not in db.session.query(Authenticator).one().sealed_secret
    for letter in letters_to(ANNA):
        words = letter.text_body + letter.html_body
        assert not [told for told in (secret, *codes) if told in words]
