"""Polish words: plurals, dates, folding, order, slugs, typography."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from akademia.core.clock import WARSAW

NBSP = "\u00a0"
JOINER = "\u2060"  # the page's font has no hyphen that does not break
MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_ORDER = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET, start=60)}
_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
SEARCHED_SIGNS = 40
LARGEST_NUMBER = 2**31 - 1  # of a row
_WORD = re.compile(r"[^\W_]+")
_SHORT_WORD = re.compile(r"(?<!\w)([aiouwzAIOUWZ]) (?=\S)")
_HYPHEN = re.compile(r"(?<![\w.@-])([eE])-(?=mail(?:\w*)(?![\w@-]))")
_UNIT = re.compile(
    r"(?<!\w)(?:art\.|ust\.|pkt|poz\.|nr|rozdz\.|ul\.|Dz\.U\.) (?=\d)|(?<!\w)lit\. (?=[a-z]\b)"
    r"|\d (?=\d{3}(?!\d)|%|r\.|godz\.|mies\.|(?:zł|min|dni|dzień|dnia|miesi\w+|os[óo]b\w*|lat|lekcj\w+|pyta\w+|"
    + "|".join(MONTHS)
    + r")\b)"
)


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the form that agrees with a count: 1 lekcja, 2 lekcje, 5 lekcji, 12 lekcji, 22 lekcje."""
    if count == 1:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many


def counted(count: int, one: str, few: str, many: str) -> str:
    """Return a count with its noun, held together: „5 lekcji”."""
    return f"{count}{NBSP}{plural(count, one, few, many)}"


def bytes_words(count: int) -> str:
    """Return a size as people say it, in decimal units: „850 KB”, „20 MB”, „1,5 GB”."""
    size, unit = max(count, 1) / 1_000, "KB"
    for larger in ("MB", "GB"):
        if size >= 1_000:
            size, unit = size / 1_000, larger
    shown = f"{size:.1f}".replace(".", ",").removesuffix(",0") if size < 10 else f"{size:.0f}"
    return f"{shown}{NBSP}{unit}"


def date_words(value: date) -> str:
    """Return a day in words: „22 września 2022 r.”"""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}{NBSP}r."


def hour(value: datetime) -> str:
    """Return the time of day in Poland: „10:42”."""
    return f"{value.astimezone(WARSAW):%H:%M}"


def moment_words(value: datetime) -> str:
    """Return a moment in words, in Polish time: „23 listopada 2026 r. o 10:42”."""
    return f"{date_words(value.astimezone(WARSAW).date())} o{NBSP}{hour(value)}"


def fold(value: str) -> str:
    """Return text for comparison: lower case, without Polish marks, blanks made one."""
    return " ".join(unicodedata.normalize("NFKC", value).translate(_FOLD).casefold().split())


def row_numbers(said: Iterable[str]) -> list[int]:
    """Return those of some words that can be the number of a row, in their order."""
    numbers = [int(word) for word in said if word.isascii() and word.isdigit() and len(word) <= 10]
    return [number for number in numbers if number <= LARGEST_NUMBER]


def search_words(text: str) -> list[str]:
    """Return the words of a text as they are searched in: folded, each once, at most 40 signs of each."""
    return list(dict.fromkeys(word[:SEARCHED_SIGNS] for word in _WORD.findall(fold(text))))


def sort_key(value: str) -> str:
    """Return a key whose plain order is the Polish order (ą after a, ł after l)."""
    return "".join(_ORDER.get(letter, f"{ord(letter) if ord(letter) < 60 else 99:02d}") for letter in value.casefold())


def slugify(value: str) -> str:
    """Return an address part: kebab-case ASCII."""
    return re.sub(r"[^a-z0-9]+", "-", fold(value)).strip("-")


@lru_cache(maxsize=4096)
def tidy(value: str) -> str:
    """Bind what Polish typography keeps on one line: short words, numbers with units, „art. 15”, „e-mail”."""
    value = _SHORT_WORD.sub(rf"\1{NBSP}", value)
    value = _HYPHEN.sub(rf"\1-{JOINER}", value)
    return _UNIT.sub(lambda found: found.group(0)[:-1] + NBSP, value)
