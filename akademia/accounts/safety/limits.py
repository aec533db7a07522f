"""How often one may try a code, a key or the password again. One account's tries count wherever they come from."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import request, session

from akademia.accounts.limits import SENT
from akademia.core.limits import limiter

View = Callable[..., Any]


def _whose() -> str:
    """Return whose second step or sign-in is tried; without one, the sender's place."""
    key = (session.get("step") or {}).get("who") or str(session.get("_user_id", "")).partition(".")[0]
    return sha256(key.encode()).hexdigest()[:32] if key else request.remote_addr or "unknown"


def limit_codes(view: View) -> View:
    """Let one account's second step be tried 10 times in 15 minutes and 40 times a day."""
    inner = limiter.shared_limit("40 per day", scope="codes-a-day", key_func=_whose, methods=SENT)(view)
    return limiter.shared_limit("10 per 15 minutes", scope="codes", key_func=_whose, methods=SENT)(inner)


def limit_mine(view: View) -> View:
    """Let one signed-in person cause 5 letters about a new address an hour."""
    return limiter.shared_limit("5 per hour", scope="address", key_func=_whose, methods=SENT)(view)
