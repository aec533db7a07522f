"""Rows of a sheet checked one by one, before anything is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from akademia.core.text import fold
from akademia.research.statistics.rules.figures import (
    COUNTRY,
    FigureRow,
    how_of,
    is_address,
    mark_of,
    number_of,
    year_of,
)

MOST_ROWS = 2_000
COLUMNS: Mapping[str, str] = {
    "rok": "year", "liczba": "value", "zrodlo": "source", "terytorium": "territory", "przyblizenie": "mark",
    "adres zrodla": "url", "pewnosc": "how", "uwaga": "note",
}  # fmt: skip
NEEDED = ("rok", "liczba", "zrodlo")
LONGEST = {"source": 200, "url": 400, "note": 400}
Key = tuple[int, str, str]


@dataclass(frozen=True)
class SheetRow:
    """A row of the sheet. `line` counts from 1 with the heading; `figure` is None where `complaints` say why."""

    line: int
    cells: tuple[str, ...]
    figure: FigureRow | None
    complaints: tuple[str, ...] = ()


def unknown_columns(heads: Sequence[str]) -> list[str]:
    """Return what is wrong with the heading, in sentences."""
    told = [fold(head) for head in heads]
    lost = [name for name in NEEDED if name not in told]
    strange = [head.strip() for head, name in zip(heads, told, strict=True) if name and name not in COLUMNS]
    twice = sorted({name for name in told if name and told.count(name) > 1})
    return [
        *(f"Brakuje kolumny „{'źródło' if name == 'zrodlo' else name}”." for name in lost),
        *(f"Nie znamy kolumny „{name}”." for name in strange),
        *(f"Kolumna „{name}” jest dwa razy." for name in twice),
    ]


def check_rows(
    heads: Sequence[str], rows: Sequence[Sequence[str]], places: Mapping[str, str], taken: Collection[Key]
) -> list[SheetRow]:
    """Check each row by itself and against what is stored and what stands above it.

    :param places: TERC number of two digits -> name of the voivodeship.
    :param taken: (year, territory, folded source) of figures that the series has.
    """
    names = [COLUMNS.get(fold(head), "") for head in heads]
    seen: dict[Key, int] = {}
    found = []
    for line, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        told = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        found.append(_row(line, tuple(cells), told, places, taken, seen, len(cells) > len(heads)))
    return found


def _row(
    line: int, cells: tuple[str, ...], told: Mapping[str, str], places: Mapping[str, str], taken: Collection[Key],
    seen: dict[Key, int], is_long: bool,
) -> SheetRow:  # fmt: skip
    wrong = ["W wierszu jest więcej komórek niż nazw kolumn."] if is_long else []
    year, value = year_of(told.get("year", "")), number_of(told.get("value", ""))
    mark, how = mark_of(told.get("mark", "")), how_of(told.get("how", ""))
    territory = territory_of(told.get("territory", ""), places)
    source, url = told.get("source", ""), told.get("url", "")
    wrong += ["Rok: wpisz cztery cyfry, na przykład 2021."] if year is None else []
    wrong += ["Liczba: wpisz na przykład 1189 albo 11,5."] if value is None else []
    wrong += ["Brakuje źródła."] if not source else []
    wrong += ["Terytorium: wpisz nazwę województwa albo „Polska”."] if territory is None else []
    wrong += ["Przybliżenie: „ok.”, „ponad”, „prawie”, „blisko” albo nic."] if mark is None else []
    wrong += ["Pewność: „podana” albo „odczytana”."] if how is None else []
    wrong += ["Adres źródła: zacznij od https://."] if url and not is_address(url) else []
    wrong += [f"Skróć do {most} znaków: {told[name][:20]}…" for name, most in LONGEST.items()
              if len(told.get(name, "")) > most]  # fmt: skip
    if wrong or year is None or value is None or territory is None or mark is None or how is None:
        return SheetRow(line, cells, None, tuple(wrong))
    key = (year, territory, fold(source))
    if key in taken:
        return SheetRow(line, cells, None, ("To źródło ma już liczbę za ten rok. Zmień ją na liście liczb.",))
    if key in seen:
        return SheetRow(line, cells, None, (f"Ten sam rok i źródło są już w wierszu {seen[key]}.",))
    seen[key] = line
    place = places.get(territory, COUNTRY)
    return SheetRow(line, cells, FigureRow(year, value, source, territory, place, mark, url, how, told.get("note", "")))


def territory_of(words: str, places: Mapping[str, str]) -> str | None:
    """Return a territory's TERC number by it or by its name; empty for the country; None for words that are none."""
    told = fold(words).removeprefix("woj. ").removeprefix("wojewodztwo ")
    if told in ("", "polska", "kraj"):
        return ""
    return next((code for code, name in places.items() if told in (code, fold(name))), None)
