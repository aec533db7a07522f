"""The register of territorial units (TERYT/TERC), as GUS publishes it: semicolons, one unit a line.

Columns: WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA. A voivodeship has no county, a county no commune.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from akademia.core.errors import BrokenSource

COLUMNS = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD")


@dataclass(frozen=True)
class TerritoryRow:
    code: str
    level: str
    name: str
    kind: str
    parent_code: str | None


def read_terc(lines: Iterable[str], where: str = "TERC") -> list[TerritoryRow]:
    """Read all units, parents before their parts.

    :param where: the file named in complaints.
    :raises BrokenSource: a column is missing, a code is not made of digits or stands twice, a unit has no parent.
    """
    reader = csv.DictReader((line.removeprefix("\ufeff") for line in lines), delimiter=";")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BrokenSource([f"{where}, wiersz 1, {missing[0]}: brak tej kolumny"])
    numbered = [(number, _row(line)) for number, line in enumerate(reader, start=2)]
    problems = list(_problems(numbered, where))
    if problems:
        raise BrokenSource(problems)
    return sorted((row for _, row in numbered), key=lambda row: len(row.code))


def _row(line: dict[str, str]) -> TerritoryRow:
    parts = [(line[name] or "").strip() for name in COLUMNS]
    voivodeship, county, commune, kind_code, name, kind = parts
    code = voivodeship + county + commune + kind_code
    if not county:
        return TerritoryRow(code, "voivodeship", name.lower(), kind, None)
    if not commune:
        return TerritoryRow(code, "county", name, kind, voivodeship)
    return TerritoryRow(code, "commune", name, kind, voivodeship + county)


def _problems(numbered: list[tuple[int, TerritoryRow]], where: str) -> Iterator[str]:
    known = {row.code for _, row in numbered}
    seen: set[str] = set()
    for number, row in numbered:
        place = f"{where}, wiersz {number}, {row.code or 'WOJ'}"
        if not row.code.isdigit() or len(row.code) not in (2, 4, 7):
            yield f"{place}: to nie jest numer jednostki (2, 4 albo 7 cyfr)"
        elif row.code in seen:
            yield f"{place}: ten numer stoi już wyżej"
        elif not row.name:
            yield f"{place}: brak nazwy"
        elif row.parent_code is not None and row.parent_code not in known:
            yield f"{place}: brak jednostki nadrzędnej {row.parent_code}"
        seen.add(row.code)
