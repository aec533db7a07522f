"""Passkeys (WebAuthn): what is asked of the browser, and whether its answer holds.

A question (challenge) is bound to its purpose, its browser session and its time by a signature, so nothing is stored
until it is answered, and several open tabs do not disturb each other. The caller lets each key answer a question
only if it was asked after the last one that key answered.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ASKED_WITHIN_MS = 10 * 60_000
_ALGORITHMS = (-8, -7, -257)  # Ed25519, ECDSA P-256, RSA


class NotProven(Exception):
    """The answer does not hold: made for another site, question or time, or not by this key."""


@dataclass(frozen=True)
class Site:
    """Whom a passkey is for. `key` signs questions."""

    base_url: str
    name: str
    key: str

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def origin(self) -> str:
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class Question:
    """For what (`add`, `sign-in`, `second`, `again`), in which browser session, when (milliseconds since 1970)."""

    purpose: str
    session: str
    at_ms: int


@dataclass(frozen=True)
class Known:
    """A stored key's public half."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer that holds: the key's new count, and the time of the question."""

    sign_count: int
    asked_ms: int


def challenge(site: Site, question: Question) -> bytes:
    """Return a signed question; no two are alike."""
    words = f"{question.purpose}|{question.session}|{question.at_ms}|{secrets.token_hex(8)}"
    return f"{words}|{_signature(site, words)}".encode()


def adding_options(site: Site, question: Question, handle: str, email: str, known: Iterable[Known]) -> dict[str, Any]:
    """Return what a browser needs to make a passkey here: of any kind, platform or apart, not twice on one device."""
    return {
        "challenge": _b64(challenge(site, question)),
        "rp": {"id": site.host, "name": site.name},
        "user": {"id": handle, "name": email, "displayName": email},
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in _ALGORITHMS],
        "excludeCredentials": _named(known),
        "authenticatorSelection": {"residentKey": "preferred", "userVerification": "preferred"},
        "attestation": "none",
        "timeout": ASKED_WITHIN_MS,
    }


def asking_options(site: Site, question: Question, known: Iterable[Known], *, alone: bool) -> dict[str, Any]:
    """Return what a browser needs to use a passkey.

    :param alone: the key stands for password and second step, so it must know its person (PIN, finger, face).
    """
    return {
        "challenge": _b64(challenge(site, question)),
        "rpId": site.host,
        "allowCredentials": _named(known),
        "userVerification": "required" if alone else "preferred",
        "timeout": ASKED_WITHIN_MS,
    }


def check_added(site: Site, question: Question, sent: str) -> Known:
    """Return the key that a browser made.

    :param question: its time is now.
    :raises NotProven: the answer does not hold.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    said = _read(sent)
    asked, _at = _question_in(site, question, said)
    try:
        made = verify_registration_response(
            credential=said, expected_challenge=asked, expected_rp_id=site.host, expected_origin=site.origin
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotProven from error
    named = said["response"].get("transports")
    transports = tuple(str(one)[:20] for one in named[:6]) if isinstance(named, list) else ()
    return Known(_b64(made.credential_id), made.credential_public_key, made.sign_count, transports)


def credential_in(sent: str) -> str:
    """Return the identifier of the key that an answer claims to come from.

    :raises NotProven: it is not an answer at all.
    """
    return str(_read(sent)["id"])


def check_answer(site: Site, question: Question, sent: str, known: Known, handle: str, *, alone: bool) -> Answer:
    """Return what an answer proves.

    :param handle: of the person whom the key belongs to.
    :raises NotProven: the answer does not hold.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    said = _read(sent)
    asked, asked_ms = _question_in(site, question, said)
    if said["response"].get("userHandle") not in (None, "", handle):
        raise NotProven
    try:
        proven = verify_authentication_response(
            credential=said, expected_challenge=asked, expected_rp_id=site.host, expected_origin=site.origin,
            credential_public_key=known.public_key, credential_current_sign_count=known.sign_count,
            require_user_verification=alone,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotProven from error
    return Answer(proven.new_sign_count, asked_ms)


def handle_of(site: Site, user_id: int) -> str:
    """Return by what keys know a person: always the same, and telling nothing."""
    return _b64(hmac.digest(site.key.encode(), f"passkey-handle|{user_id}".encode(), "sha256"))


def _named(known: Iterable[Known]) -> list[dict[str, Any]]:
    return [{"type": "public-key", "id": key.credential_id, "transports": list(key.transports)} for key in known]


def _read(sent: str) -> dict[str, Any]:
    try:
        said = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise NotProven from error
    response = said.get("response") if isinstance(said, dict) else None
    if not isinstance(response, dict) or not isinstance(said.get("id"), str):
        raise NotProven
    return dict(said)


def _question_in(site: Site, expected: Question, said: Mapping[str, Any]) -> tuple[bytes, int]:
    """Return the question that an answer answers, and its time, if it is one of ours, for this, here and of late."""
    try:
        client = json.loads(_unb64(said["response"]["clientDataJSON"]))
        asked = _unb64(client["challenge"])
        words, _, signature = asked.decode("ascii").rpartition("|")
        purpose, session, at_ms, _random = words.split("|")
        age = expected.at_ms - int(at_ms)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotProven from error
    ours = hmac.compare_digest(signature, _signature(site, words))
    if not ours or (purpose, session) != (expected.purpose, expected.session) or not 0 <= age <= ASKED_WITHIN_MS:
        raise NotProven
    return asked, int(at_ms)


def _signature(site: Site, words: str) -> str:
    return hmac.new(site.key.encode(), f"passkey-question|{words}".encode(), "sha256").hexdigest()


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
