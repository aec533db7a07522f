"""Numbers and electronic addresses that lead to a person: found by their shape, their checks, the words beside them.

Every pattern reads at most some dozens of characters from where it begins, so a text is read in linear time.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.pl import nip, pesel, regon

from akademia.advisory.questions.rules.personal.found import (
    ACCOUNT,
    DOCUMENT,
    EMAIL,
    NIP,
    PESEL,
    PHONE,
    REGON,
    Found,
)  # fmt: skip

_NEAR = 40  # characters before a number in which words tell what it is
_B = r"[ \t\u00a0\u2009\u202f]"  # one blank
_H = r"[-\u2010\u2011\u2013]"  # one hyphen, or what stands for it
_GAP = rf"(?:{_B}|{_H})?"
_WIDE = rf"(?:{_B}?{_H}{_B}?|{_B}|\.)?"
_NOT_NUMBER_BEFORE = r"(?<![\w@])(?<!\d[-.,/ ])"
_NOT_NUMBER_AFTER = r"(?![\w@])(?![-.,/:]\d)"
_LETTER = r"[^\W\d_]"
_AT = rf"(?:@|{_B}?(?:\[(?:at|małpa|@)\]|\((?:at|małpa|@)\)|{_B}małpa{_B}){_B}?)"
_FIRST_DIGITS = frozenset(
    """12 13 14 15 16 17 18 22 23 24 25 29 32 33 34 41 42 43 44 46 48 52 54 55 56 58 59 61 62 63 65 67 68 71 74 75 76
    77 80 81 82 83 84 85 86 87 89 91 94 95 45 50 51 53 57 60 66 69 70 72 73 78 79 88""".split()
)  # fmt: skip
_MOBILE = frozenset("45 50 51 53 57 60 66 69 72 73 78 79 88".split())
_OF_PHONE = re.compile(
    r"\b(?:tel\b|telefon\w*|kom\b|komórk\w*|fax\b|faks\w*|dzwo\w+|zadzwo\w+|sms\b|infolini\w*|kontakt\w*|pod\s(?:nr|numer\w*))",
    re.I,
)
_OF_OTHER = re.compile(
    r"\b(?:regon|krs|nip|pesel|poz|dz|sygn\w*|znak|decyzj\w+|faktur\w+|umow\w+|zamówien\w+|wniosk\w+|wniosek|polis\w*"
    r"|identyfikator\w*|kod|kodem|terc|simc|terytor\w+)\b",
    re.I,
)
_NUMBER = re.compile(r"\b(?:nr\.?:?|(?:nr|numer\w{0,3})\s\w{4,30}:?)\s*\Z", re.I)
_MONEY_AFTER = re.compile(r"\s?(?:zł|złot\w+|gr|grosz\w*|pln|eur|euro|usd|tys|mln|mld|%|osób|sztuk)(?!\w)", re.I)
_OF_PESEL = re.compile(r"pesel", re.I)
_OF_REGON = re.compile(r"regon", re.I)
_OF_ACCOUNT = re.compile(r"\b(?:kont[oaoue]\w{0,2}|rachun\w+|iban|nrb|przele\w+)\b", re.I)
_OF_DOCUMENT = re.compile(r"\b(?:dow[oó]d\w*|paszpor\w+|legitym\w+|dokument\w*)", re.I)


class Match(NamedTuple):
    """A piece of text of the right shape, with what stands near it."""

    text: str
    before: str
    after: str

    @property
    def digits(self) -> str:
        return "".join(sign for sign in self.text if sign.isdigit())


def _passes(check: Callable[[str], object], number: str) -> bool:
    try:
        check(number)
    except ValidationError:
        return False
    return True


def _is_pesel(match: Match) -> bool:
    """Say whether it is a PESEL by date and check digit; one that is called so may hold a slip."""
    return bool(_OF_PESEL.search(match.before[-20:])) or _passes(pesel.validate, match.digits)


def _is_nip(match: Match) -> bool:
    return match.digits[0] != "0" and _passes(nip.validate, match.digits)


def _is_regon(match: Match) -> bool:
    return bool(_OF_REGON.search(match.before[-20:])) and _passes(regon.validate, match.digits)


def _is_account(match: Match) -> bool:
    """Say whether it is a bank account by its check digits; 26 digits that are called so may hold a slip."""
    number = "".join(sign for sign in match.text if sign.isalnum())
    if number.isdigit() or number.startswith("PL"):
        called = bool(_OF_ACCOUNT.search(match.before))
        return called or _passes(iban.validate, f"PL{number.removeprefix('PL')}")
    return _passes(iban.validate, number)


_LETTERS_WORTH = {chr(65 + place): 10 + place for place in range(26)}
_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)
_PASSPORT_WEIGHTS = (7, 3, 9, 1, 7, 3, 1, 7, 3)


def _is_document(match: Match) -> bool:
    """Say whether it is an identity card (three letters) or a passport (two) by its check digit, or is called so."""
    if _OF_DOCUMENT.search(match.before):
        return True
    signs = "".join(match.text.split())
    weights = _WEIGHTS if signs[2].isalpha() else _PASSPORT_WEIGHTS
    worth = [_LETTERS_WORTH.get(sign) or int(sign) for sign in signs]
    return sum(a * b for a, b in zip(worth, weights, strict=True)) % 10 == 0


def _is_phone(match: Match) -> bool:
    """Say whether a number is a telephone: by the words near it, the country's prefix, or its own first digits."""
    if _MONEY_AFTER.match(match.after):
        return False
    spoken = _last(_OF_PHONE, match.before)
    if match.text.startswith(("+", "0048")):
        return 9 <= len(match.digits) <= 15
    if spoken > _last(_OF_OTHER, match.before):
        return True
    if len(match.digits) < 9 or match.text.startswith("00") or _last(_OF_OTHER, match.before) >= 0:
        return False
    first = match.digits.removeprefix("0")[:2]
    if match.text.isdigit():
        return first in _MOBILE and not _NUMBER.search(match.before)
    return first in _FIRST_DIGITS


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where a pattern was met last, -1 when nowhere."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _always(_: Match) -> bool:
    return True


