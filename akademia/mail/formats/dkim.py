"""Signing letters (DKIM, RFC 6376) and what the domain's DNS must say for others to trust them."""

from base64 import b64encode

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SELECTOR = "akademia"
KEY_BITS = 2048
LONGEST_STRING = 255  # of one string of a TXT record
# RFC 8058 asks for a signature over both headers of unsubscribing.
SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"auto-submitted",
    b"content-language", b"list-id", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def new_key() -> bytes:
    """Make a key for signing, as PEM."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def public_record(key: bytes) -> str:
    """Return the TXT record with which others check signatures made with a key."""
    private = serialization.load_pem_private_key(key, None)
    der = private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={b64encode(der).decode()}"


def record_strings(record: str) -> str:
    """Write a record as a zone file does: strings of at most 255 characters, each in quotes."""
    parts = [record[at : at + LONGEST_STRING] for at in range(0, len(record), LONGEST_STRING)]
    return " ".join(f'"{part}"' for part in parts)


def signed(message: bytes, key: bytes, domain: str) -> bytes:
    """Return a message with its signature before it. Blanks in its head may change on the way, nothing else."""
    import dkim  # the worker signs; pages that show the record do not need it

    there = {line.partition(b":")[0].lower() for line in message.partition(b"\r\n\r\n")[0].split(b"\r\n")}
    header: bytes = dkim.sign(
        message, SELECTOR.encode(), domain.encode(), key, canonicalize=(b"relaxed", b"simple"),
        include_headers=[name for name in SIGNED if name in there],
    )  # fmt: skip
    return header + message
