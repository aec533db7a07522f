"""A verifier that is not ours (Digital Bazaar's, on node) reads the academy's badges. Needs npm; see `make proof`."""

import json
import os
import shutil
import subprocess
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from akademia.certificates.formats.badge import Badge, credential, sign
from akademia.certificates.formats.keys import controller_document, generate_key, issuer_key_document
from akademia.certificates.formats.linked_data import CONTEXTS

pytestmark = pytest.mark.proof
SOURCE = Path(__file__).parent / "verifier"
BUILD = Path(os.environ.get("AKADEMIA_VERIFIER", SOURCE.parents[2] / "build" / "verifier"))
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


@pytest.fixture(scope="module")
def verifier() -> Path:
    """Return the installed verifier. Installs once for each state of the lock file."""
    npm = shutil.which("npm")
    assert npm, "npm is missing: apt-get install nodejs npm"
    lock = (SOURCE / "package-lock.json").read_bytes()
    stamp = BUILD / "installed.lock"
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "verify.mjs"):
        shutil.copy(SOURCE / name, BUILD / name)
    if not stamp.exists() or stamp.read_bytes() != lock:
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=BUILD, check=True, capture_output=True
        )
        stamp.write_bytes(lock)
    return BUILD / "verify.mjs"


@pytest.fixture
def ask(verifier: Path, tmp_path: Path):
    """Return a function that hands a badge and the issuer's documents to the verifier."""

    def _ask(badge: dict[str, Any], *documents: dict[str, Any]) -> tuple[bool, str]:
        paths = []
        for number, content in enumerate([badge, *documents]):
            paths.append(tmp_path / f"{number}.json")
            paths[-1].write_text(json.dumps(content), "utf-8")
        order = ["node", str(verifier), str(paths[0]), str(CONTEXTS), *map(str, paths[1:])]
        done = subprocess.run(order, capture_output=True, text=True, timeout=60)
        return done.returncode == 0 and done.stdout.strip() == "verified", done.stderr

    return _ask


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
