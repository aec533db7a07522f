"""How often one may knock at the doors of accounts. Counted are what is sent, not the pages that are looked at."""

import hmac
from collections.abc import Callable
from typing import Any

from flask import current_app, request

from akademia.accounts.cards.rules import LOGIN_MOST, normal_login
from akademia.accounts.rules import EMAIL_MOST, normal_email
from akademia.core.limits import limiter

View = Callable[..., Any]
SENT = ["POST"]


def _place() -> str:
    return request.remote_addr or "unknown"


def _account() -> str:
    """Return a keyed hash of the address typed, whether or not it has an account; without one, the sender's place.

    Counted is the address as it is kept: it can be typed in many ways that reach one account.
    """
    typed = request.form.get("email", "").strip()
    if not typed:
        return _place()
    typed = (normal_email(typed[:EMAIL_MOST]) or typed).casefold()
    return _keyed(typed)


def _account_from_place() -> str:
    return f"{_account()}@{_place()}"


def limit_sign_in(view: View) -> View:
    """Let one place try one account 10 times, and all accounts 60 times, in 15 minutes."""
    inner = limiter.limit("60 per 15 minutes", key_func=_place, methods=SENT)(view)
    return limiter.limit("10 per 15 minutes", key_func=_account_from_place, methods=SENT)(inner)


def limit_pins(view: View) -> View:
    """Let one card's PIN be tried 10 times in 15 minutes and 60 a day, and one place (a class) try 60 in 15 minutes."""
    inner = limiter.shared_limit("60 per 15 minutes", scope="pins-by-place", key_func=_place, methods=SENT)(view)
    inner = limiter.shared_limit("60 per day", scope="pins-a-day", key_func=_login, methods=SENT)(inner)
    return limiter.shared_limit("10 per 15 minutes", scope="pins", key_func=_login, methods=SENT)(inner)


def _login() -> str:
    typed = normal_login(request.form.get("login", "")[:LOGIN_MOST])
    return _keyed(typed) if typed else _place()


def _keyed(text: str) -> str:
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), "sha256").hexdigest()[:32]


def limit_letters(view: View) -> View:
    """Let one place cause 30 letters an hour (a class at one network), and one address get 5, whoever asks."""
    inner = limiter.shared_limit("30 per hour", scope="letters-by-place", key_func=_place, methods=SENT)(view)
    return limiter.shared_limit("5 per hour", scope="letters-to-account", key_func=_account, methods=SENT)(inner)


def limit_attempts(view: View) -> View:
    """Let one place try 20 times in 15 minutes."""
    return limiter.limit("20 per 15 minutes", key_func=_place, methods=SENT)(view)


def limit_small_changes(view: View) -> View:
    """Let one place (a class at one network) change small things of its own 200 times in 15 minutes, at all such doors
    together."""
    return limiter.shared_limit("200 per 15 minutes", scope="small-changes", key_func=_place, methods=SENT)(view)
