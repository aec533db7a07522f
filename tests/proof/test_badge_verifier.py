"""A verifier that is not ours (Digital Bazaar's, on node) reads the academy's badges. Needs npm; see `make proof`."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from akademia.certificates.formats.badge import Badge, credential, sign
from akademia.certificates.formats.keys import controller_document, generate_key, issuer_key_document

pytestmark = pytest.mark.proof
ISSUER = "https://akademia.example.pl/odznaki/wystawca.json"
OLD_METHOD = "https://akademia.example.pl/odznaki/klucze/2024.json"
NEW_METHOD = "https://akademia.example.pl/odznaki/klucze/2026.json"
ISSUED_AT = datetime(2024, 5, 6, 10, 0, tzinfo=UTC)
BADGE = Badge(
    address="https://akademia.example.pl/zaswiadczenia/ZS-7K4M-2XQD/odznaka.json",
    holder_name="Zażółć Gęślą-Jaźń",
    achievement_address="https://akademia.example.pl/kursy/ustawa-od-podstaw/",
    title="Ustawa o zatrudnieniu socjalnym od podstaw",
    description="Kurs dla pracowników centrów i klubów integracji społecznej.",
    criteria="Ukończenie 21 lekcji i zaliczenie testu końcowego (próg 80%).",
    issuer_address=ISSUER,
    issuer_url="https://akademia.example.pl/",
    issuer_name="Akademia Zatrudnienia Socjalnego",
    valid_from=ISSUED_AT,
)


def test_a_foreign_verifier_accepts_our_badge(ask):
    key = generate_key()
    badge = sign(credential(BADGE), key, NEW_METHOD, ISSUED_AT)

    accepted, said = ask(
        badge,
        controller_document(ISSUER, {NEW_METHOD: key.public_key()}),
        issuer_key_document(NEW_METHOD, ISSUER, key.public_key()),
    )

    assert accepted, said


@pytest.mark.parametrize("path", ["name", "validFrom", "holder", "criteria", "proof"])
def test_a_foreign_verifier_refuses_a_badge_changed_after_signing(ask, path):
    key = generate_key()
    badge = sign(credential(BADGE), key, NEW_METHOD, ISSUED_AT)
    documents = (
        controller_document(ISSUER, {NEW_METHOD: key.public_key()}),
        issuer_key_document(NEW_METHOD, ISSUER, key.public_key()),
    )

    accepted, said = ask(_changed(badge, path), *documents)

    assert not accepted
    assert "Invalid signature" in said


def test_a_foreign_verifier_refuses_a_term_that_no_context_defines(ask):
    key = generate_key()
    badge = {**sign(credential(BADGE), key, NEW_METHOD, ISSUED_AT), "stopien": "z wyróżnieniem"}

    accepted, _ = ask(
        badge,
        controller_document(ISSUER, {NEW_METHOD: key.public_key()}),
        issuer_key_document(NEW_METHOD, ISSUER, key.public_key()),
    )

    assert not accepted


def test_a_badge_of_a_retired_key_is_accepted_while_the_issuer_lists_both_keys(ask):
    old, new = generate_key(), generate_key()
    controller = controller_document(ISSUER, {NEW_METHOD: new.public_key(), OLD_METHOD: old.public_key()})
    methods = [
        issuer_key_document(OLD_METHOD, ISSUER, old.public_key()),
        issuer_key_document(NEW_METHOD, ISSUER, new.public_key()),
    ]

    for key, method in ((old, OLD_METHOD), (new, NEW_METHOD)):
        accepted, said = ask(sign(credential(BADGE), key, method, ISSUED_AT), controller, *methods)
        assert accepted, said


def test_a_badge_of_a_key_that_the_issuer_no_longer_lists_is_refused(ask):
    old, new = generate_key(), generate_key()
    badge = sign(credential(BADGE), old, OLD_METHOD, ISSUED_AT)

    accepted, said = ask(
        badge,
        controller_document(ISSUER, {NEW_METHOD: new.public_key()}),
        issuer_key_document(OLD_METHOD, ISSUER, old.public_key()),
    )

    assert not accepted
    assert "not authorized" in said


def test_a_badge_that_names_the_key_of_another_is_refused(ask):
    ours, stranger = generate_key(), generate_key()
    badge = sign(credential(BADGE), stranger, NEW_METHOD, ISSUED_AT)

    accepted, said = ask(
        badge,
        controller_document(ISSUER, {NEW_METHOD: ours.public_key()}),
        issuer_key_document(NEW_METHOD, ISSUER, ours.public_key()),
    )

    assert not accepted
    assert "Invalid signature" in said


def _changed(badge: dict[str, Any], path: str) -> dict[str, Any]:
    """Return a copy in which one value is a little different."""
    copy = deepcopy(badge)
    subject = copy["credentialSubject"]
    match path:
        case "name":
            copy["name"] += "."
        case "validFrom":
            copy["validFrom"] = "2024-05-06T10:00:01Z"
        case "holder":
            subject["identifier"][0]["identityHash"] = "Zażółć Gęślą-Jaźn"
        case "criteria":
            subject["achievement"]["criteria"]["narrative"] += " "
        case "proof":
            copy["proof"]["created"] = "2024-05-06T10:00:01Z"
    return copy
