"""Steps that the tests of safety share: codes of an application, a passkey added, a session grown old."""

import re
from datetime import timedelta
from typing import Any

from passlib.totp import TOTP

from akademia.accounts.models import User
from akademia.accounts.safety.models import Authenticator
from akademia.accounts.safety.services import make_codes
from akademia.core import clock, settings
from akademia.core.db import db
from tests.accounts.post import SIGN_IN, credentials
from tests.accounts.safety.keys import SoftKey, options_on
from tests.client import InspectingClient

SAFETY = "/konto/bezpieczenstwo/"
APP, APP_OFF, CODES = f"{SAFETY}aplikacja/", f"{SAFETY}aplikacja/wylacz/", f"{SAFETY}kody/"
NEW_KEY, AGAIN, AGAIN_KEY = f"{SAFETY}klucze/nowy/", f"{SAFETY}to-ja/", f"{SAFETY}to-ja/klucz/"
ADDRESS, OTHERS = f"{SAFETY}adres/", f"{SAFETY}urzadzenia/wyloguj-pozostale/"
STEP, STEP_KEY = "/konto/logowanie/drugi-krok/", "/konto/logowanie/drugi-krok/klucz/"
RECOVERY, KEY_SIGN_IN = "/konto/logowanie/kod-zapasowy/", "/konto/logowanie/klucz/"


def code_now(secret: str, later: timedelta = timedelta()) -> str:
    """Return the code that an application with this secret (as text) shows."""
    return str(TOTP(key=secret, format="base32").generate(time=(clock.now() + later).timestamp()).token)


def secret_on(page: str) -> str:
    """Return the secret that the page of setting up shows as text."""
    shown = page.partition('class="secret"')[2].partition("</p>")[0]
    return "".join(re.findall(r"<span>(\w+)</span>", shown))


def with_app(user: User) -> str:
    """Switch an application on for a person behind the pages; return its secret."""
    totp = TOTP.using(issuer="Akademia", secrets={"1": settings.here().totp_secret}).new()
    db.session.add(Authenticator(user_id=user.id, sealed_secret=totp.to_json(encrypt=True), last_counter=0))
    db.session.flush()
    return str(totp.base32_key)


def with_codes(user: User) -> list[str]:
    return list(make_codes(user, told=False))


def password_given(client: InspectingClient, email: str, **more: str) -> Any:
    """Give the right password; return the answer."""
    return client.post(SIGN_IN, credentials(email, **more))


def add_key(client: InspectingClient, key: SoftKey, name: str = "telefon", status: int = 303) -> Any:
    made = key.make(options_on(client.get(NEW_KEY).text))
    return client.post(NEW_KEY, {"credential": made, "name": name}, status=status)


def grow_old(client: InspectingClient, minutes: int = 31) -> None:
    """Let a client's sign-in be some minutes old."""
    with client.inner.session_transaction() as kept:
        kept["fs_paa"] = clock.now().timestamp() - minutes * 60
