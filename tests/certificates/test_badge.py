import hashlib
import json
import socket
from base64 import urlsafe_b64decode
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import jwt as tokens
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from akademia.certificates.formats import badge as badges
from akademia.certificates.formats import keys, linked_data
from akademia.certificates.formats.badge import Badge, credential, sign, verify

METHOD = "https://akademia.example.pl/odznaki/klucze/2026.json"
SIGNED_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BADGE = Badge(
    address="https://akademia.example.pl/zaswiadczenia/ZS-7K4M-2XQD/odznaka.json",
    holder_name="Zażółć Gęślą-Jaźń",
    achievement_address="https://akademia.example.pl/kursy/ustawa-od-podstaw/",
    title="Ustawa o zatrudnieniu socjalnym od podstaw",
    description="Kurs dla pracowników centrów i klubów integracji społecznej.",
    criteria="Ukończenie 21 lekcji i zaliczenie testu końcowego (próg 80%).",
    issuer_address="https://akademia.example.pl/odznaki/wystawca.json",
    issuer_url="https://akademia.example.pl/",
    issuer_name="Akademia Zatrudnienia Socjalnego",
    valid_from=SIGNED_AT,
)


# The badge


@pytest.fixture(scope="module")
def key():
    return keys.generate_key()


@pytest.fixture(scope="module")
def signed(key) -> dict[str, Any]:
    return sign(credential(BADGE), key, METHOD, SIGNED_AT)


def test_a_signed_badge_verifies_with_its_key_and_no_other(key, signed):
    assert verify(signed, key.public_key())
    assert not verify(signed, keys.generate_key().public_key())


def test_a_badge_survives_a_trip_through_json(key, signed):
    assert verify(json.loads(json.dumps(signed, ensure_ascii=False, sort_keys=True)), key.public_key())


def test_a_changed_byte_anywhere_in_a_badge_breaks_it(key, signed):
    values = list(_strings(signed))
    assert len(values) > 25

    for path in values:
        assert not verify(_with_a_changed_letter(signed, path), key.public_key()), path


@pytest.mark.parametrize(
    "change",
    [
        lambda badge: badge.update(stopien="z wyróżnieniem"),
        lambda badge: badge["credentialSubject"].update(stopien="z wyróżnieniem"),
        lambda badge: badge["type"].append("Nieznany"),
        lambda badge: badge["credentialSubject"]["achievement"].update(id="kurs"),
        lambda badge: badge["proof"].update(uwaga="x"),
        lambda badge: badge["proof"].update(proofPurpose="authentication"),
        lambda badge: badge["proof"].update(cryptosuite="eddsa-jcs-2022"),
        lambda badge: badge["proof"].update(proofValue=None),
        lambda badge: badge["@context"].append({"@vocab": "https://example.org/"}),
        lambda badge: badge.pop("@context"),
        lambda badge: badge.pop("proof"),
        lambda badge: badge.update(proof=[badge["proof"]]),
        lambda badge: badge.update(validFrom=2026),
        lambda badge: badge.update(id=5),
    ],
)
def test_what_the_signature_would_not_cover_is_refused(key, signed, change):
    tampered = deepcopy(signed)
    change(tampered)

    assert not verify(tampered, key.public_key())


@pytest.mark.parametrize("said", [{"stopien": "z wyróżnieniem"}, {"type": ["Nieznany"]}, {"id": "odznaka.json"}])
def test_a_badge_with_an_undefined_term_type_or_address_is_not_signed_at_all(key, said):
    with pytest.raises(linked_data.NotCovered):
        sign({**credential(BADGE), **said}, key, METHOD, SIGNED_AT)


def test_a_good_signature_of_another_suite_is_refused(key, monkeypatch):
    with monkeypatch.context() as other:
        other.setattr(badges, "CRYPTOSUITE", "eddsa-jcs-2022")
        foreign = sign(credential(BADGE), key, METHOD, SIGNED_AT)
        assert verify(foreign, key.public_key())

    assert not verify(foreign, key.public_key())


def test_signing_again_replaces_the_proof_and_gives_the_same_signature(key, signed):
    assert sign(signed, key, METHOD, SIGNED_AT) == signed