_FOUR = rf"{_GAP}[0-9]{{4}}"
_D3, _D2 = rf"{_WIDE}[0-9]{{3}}", rf"{_WIDE}[0-9]{{2}}"
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[Match], bool]], ...] = (
    (EMAIL, re.compile(
        rf"(?<![\w.+%-])(?:{_LETTER}|[0-9])[\w.+%-]{{0,63}}{_AT}(?:[\w-]{{1,63}}\.){{1,6}}{_LETTER}{{2,24}}(?![\w-])",
        re.I,
    ), _always),
    (ACCOUNT, re.compile(
        rf"(?<!\w)(?:PL{_B}?)?[0-9]{{2}}{_FOUR}{_FOUR}{_FOUR}{_FOUR}{_FOUR}{_FOUR}(?![\w])"
        rf"|(?<!\w)[A-Z]{{2}}[0-9]{{2}}(?:{_B}?[A-Z0-9]{{4}}){{2,7}}(?:{_B}?[A-Z0-9]{{1,3}})?(?!\w)"
    ), _is_account),
    (PESEL, re.compile(
        rf"{_NOT_NUMBER_BEFORE}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{5}}{_NOT_NUMBER_AFTER}"
    ), _is_pesel),
    (NIP, re.compile(
        rf"{_NOT_NUMBER_BEFORE}(?:PL{_GAP})?(?:[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}"
        rf"|[0-9]{{3}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}){_NOT_NUMBER_AFTER}"
    ), _is_nip),
    (DOCUMENT, re.compile(rf"(?<!\w)(?:[A-Z]{{3}}{_B}?[0-9]{{6}}|[A-Z]{{2}}{_B}?[0-9]{{7}})(?!\w)"), _is_document),
    (REGON, re.compile(rf"{_NOT_NUMBER_BEFORE}[0-9]{{9}}(?:[0-9]{{5}})?{_NOT_NUMBER_AFTER}"), _is_regon),
    (PHONE, re.compile(
        rf"(?<![\w@+])(?<!\d[-.,/ ])(?:"
        rf"(?:\+|00)(?!48)[1-9][0-9]{{0,2}}(?:{_WIDE}\(?[0-9]{{1,4}}\)?){{2,5}}"
        rf"|(?:(?:\+|00)48{_WIDE})?(?:\(0?[0-9]{{2}}\)|(?:0{_H}?)?[0-9]{{2}}){_D3}{_D2}{_D2}"
        rf"|(?:(?:\+|00)48{_WIDE}|0{_B}?)?[0-9]{{3}}{_D3}{_D3}"
        rf"|(?:(?:\+|00)48{_WIDE})?\(?0?[0-9]{{2}}\)?{_WIDE}[0-9]{{7}}"
        rf"|[0-9]{{3}}{_B}?{_H}?{_B}?[0-9]{{2}}{_B}?{_H}?{_B}?[0-9]{{2}}"
        rf"){_NOT_NUMBER_AFTER}"
    ), _is_phone),
)  # fmt: skip


def numbers(text: str) -> Iterator[Found]:
    """Give what looks like numbers and e-mail addresses of people, the surest kinds first; some may overlap."""
    for kind, pattern, is_one in _KINDS:
        for found in pattern.finditer(text):
            start, end = found.span()
            match = Match(found[0], text[max(0, start - _NEAR) : start], text[end : end + _NEAR])
            if is_one(match):
                yield Found(kind, found[0], start, end)
