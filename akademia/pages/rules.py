"""What may be said about the operator, what is wrong with a value, and the small drawing of the first page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from akademia.core.operator import LOGO_NAMES, NAMES, Operator, links_in

LONGEST = 300
LONGEST_TEXT = 2000
DAYS = {
    "letters_kept_days": (2, 30),
    "jobs_kept_days": (2, 365),
    "cases_kept_days": (30, 1825),
    "consultations_kept_days": (7, 3650),
    "newsletter_unconfirmed_days": (2, 30),
    "newsletter_stopped_days": (7, 365),
    "newsletter_letters_days": (30, 730),
    "unused_account_days": (365, 3650),
}
MAY_BE_NEVER = frozenset({"unused_account_days"})  # 0 stands for never
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ISSN = re.compile(r"\d{4}-\d{3}[\dX]")


@dataclass(frozen=True)
class Entry:
    """A value to fill in. `required`: the law asks for it on the pages."""

    name: str
    label: str
    hint: str = ""
    required: bool = False
    long: bool = False


# Source: RODO art. 13 (controller), act on electronic services art. 5 (who provides them, where, how to write).
GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("Operator", (
        Entry("name", "Nazwa operatora", "Kto prowadzi Akademię i wydaje zaświadczenia.", required=True),
        Entry("address", "Siedziba i adres", "Ulica, kod, miejscowość.", required=True),
        Entry("email", "Adres e-mail", required=True),
        Entry("phone", "Telefon"),
        Entry("place", "Miejscowość na zaświadczeniach", "Na przykład: Radom."),
        Entry("academy", "Nazwa Akademii", "Stoi w nagłówku każdej strony i listu."),
        Entry("issn", "ISSN kwartalnika", "Osiem znaków, na przykład 1234-5679."),
    )),
    ("Dane osobowe", (
        Entry("controller", "Administrator danych", "Nazwa i adres.", required=True),
        Entry("controller_contact", "Kontakt w sprawach danych", "Adres e-mail albo pocztowy.", required=True),
        Entry("protection_officer", "Inspektor ochrony danych", "Jeśli jest: kto i jak się z nim skontaktować."),
        Entry("processors", "Komu operator powierza dane", "Serwer, poczta i inni.", long=True),
        Entry("outside_area", "Dane poza Europejskim Obszarem Gospodarczym", "Na przykład: brak.", long=True),
    )),
    ("Dostępność", (
        Entry("accessibility_person", "Kto odpowiada za dostępność"),
        Entry("accessibility_email", "Adres e-mail w sprawach dostępności"),
        Entry("accessibility_phone", "Telefon w sprawach dostępności"),
        Entry("building", "Opis siedziby", "Wejście, schody, winda, toaleta, parking, pies asystujący.", long=True),
    )),
    ("Odnośniki", (
        Entry("menu_links", "Odnośniki na górze strony", "Po jednym w wierszu: Napis = adres.", long=True),
        Entry("footer_links", "Odnośniki w stopce", "Po jednym w wierszu: Napis = adres.", long=True),
    )),
    ("Jak długo trzymamy", (
        Entry("letters_kept_days", "Treść doręczonych listów, w dniach", "Od 2 do 30."),
        Entry("jobs_kept_days", "Wykonane zadania, w dniach", "Od 2 do 365."),
        Entry("cases_kept_days", "Treść zamkniętej sprawy z okna pytań, w dniach",
              "Od 30 do 1825. Potem zostają same liczby: temat, województwo, daty."),
        Entry("consultations_kept_days", "Dane osób z konsultacji, w dniach od spotkania", "Od 7 do 3650."),
        Entry("newsletter_unconfirmed_days", "Niepotwierdzony zapis na newsletter, w dniach",
              "Od 2 do 30. Tak długo działa odnośnik z listu."),
        Entry("newsletter_stopped_days", "Adres wypisany z newslettera, w dniach",
              "Od 7 do 365. W tym czasie rozliczamy listy w drodze."),
        Entry("newsletter_letters_days", "Na które adresy poszedł numer newslettera, w dniach",
              "Od 30 do 730. Potem zostają same liczby."),
        Entry("unused_account_days", "Konto, na które nikt nie wchodzi, w dniach",
              "Od 365 do 3650; przed usunięciem idzie list. 0: takich kont nie usuwamy."),
    )),
)  # fmt: skip
ENTRIES = {entry.name: entry for _, entries in GROUPS for entry in entries}
assert ENTRIES.keys() == NAMES - LOGO_NAMES


def missing(operator: Operator) -> list[Entry]:
    """Return what the law asks for and nobody filled in."""
    return [entry for entry in ENTRIES.values() if entry.required and not getattr(operator, entry.name)]


def complaint(name: str, value: str) -> str | None:
    """Say what is wrong with a typed value, or None. An empty value is fine but for a name and a number of days."""
    entry = ENTRIES[name]
    if len(value) > (most := LONGEST_TEXT if entry.long else LONGEST):
        return f"Skróć do {most} znaków"
    if name in DAYS:
        least, longest = DAYS[name]
        fits = value.isascii() and value.isdigit() and least <= int(value[:9]) <= longest
        never = name in MAY_BE_NEVER and value == "0"
        return (
            None
            if fits or never
            else f"Wpisz liczbę od {least} do {longest}" + (" albo 0" if name in MAY_BE_NEVER else "")
        )
    if not value:
        return "Wpisz nazwę Akademii" if name == "academy" else None
    if name in ("email", "accessibility_email") and not _ADDRESS.fullmatch(value):
        return "Wpisz adres e-mail ze znakiem @, na przykład kontakt@przyklad.pl"
    if name == "issn" and not _is_issn(value):
        return "Sprawdź ISSN: ma postać 1234-5679, a ostatni znak zgadza się z pozostałymi"
    return _links_complaint(value) if name.endswith("_links") else None


def value_of(name: str, typed: str) -> str | int:
    """Return a typed value as it is kept."""
    return int(typed) if name in DAYS else typed


def _is_issn(value: str) -> bool:
    if not _ISSN.fullmatch(value):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in value.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _links_complaint(value: str) -> str | None:
    lines = [line for line in value.splitlines() if line.strip()]
    if len(links_in(value)) != len(lines):
        return "W każdym wierszu wpisz: Napis = adres"
    for label, address in links_in(value):
        parts = urlsplit(address)
        inside = address.startswith("/") and not address.startswith(("//", "/\\"))
        if not inside and not (parts.scheme in ("https", "http") and parts.netloc):
            return f"„{label}”: adres zaczyna się od / albo od https://"
    return None


# The drawing of the first page: bars that lean as the mark does, on a base line, in units of its own.
DRAWING_WIDTH, DRAWING_HEIGHT = 760, 216
_BASE, _TALLEST, _LEAN = 180, 151, 0.12


@dataclass(frozen=True)
class Bar:
    """A bar: its outline (SVG), its number and where that stands, its moment and where that stands."""

    path: str
    words: str
    x: int
    y: int
    when: str
    when_x: int
    is_last: bool


def bars(points: Sequence[tuple[str, str, float]]) -> tuple[Bar, ...]:
    """Draw figures as bars from zero; the last one is the one that counts.

    :param points: (when, the number in words, its share of the tallest), at least one.
    """
    step = DRAWING_WIDTH // len(points)
    width = round(step * 0.53)
    return tuple(
        _bar(20 + at * step, width, point, at == len(points) - 1) for at, point in enumerate(points)
    )  # fmt: skip


def _bar(left: int, width: int, point: tuple[str, str, float], is_last: bool) -> Bar:
    when, words, share = point
    height = round(_TALLEST * share)
    lean = round(height * _LEAN)
    path = f"M{left} {_BASE}h{width}l{lean} -{height}h-{width}z"
    middle = left + width // 2
    return Bar(path, words, middle + lean, _BASE - height - 12, when, middle, is_last)
