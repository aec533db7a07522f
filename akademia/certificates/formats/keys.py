"""The issuer's keys: files, multibase, and the documents under which others find them."""

import base64
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1"
CONTROLLER_CONTEXT = "https://www.w3.org/ns/did/v1"
_ED25519_PUBLIC = b"\xed\x01"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def generate_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def key_to_pem(key: Ed25519PrivateKey) -> bytes:
    """Return a key as unencrypted PKCS#8 PEM. The file's permissions are its only guard."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def key_from_pem(pem: bytes) -> Ed25519PrivateKey:
    """Return the key of an unencrypted PKCS#8 PEM.

    :raises ValueError: it is no PEM, or holds another kind of key.
    """
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return key


def public_bytes(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def public_multibase(key: Ed25519PublicKey) -> str:
    """Return a public key as a Multikey value (z6Mk…). Source: W3C Controlled Identifiers 1.0, section 2.2.2."""
    return encode_multibase(_ED25519_PUBLIC + public_bytes(key))


def public_jwk(key: Ed25519PublicKey, kid: str) -> dict[str, str]:
    """Return a public key as JWK, to be served at `kid`. Source: RFC 8037."""
    x = base64.urlsafe_b64encode(public_bytes(key)).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": x}


def issuer_key_document(method_url: str, controller_url: str, key: Ed25519PublicKey) -> dict[str, Any]:
    """Return the document of one key (Multikey), to be served at `method_url`."""
    return {"@context": MULTIKEY_CONTEXT, **_method(method_url, controller_url, key)}


def controller_document(controller_url: str, keys: Mapping[str, Ed25519PublicKey]) -> dict[str, Any]:
    """Return the document that says which keys may sign for an issuer, to be served at `controller_url`.

    :param keys: method address -> key, retired ones too: a badge stays valid as long as its key is listed. The first
        is the one in use. A key that leaked is left out, which unmakes every badge it signed.
    """
    return {
        "@context": [CONTROLLER_CONTEXT, MULTIKEY_CONTEXT],
        "id": controller_url,
        "verificationMethod": [_method(url, controller_url, key) for url, key in keys.items()],
        "assertionMethod": list(keys),
    }


def encode_multibase(data: bytes) -> str:
    """Return bytes in multibase base58btc: „z” and the digits; leading zero bytes become „1”."""
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def decode_multibase(text: str) -> bytes:
    """Return the bytes of a multibase base58btc value.

    :raises ValueError: another base, or a sign outside its alphabet.
    """
    if not text.startswith("z"):
        raise ValueError("not base58btc")
    digits, number = text[1:], 0
    for sign in digits:
        number = number * 58 + _BASE58.index(sign)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def _method(method_url: str, controller_url: str, key: Ed25519PublicKey) -> dict[str, Any]:
    return {
        "id": method_url,
        "type": "Multikey",
        "controller": controller_url,
        "publicKeyMultibase": public_multibase(key),
    }
