"""How a certificate is numbered and how its code is made and read back. Pure decisions, no database."""

import secrets
import unicodedata
from datetime import date

CODE_PREFIX = "ZS"
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LETTERS = 8
_MINUS = "\u2212"


def new_code() -> str:
    """Return a fresh code such as „ZS-7K4M-2XQD”: 40 random bits, no 0, O, 1 or I.

    Not checked against codes already given: the caller's unique constraint does that.
    """
    return _spell("".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LETTERS)))


def normalise_code(text: str) -> str | None:
    """Return the code that a person meant, as `new_code` spells it, or None when it cannot be one.

    Forgives small letters, blanks, missing or typographic dashes and a missing prefix. Does not guess letters that no
    code holds (0, O, 1, I).
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if not _is_separator(sign))
    if len(letters) == len(CODE_PREFIX) + CODE_LETTERS:
        letters = letters.removeprefix(CODE_PREFIX)
    if len(letters) != CODE_LETTERS or not set(letters) <= set(CODE_ALPHABET):
        return None
    return _spell(letters)


def certificate_number(sequence: int, issued_on: date) -> str:
    """Return the number printed on a certificate, such as „AZS/2026/000123”.

    :param sequence: the place in the whole register, from 1; more than six digits are kept whole.
    """
    if sequence < 1:
        raise ValueError("a certificate's sequence begins with 1")
    return f"AZS/{issued_on.year}/{sequence:06d}"


def _spell(letters: str) -> str:
    half = CODE_LETTERS // 2
    return f"{CODE_PREFIX}-{letters[:half]}-{letters[half:]}"


def _is_separator(sign: str) -> bool:
    """Say whether a sign is a blank, a dash of any kind, or invisible."""
    return sign.isspace() or sign == _MINUS or unicodedata.category(sign) in {"Pd", "Cf"}
