"""What the quarterly decides without a database: ISSN, names, pages."""

import re
from collections.abc import Iterable, Mapping

from akademia.core.operator import TO_FILL_IN

_ISSN = re.compile(r"([0-9]{4})-?([0-9]{3}[0-9X])\Z")
# What art. 27 of the press act asks for, in the order in which it is printed: name -> words.
IMPRINT = {
    "title": "Tytuł",
    "publisher": "Wydawca",
    "publisher_address": "Adres wydawcy i redakcji",
    "editor": "Redaktor naczelny",
    "typesetter": "Skład",
    "issn": "ISSN",
    "register_entry": "Rejestr dzienników i czasopism",
    "place": "Miejsce wydania",
}
OPTIONAL = frozenset({"typesetter", "register_entry"})


def issn_of(said: str) -> str | None:
    """Return an ISSN as it is written („2544-2465”); None for what is none: its last sign is a check.

    Source: ISO 3297: weights 8 to 2, modulo 11.
    """
    found = _ISSN.match(said.strip().upper())
    if found is None:
        return None
    digits = found[1] + found[2]
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits[:7], strict=True))
    check = (11 - total % 11) % 11
    return f"{found[1]}-{found[2]}" if digits[7] == ("X" if check == 10 else str(check)) else None


def imprint_lines(said: Mapping[str, object], number: str, day: str) -> list[tuple[str, str]]:
    """Return the imprint of a number as (what, words); what nobody has told says so, what need not be is left out.

    :param number: „nr 1/2026”; `day`: of issue, in words.
    """
    lines = []
    for name, what in IMPRINT.items():
        value = str(said.get(name) or "")
        if value or name not in OPTIONAL:
            lines.append((what, value or TO_FILL_IN))
    return [*lines, ("Numer", number), ("Data wydania", day or TO_FILL_IN)]


def name_of(line: str) -> tuple[str, str]:
    """Return (given names, family name) of „Anna Maria Kowalska”; the family name is the last word."""
    *given, family = line.split() or [""]
    return " ".join(given), family


def names_of(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names in a list, each once."""
    return list(dict.fromkeys(name_of(line) for line in lines if line.split()))


def pages_words(first: int | None, last: int | None) -> str:
    """Return the pages of an article („s. 3–5”); empty where they are not known."""
    if first is None:
        return ""
    return f"s. {first}" if last in (None, first) else f"s. {first}–{last}"
