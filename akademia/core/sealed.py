"""Values that a browser's session carries for some minutes and must not be able to read: recovery codes, new PINs."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from akademia.core import settings


def seal(purpose: str, value: Any) -> str:
    """Return a value (of what JSON holds) encrypted for one purpose."""
    return _sealer(purpose).encrypt(json.dumps(value).encode()).decode()


def unseal(purpose: str, text: str, seconds: int) -> Any:
    """Return a value sealed within so many seconds; None where there is none, or it is older."""
    try:
        return json.loads(_sealer(purpose).decrypt(text.encode(), ttl=seconds))
    except InvalidToken:
        return None


def _sealer(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"{purpose}|{settings.here().secret_key}".encode()).digest()))
