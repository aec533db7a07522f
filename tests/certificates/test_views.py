"""Anyone verifies a certificate without an account, and sees its name and status and nothing more."""

import jwt as tokens
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt import PyJWK

from akademia.certificates import privacy, services
from akademia.certificates.formats import badge, keys
from akademia.core.db import db
from tests.client import Page
from tests.factories import make_award, make_user

UNKNOWN = "ZS-2222-2222"


@pytest.fixture
def made(app, noon):
    holder = make_user(email="zaneta@example.org", name="Imię z profilu")
    certificate = services.issue(make_award(holder))
    db.session.commit()
    return certificate


def test_a_stranger_sees_the_name_and_status_and_nothing_more(client, made):
    page = client.get(f"/zaswiadczenia/{made.code}/")
    words = Page(page.text).text.replace("\u00a0", " ")

    for shown in (
        "Zaświadczenie ważne",
        "Żaneta Łęcka",
        "Ustawa od podstaw",
        "12 godzin",
        "90%",
        made.number,
        made.code,
    ):
        assert shown in words
    for hidden in ("example.org", "Imię z profilu", made.holder.email if hasattr(made, "holder") else "zaneta@"):
        assert hidden not in page.text
    assert [meta["content"] for meta in Page(page.text).all("meta") if meta.get("name") == "robots"] == ["noindex"]


@pytest.mark.parametrize(
    "way", [str.lower, lambda c: c.replace("-", " "), lambda c: f" {c[3:]} ", lambda c: c.replace("-", "–")]
)
def test_the_look_up_forgives_how_a_code_is_typed(client, made, way):
    code = made.code
    found = client.get("/zaswiadczenia/", 303, query_string={"kod": way(code)})

    assert found.location == f"/zaswiadczenia/{code}/"
    assert client.get(f"/zaswiadczenia/{code.lower()}/", 303).location == f"/zaswiadczenia/{code}/"


@pytest.mark.parametrize("typed", [UNKNOWN, "cokolwiek", "<b>x</b>", "ŻÓŁĆ-2222"])
def test_an_unknown_code_is_told_kindly_and_stays_in_its_field(client, made, typed):
    page = client.get("/zaswiadczenia/", 422, query_string={"kod": typed})

    field = next(values for values in Page(page.text).all("input") if values.get("name") == "kod")
    assert field["value"] == typed
    assert field["aria-invalid"] == "true"
    assert "Nie wydaliśmy zaświadczenia o tym kodzie" in page.text


def test_a_look_up_without_a_code_asks_for_it(client):
    assert "Wpisz kod z zaświadczenia" in client.get("/zaswiadczenia/?kod=", 422).text
    client.get(f"/zaswiadczenia/{UNKNOWN}/", 404)


def test_guessing_codes_is_limited_and_looking_at_the_form_is_not(client):
    for _ in range(30):
        client.get(f"/zaswiadczenia/?kod={UNKNOWN}", 422)

    assert "Za dużo prób" in client.get(f"/zaswiadczenia/?kod={UNKNOWN}", 429).text
    client.get("/zaswiadczenia/")
    client.get(f"/zaswiadczenia/?kod={UNKNOWN}", 422, environ_base={"REMOTE_ADDR": "192.0.2.7"})


def test_one_that_was_taken_back_shows_when_and_why_and_gives_nothing_away(client, made):
    code = made.code
    services.revoke(made, "Wydane przez pomyłkę")
    db.session.commit()

    words = client.words(f"/zaswiadczenia/{code}/")

    assert "Zaświadczenie cofnięte" in words
    assert "Cofnięto 23 listopada 2026 r." in words
    assert "Powód: Wydane przez pomyłkę" in words
    assert "Pobierz PDF" not in words
    for form in ("pdf", "json", "jwt"):
        client.get(f"/zaswiadczenia/{code}.{form}", 404)


def test_what_its_holder_had_erased_is_gone(client, made):
    code = made.code
    privacy.CARD.erase(made.holder_id)
    db.session.commit()

    for address in (f"{code}/", f"{code}.pdf", f"{code}.json", f"{code}.jwt", f"?kod={code}"):
        answer = client.get(f"/zaswiadczenia/{address}", 410)
        assert "Łęcka" not in answer.text


def test_the_pdf_is_one_to_download(client, made):
    answer = client.get(f"/zaswiadczenia/{made.code}.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert f'filename="zaswiadczenie-{made.code}.pdf"' in answer.headers["Content-Disposition"]


def test_badge_and_token_verify_by_what_is_served_also_after_a_new_key(client, app, made):
    """The verifier follows only addresses: of the key from the proof, of the issuer from the key."""
    base, code = "http://localhost:8000", made.code
    signed = client.get(f"/zaswiadczenia/{code}.json").json
    token = client.get(f"/zaswiadczenia/{code}.jwt").text
    old_issuer = client.get("/zaswiadczenia/wystawca.json").json

    said = app.test_cli_runner().invoke(args=["certificates", "new-key"]).output

    issuer = client.get("/zaswiadczenia/wystawca.json").json
    assert len(issuer["assertionMethod"]) == len(old_issuer["assertionMethod"]) + 1
    assert said.strip().removeprefix("Podpisuje teraz ").rstrip(".") in issuer["assertionMethod"][0]
    newer = client.get(f"/zaswiadczenia/{code}.json").json
    assert newer["proof"]["verificationMethod"] != signed["proof"]["verificationMethod"]
    for one in (signed, newer):
        method = one["proof"]["verificationMethod"]
        served = client.get(method.removeprefix(base)).json
        assert (served["id"], served["controller"]) == (method, issuer["id"])
        assert method in issuer["assertionMethod"]
        key = _public(served["publicKeyMultibase"])
        assert badge.verify(one, key)
        assert not badge.verify({**one, "name": "Inny kurs"}, key)
    jwk = client.get(tokens.get_unverified_header(token)["kid"].removeprefix(base)).json
    claims = tokens.decode(token, PyJWK(jwk), algorithms=["EdDSA"])
    assert claims["credentialSubject"]["achievement"]["name"] == "Ustawa od podstaw"
    assert "example.org" not in str(signed)
    client.get("/zaswiadczenia/klucze/klucz-9999.json", 404)
    client.get("/zaswiadczenia/klucze/klucz-9999.jwk", 404)


def _public(multibase):
    return Ed25519PublicKey.from_public_bytes(keys.decode_multibase(multibase)[2:])
