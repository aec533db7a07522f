"""Letters about an account. Each link opens a page with one button or form; opening it changes nothing."""

from flask_security.confirmable import generate_confirmation_token
from flask_security.recoverable import generate_reset_password_token

from akademia.accounts.models import User
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "account",
        "Konto i bezpieczeństwo",
        "Potwierdzenie adresu, nowe hasło, zmiany na koncie. Gdyby ktoś próbował przejąć konto, ten list Cię ostrzeże.",
        ("accounts/", "safety/"),
    )
)
CONFIRM_WITHIN_DAYS = 3
RESET_WITHIN_HOURS = 24


def send_confirmation(user: User, back: str = "") -> None:
    """Queue the letter that asks to confirm the address.

    :param back: a path of this site to which the person goes after confirming and signing in.
    """
    db.session.flush()
    link = full_url_for("security.confirm_email", token=generate_confirmation_token(user), next=back or None)
    _queue(user, "accounts/confirm", link=link, days=CONFIRM_WITHIN_DAYS)


def send_reset(user: User) -> None:
    """Queue the letter with the link to a new password."""
    _queue(user, "accounts/reset", link=reset_link(user), hours=RESET_WITHIN_HOURS)


def send_already(user: User) -> None:
    """Queue the letter to one who registered an address that has an account."""
    link = reset_link(user)
    unconfirmed = user.confirmed_at is None
    sign_in = full_url_for("security.login")
    _queue(user, "accounts/already", link=link, sign_in=sign_in, unconfirmed=unconfirmed, hours=RESET_WITHIN_HOURS)


def send_password_changed(user: User) -> None:
    """Queue the notice that the password is new."""
    _queue(user, "accounts/password_changed", link=full_url_for("security.forgot_password"))


def reset_link(user: User) -> str:
    """Return a link that lets its holder set a new password once, within a day."""
    return full_url_for("security.reset_password", token=generate_reset_password_token(user))


def _queue(user: User, template: str, **context: object) -> None:
    """:raises Missing: the person was erased and has no address."""
    if user.email is None:
        raise Missing
    queue_letter(user.email, template, context, user_id=user.id)