def test_a_badge_says_what_open_badges_prescribe():
    document = credential(BADGE)

    assert document["@context"] == badges.CONTEXT
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert document["validFrom"] == "2026-11-20T12:00:00Z"
    assert document["issuer"]["id"] == BADGE.issuer_address
    assert "credentialStatus" not in document
    [holder] = document["credentialSubject"]["identifier"]
    assert holder == {
        "type": "IdentityObject",
        "identityType": "name",
        "identityHash": BADGE.holder_name,
        "hashed": False,
    }
    achievement = document["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= set(achievement)


def test_moments_are_written_in_utc_and_need_a_zone():
    warsaw = timezone(timedelta(hours=1))

    shifted = replace(BADGE, valid_from=datetime(2026, 11, 20, 13, 0, tzinfo=warsaw))
    assert credential(shifted) == credential(BADGE)
    with pytest.raises(ValueError, match="time zone"):
        credential(replace(BADGE, valid_from=datetime(2026, 11, 20)))


def test_contexts_are_read_from_the_house_and_never_fetched(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("somebody asked the network"))

    for address in badges.CONTEXT:
        assert "@context" in linked_data.load_context(address)["document"]
    with pytest.raises(linked_data.ContextRefused):
        linked_data.load_context("https://www.w3.org/2018/credentials/v1")
    with pytest.raises(linked_data.ContextRefused):
        linked_data.canonical({"@context": "https://w3id.org/openbadges/v2", "name": "x"})


def test_the_context_of_credentials_is_the_one_whose_hash_the_standard_prints():
    """Source: W3C Verifiable Credentials Data Model 2.0, appendix "Base Context"."""
    file = linked_data.CONTEXTS / "credentials-v2.json"

    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest == "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"


def test_a_jwt_carries_the_badge_and_its_registered_claims(key, signed):
    kid = "https://akademia.example.pl/odznaki/klucze/2026.jwk"

    token = badges.jwt(signed, key, kid)

    assert tokens.get_unverified_header(token) == {"alg": "EdDSA", "typ": "JWT", "kid": kid}
    claims = tokens.decode(token, key.public_key(), algorithms=["EdDSA"], options={"verify_nbf": False})
    assert claims.pop("iss") == BADGE.issuer_address
    assert claims.pop("jti") == BADGE.address
    assert claims.pop("nbf") == int(SIGNED_AT.timestamp())
    assert claims.pop("sub") == signed["credentialSubject"]["id"]
    assert claims == signed


def test_a_jwt_verifies_by_the_published_jwk(key, signed):
    published = keys.public_jwk(key.public_key(), "https://akademia.example.pl/odznaki/klucze/2026.jwk")

    token = badges.jwt(signed, key, published["kid"])

    assert "d" not in published
    assert tokens.decode(token, tokens.PyJWK(published), algorithms=["EdDSA"], options={"verify_nbf": False})
    with pytest.raises(tokens.InvalidSignatureError):
        tokens.decode(token, keys.generate_key().public_key(), algorithms=["EdDSA"], options={"verify_nbf": False})


# The keys


def test_a_key_is_kept_as_pem_and_read_back(key):
    pem = keys.key_to_pem(key)

    assert pem.startswith(b"-----BEGIN PRIVATE KEY-----")
    assert keys.key_to_pem(keys.key_from_pem(pem)) == pem


def test_a_key_of_another_kind_is_refused():
    foreign = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )

    with pytest.raises(ValueError, match="not an Ed25519 key"):
        keys.key_from_pem(foreign)
    with pytest.raises(ValueError):
        keys.key_from_pem(b"nonsense")


def test_a_public_key_is_published_as_multikey_and_jwk(key):
    document = keys.issuer_key_document(METHOD, BADGE.issuer_address, key.public_key())
    raw = keys.public_bytes(key.public_key())

    assert document["publicKeyMultibase"].startswith("z6Mk")
    assert keys.decode_multibase(document["publicKeyMultibase"]) == b"\xed\x01" + raw
    assert urlsafe_b64decode(keys.public_jwk(key.public_key(), METHOD)["x"] + "=") == raw
    assert (document["id"], document["controller"]) == (METHOD, BADGE.issuer_address)


def test_retired_keys_stay_listed_after_the_one_in_use(key):
    old = "https://akademia.example.pl/odznaki/klucze/2024.json"
    listed = {METHOD: key.public_key(), old: keys.generate_key().public_key()}

    document = keys.controller_document(BADGE.issuer_address, listed)

    assert document["assertionMethod"] == [METHOD, old]
    assert [method["id"] for method in document["verificationMethod"]] == [METHOD, old]
    assert document["id"] == BADGE.issuer_address


@pytest.mark.parametrize(
    ("data", "text"), [(b"", "z"), (b"\0", "z1"), (b"\0\0\x01", "z112"), (b"Hello World!", "z2NEpo7TZRRrLZSi2U")]
)
def test_multibase_keeps_bytes(data, text):
    """Source: draft-msporny-base58-03, test vectors."""
    assert keys.encode_multibase(data) == text
    assert keys.decode_multibase(text) == data


@pytest.mark.parametrize("text", ["", "uAQID", "z0", "zO", "zł"])
def test_other_bases_are_refused(text):
    with pytest.raises(ValueError):
        keys.decode_multibase(text)


def _strings(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Yield the path of every string and boolean in a document."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*path, name))
    else:
        yield path


def _with_a_changed_letter(document: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    copy = deepcopy(document)
    *way, last = path
    holder: Any = copy
    for step in way:
        holder = holder[step]
    old = holder[last]
    holder[last] = not old if isinstance(old, bool) else old[:-1] + chr(ord(old[-1]) ^ 1)
    return copy
