"""Pure decisions: a good password, a name fit for a certificate, an address as it is kept."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from akademia.core.text import fold

PASSWORD_AT_LEAST = 12
PASSWORD_AT_MOST = 128
EMAIL_MOST = 254
NAME_AT_LEAST = 2
NAME_AT_MOST = 120
_NAME = re.compile(r"(?:[^\W\d_]|[ .,'’‘()-])+")
_SITE_WORDS = ("akademia", "zatrudnienia", "socjalnego")
_OWN_SIGNS_AT_LEAST = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class ProfileData:
    """What a person says about themselves; None stands for nothing said. `nip` is ten bare digits."""

    certificate_name: str | None = None
    audience: str | None = None
    nip: str | None = None
    organisation_name: str | None = None
    region_code: str | None = None


def normal_email(text: str) -> str | None:
    """Return an address as it is kept, or None when it is not one. Nothing is looked up in the network.

    An address with other than ASCII letters before @ is none: hardly any server takes letters to it, nor does ours.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
        return str(found.normalized)
    except EmailNotValidError:
        return None


def normal_password(text: str) -> str:
    """Return a password in one spelling, whichever keyboard wrote its Polish letters."""
    return unicodedata.normalize("NFKD", text)


def password_complaint(password: str, email: str | None = None) -> str | None:
    """Say what is wrong with a new password, or None. Length is the rule; no kinds of signs are asked for.

    A password must not live off the address or the name of the site: without them 8 characters must be left.
    """
    if len(password) < PASSWORD_AT_LEAST:
        return f"Hasło jest za krótkie. Wpisz co najmniej {PASSWORD_AT_LEAST} znaków."
    if len(password) > PASSWORD_AT_MOST:
        return f"Hasło jest za długie. Wpisz najwyżej {PASSWORD_AT_MOST} znaków."
    folded = rest = fold(password)
    for word in (email or "", *re.split(r"[@.+_-]", email or ""), *_SITE_WORDS):
        if len(word) > 3:
            rest = rest.replace(fold(word), "")
    if rest != folded and len(rest) < _OWN_SIGNS_AT_LEAST:
        return "Hasło jest za łatwe do odgadnięcia: opiera się na adresie e-mail albo nazwie strony. Wymyśl inne."
    return None


def new_password() -> str:
    """Return a random password that is easy to copy: four groups of five letters and digits, none of them alike."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))


def tidy_name(text: str) -> str:
    """Return a name with single blanks and whole letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_complaint(name: str) -> str | None:
    """Say what is wrong with a name for certificates (already tidied), or None."""
    if len(name) < NAME_AT_LEAST:
        return "Wpisz imię i nazwisko"
    if len(name) > NAME_AT_MOST:
        return f"Skróć do {NAME_AT_MOST} znaków"
    if not _NAME.fullmatch(name) or sum(sign.isalpha() for sign in name) < NAME_AT_LEAST:
        return "Wpisz imię i nazwisko literami, bez cyfr i znaków specjalnych"
    return None
