"""Private links of cases: made anew for each letter, while only a hash of their secret is kept.

The secret is an HMAC of the case's number and a random nonce of its own under the installation's secret. Who reads the
database cannot make it without that secret; who changes the nonce ends the old link.
"""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.advisory.questions.models import Case
from akademia.core import clock, settings
from akademia.core.db import db
from akademia.core.errors import Missing

_PURPOSE = b"advisory-case"


class Expired(Missing):
    """The link was right; the time for which the case is kept has passed."""


def secret_of(case_id: int, nonce: str) -> str:
    """Return the secret of a case's private link: 43 signs of an address."""
    key = hmac.digest(settings.here().secret_key.encode(), _PURPOSE, "sha256")
    return urlsafe_b64encode(hmac.digest(key, f"{case_id}:{nonce}".encode(), "sha256")).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It is random and long, so that a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def same_secret(case: Case) -> str | None:
    """Return the secret of a case's link made anew; None where it has none, or not of this installation's secret."""
    secret = secret_of(case.id, case.token_nonce) if case.token_nonce else ""
    return secret if secret and hash_of(secret) == case.token_hash else None


def case_by_secret(secret: str, hold: bool = False) -> Case:
    """Return the case of a private link.

    :param hold: hold it until the transaction ends.
    :raises Missing: no case has it.
    :raises Expired: it had one, and its time has passed.
    """
    wanted = select(Case).where(Case.token_hash == hash_of(secret))
    if not hold:
        wanted = wanted.options(joinedload(Case.topic), joinedload(Case.commune))
    found = db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True) if hold else wanted)
    if found is None:
        raise Missing
    if found.token_until is not None and found.token_until <= clock.now():
        raise Expired
    return found


def receipt_of(number: str, at: datetime) -> str:
    """Return a signed receipt of an erased case, for an address; nothing of it is kept."""
    return str(_receipts().dumps([number, at.isoformat()]))


def read_receipt(token: str) -> tuple[str, datetime]:
    """Return the number of an erased case and when it was erased.

    :raises Missing: the receipt is not ours.
    """
    try:
        number, at = _receipts().loads(token)
        return str(number), datetime.fromisoformat(at)
    except (BadData, ValueError, TypeError) as error:
        raise Missing from error


def _receipts() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="advisory-receipt")
