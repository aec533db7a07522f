"""What the tests of accounts read from the outbox, and the forms they send."""

import re
from urllib.parse import urlsplit

from sqlalchemy import select

from akademia.core.db import db
from akademia.mail.models import Letter
from tests.factories import PASSWORD

SIGN_IN, REGISTER, SIGN_OUT = "/konto/logowanie/", "/konto/rejestracja/", "/konto/wyloguj/"
CONFIRM, FORGOT, CHANGE = "/konto/potwierdz/", "/konto/haslo/nowe/", "/konto/haslo/zmiana/"
PROFILE, SECURITY, EVERYWHERE = "/konto/profil/", "/konto/bezpieczenstwo/", "/konto/wyloguj-wszedzie/"
DESK, NEW_TERMS = "/konto/dane/", "/konto/nowe-zasady/"
AGREED = {"consent_terms": "y", "consent_privacy": "y"}


def registration(email: str, password: str = PASSWORD, **more: str) -> dict[str, str]:
    return {"email": email, "password": password, **AGREED, **more}


def credentials(email: str, password: str = PASSWORD, **more: str) -> dict[str, str]:
    return {"email": email, "password": password, **more}


def letters_to(email: str) -> list[Letter]:
    """Return the letters queued to an address, oldest first."""
    return list(db.session.scalars(select(Letter).where(Letter.to_address == email).order_by(Letter.id)))


def link_to(page: str, letter: Letter) -> str:
    """Return the path of the letter's link that begins with a page's address; both forms of the letter have it."""
    found = re.search(rf"http://\S+?({re.escape(page)}[^\s\"]*)", letter.text_body)
    assert found, letter.text_body
    assert urlsplit(found[0]).path in (letter.html_body or "")
    return found[1]
