"""Tokens, passes, drafts: what stands in links, what is stored of it, and what is sealed by it.

Nothing of this can be made from the tables alone: it takes the installation's secret, or the link itself.
Sealed words bear no time, and their length tells only how many blocks of `BLOCK` bytes they take.
"""

import hashlib
import hmac
import json
from base64 import b32encode, urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import select

from akademia.core import settings
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.research.surveys.models import SurveyDraft, SurveyInvitation

TOKEN_SIGNS = 20
BLOCK = 4096
_LOOKALIKES = str.maketrans("0189", "OLBG")  # base 32 has none of these digits


def hash_of(secret: str) -> str:
    """Return what is stored of a token, a pass or a draft's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(invitation_key: str) -> str:
    """Return the token of an invitation: 100 bits, in capitals and digits that are not mistaken for each other."""
    return b32encode(_made_of("survey invitation", invitation_key)).decode()[:TOKEN_SIGNS]


def typed_token(text: str) -> str:
    """Return a token as it was typed from paper: without blanks and hyphens, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum()).translate(_LOOKALIKES)


def pass_of(token: str) -> str:
    """Return the pass that a token is exchanged for. Made again it is the same, so a lost answer harms nobody."""
    return _made_of("survey pass", token).hex()[:32]


def _made_of(purpose: str, words: str) -> bytes:
    return hmac.new(settings.here().secret_key.encode(), f"{purpose}|{words}".encode(), "sha256").digest()


def invitation_by(token: str) -> SurveyInvitation:
    """Return the invitation of a token.

    :raises Missing: it was mistyped or guessed.
    """
    found = db.session.scalar(select(SurveyInvitation).where(SurveyInvitation.token_hash == hash_of(token)))
    if found is None:
        raise Missing
    return found


def draft_by(secret: str) -> tuple[SurveyDraft, dict[str, Any]]:
    """Return the draft of a link and what is in it.

    :raises Missing: it was sent, removed or never kept.
    """
    found = db.session.get(SurveyDraft, hash_of(secret))
    data = unseal(found.sealed, secret) if found is not None else None
    if found is None or data is None:
        raise Missing
    return found, data


def seal(data: Any, secret: str = "") -> str:
    """Return data (of what JSON holds) sealed by a link's secret, or without one by the installation's."""
    plain = json.dumps(data, ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % BLOCK)
    return _sealer(secret).encrypt_at_time(padded, 0).decode()


def unseal(sealed: str, secret: str = "") -> Any:
    """Return sealed data; None when it was sealed by another secret."""
    try:
        return json.loads(_sealer(secret).decrypt(sealed.encode()))
    except InvalidToken:
        return None


def _sealer(secret: str) -> Fernet:
    key = hashlib.sha256(f"survey draft|{secret}".encode()).digest() if secret else _made_of("survey answer", "")
    return Fernet(urlsafe_b64encode(key))
