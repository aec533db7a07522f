"""Open Badges 3.0: a certificate as a Verifiable Credential 2.0, signed as Data Integrity and as JWT.

Source: 1EdTech Open Badges 3.0; W3C Verifiable Credentials 2.0; W3C Data Integrity EdDSA Cryptosuites 1.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from akademia.certificates.formats.keys import decode_multibase, encode_multibase
from akademia.certificates.formats.linked_data import ContextRefused, NotCovered, canonical

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
CRYPTOSUITE = "eddsa-rdfc-2022"
Credential = dict[str, Any]


@dataclass(frozen=True)
class Badge:
    """What a badge says.

    :param address: of this one badge; its identifier.
    :param achievement_address: of what was achieved, the same for everyone who did.
    :param criteria: Markdown: what one had to do.
    :param issuer_address: the issuer's identifier, where its controller document is served; the keys name it too.
    """

    address: str
    holder_name: str
    achievement_address: str
    title: str
    description: str
    criteria: str
    issuer_address: str
    issuer_url: str
    issuer_name: str
    valid_from: datetime


def credential(badge: Badge) -> Credential:
    """Return an unsigned OpenBadgeCredential.

    The holder is named in clear (an IdentityObject of type "name"): a hash of a name hides nothing. There is no
    status: whether it was revoked is said at its own address.
    """
    return {
        "@context": list(CONTEXT),
        "id": badge.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.title,
        "issuer": {
            "id": badge.issuer_address,
            "type": ["Profile"],
            "name": badge.issuer_name,
            "url": badge.issuer_url,
        },
        "validFrom": _moment(badge.valid_from),
        "credentialSubject": _subject(badge),
    }


def sign(unsigned: Mapping[str, Any], key: Ed25519PrivateKey, method_url: str, created: datetime) -> Credential:
    """Return a credential with its proof (eddsa-rdfc-2022). The same values give the same signature.

    :raises NotCovered: it says something that the signature would not cover.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": _moment(created),
        "verificationMethod": method_url,
        "proofPurpose": "assertionMethod",
    }
    document = _without(unsigned, "proof")
    signature = key.sign(_signed_bytes(document, options))
    return {**document, "proof": {**options, "proofValue": encode_multibase(signature)}}


def verify(signed: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    """Say whether a credential is whole and signed by this key for asserting.

    Asks nothing about dates, revocation, or whose key it is. Refuses contexts other than ours and anything they do
    not define.
    """
    proof = signed.get("proof")
    if signed.get("@context") != CONTEXT or not isinstance(proof, Mapping) or not _is_ours(proof):
        return False
    try:
        signature = decode_multibase(str(proof.get("proofValue", "")))
        key.verify(signature, _signed_bytes(_without(signed, "proof"), _without(proof, "proofValue")))
    except (InvalidSignature, ContextRefused, NotCovered, ValueError):
        return False
    return True


def jwt(signed: Mapping[str, Any], key: Ed25519PrivateKey, kid: str) -> str:
    """Return a credential as VC-JWT (compact JWS, EdDSA), its embedded proof kept if it has one.

    :param kid: where the public key is served as JWK.
    """
    import jwt as tokens

    claims = {
        **signed,
        "iss": signed["issuer"]["id"],
        "jti": signed["id"],
        "nbf": int(datetime.fromisoformat(signed["validFrom"]).timestamp()),
        "sub": signed["credentialSubject"]["id"],
    }
    return tokens.encode(claims, key, algorithm="EdDSA", headers={"kid": kid, "typ": "JWT"})


def _subject(badge: Badge) -> dict[str, Any]:
    return {
        "id": f"{badge.address}#uczestnik",
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "identityType": "name", "identityHash": badge.holder_name, "hashed": False}
        ],
        "achievement": {
            "id": badge.achievement_address,
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": badge.title,
            "description": badge.description,
            "criteria": {"narrative": badge.criteria},
            "inLanguage": "pl",
        },
    }


def _signed_bytes(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """Return what is signed: the hash of the proof's options, then the hash of the document.

    Source: W3C vc-di-eddsa, section 3.2.4.
    """
    settings = {"@context": document["@context"], **options}
    return sha256(canonical(settings)).digest() + sha256(canonical(document)).digest()


def _is_ours(proof: Mapping[str, Any]) -> bool:
    said = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    return said == ("DataIntegrityProof", CRYPTOSUITE, "assertionMethod")


def _without(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != name}


def _moment(value: datetime) -> str:
    """Return a moment in UTC, to the second, as xsd:dateTimeStamp."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
