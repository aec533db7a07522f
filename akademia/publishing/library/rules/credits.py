"""Who made a work, typed one a line: „Anna Nowak”, „red. Jan Kowalski”, „instytucja: Fundacja Przykład”."""

from collections.abc import Iterable
from dataclasses import dataclass

from akademia.people.rules import LONGEST_NAME, read_name, write_name

CREDIT_ROLES = {
    "author": "autor",
    "editor": "redakcja",
    "compiler": "opracowanie",
    "translator": "tłumaczenie",
    "illustrator": "ilustracje",
    "reviewer": "recenzja",
}
# What stands before a name -> its role. The first of each role is how it is written back.
_MARKS = {
    "red.": "editor", "redakcja:": "editor", "oprac.": "compiler", "opracowanie:": "compiler", "tłum.": "translator",
    "przeł.": "translator", "tłumaczenie:": "translator", "il.": "illustrator", "ilustracje:": "illustrator",
    "rec.": "reviewer", "recenzja:": "reviewer",
}  # fmt: skip
_BODY = "instytucja:"
MOST_CREDITS = 60


@dataclass(frozen=True)
class CreditLine:
    """A credit: a person by given and family names, or a body under its name."""

    role: str
    given: str = ""
    family: str = ""
    body: str = ""


class BadCredit(ValueError):
    """A line is no credit; its words say why, in Polish."""


def read_credits(typed: str) -> list[CreditLine]:
    """Read credits, one a line; empty lines are left out.

    :raises BadCredit: the first line that is none.
    """
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_CREDITS:
        raise BadCredit(f"Podaj najwyżej {MOST_CREDITS} osób i instytucji.")
    found = [_read(line) for line in lines]
    twice = next((line for line, one in zip(lines, found, strict=True) if found.count(one) > 1), None)
    if twice:
        raise BadCredit(f"„{twice}” stoi dwa razy.")
    return found


def _read(line: str) -> CreditLine:
    role, rest = "author", line
    for mark, named in _MARKS.items():
        if line.casefold().startswith(mark):
            role, rest = named, line[len(mark):].strip()  # fmt: skip
            break
    if len(rest) > LONGEST_NAME:
        raise BadCredit(f"„{rest[:40]}…”: skróć do {LONGEST_NAME} znaków.")
    if rest.casefold().startswith(_BODY):
        return CreditLine(role, body=_named(rest[len(_BODY) :].strip(), line))
    name = read_name(rest)
    if name is None:
        raise BadCredit(f"„{line}”: podaj imię i nazwisko albo zacznij od „{_BODY}”, jeśli to nie jest osoba.")
    return CreditLine(role, *name)


def _named(body: str, line: str) -> str:
    if not body:
        raise BadCredit(f"„{line}”: po „{_BODY}” podaj nazwę.")
    return body


def write_credits(lines: Iterable[CreditLine]) -> str:
    """Return credits as they are typed; reading them gives the same."""
    return "\n".join(_line(one) for one in lines)


def _line(one: CreditLine) -> str:
    mark = next((mark for mark, role in _MARKS.items() if role == one.role), "")
    name = f"{_BODY} {one.body}" if one.body else write_name(one.given, one.family)
    return f"{mark} {name}".strip()
