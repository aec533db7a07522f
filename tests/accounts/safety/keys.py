"""An authenticator in software: makes passkeys and answers questions, as a device does behind a browser."""

import hashlib
import html
import json
import re
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN, HOST = "http://localhost:8000", "localhost"
PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def options_on(page: str, nth: int = 0) -> dict[str, Any]:
    """Return what a page asks the browser for."""
    found = re.findall(r'data-options="([^"]+)"', page)
    options: dict[str, Any] = json.loads(html.unescape(found[nth]))
    return options


class SoftKey:
    """One passkey. What it says of itself can be bent, to see bad answers refused."""

    def __init__(self, *, origin: str = ORIGIN, host: str = HOST, verified: bool = True) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.count = 0
        self.handle = ""
        self.origin, self.host, self.verified = origin, host, verified

    def make(self, options: dict[str, Any]) -> str:
        self.handle = options["user"]["id"]
        numbers = self.secret.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        whose = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(public)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(MADE) + whose}
        return self._said({
            "clientDataJSON": b64(self._client("webauthn.create", options)),
            "attestationObject": b64(cbor2.dumps(made)), "transports": ["internal"],
        })  # fmt: skip

    def answer(self, options: dict[str, Any], **bent: Any) -> str:
        self.count += 1
        client, data = self._client("webauthn.get", options), self._data(0)
        signature = self.secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said({
            "clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature),
            "userHandle": self.handle, **bent,
        })  # fmt: skip

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _data(self, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _said(self, response: dict[str, Any]) -> str:
        told = {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "clientExtensionResults": {}}
        return json.dumps({**told, "response": response})
