"""What carrying a register file over would do, row by row: pure, so that the dry run and the act are one plan."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from akademia.core.text import fold
from akademia.promotion.directory.rules.fields import BY_NAME, TEXT_NAMES, lines_of, objection, tidied
from akademia.promotion.directory.rules.kinds import KINDS

# Columns that follow from others or from the whole file, as a report calls them.
_LABELS = {**{name: one.label for name, one in BY_NAME.items()}, "commune_code": "Gmina", "county_code": "Powiat",
           "voivodeship_code": "Województwo", "confirmed_on": "Dzień sprawdzenia"}  # fmt: skip
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y.%m.%d")


@dataclass(frozen=True)
class Area:
    """A commune with where it lies: TERC numbers, folded names."""

    code: str
    name: str
    county: str


@dataclass(frozen=True)
class Country:
    """The country's division as a file names it. `voivodeships`, `counties`: folded name -> codes."""

    communes: Mapping[str, Sequence[Area]]
    by_code: Mapping[str, Area]
    voivodeships: Mapping[str, str]
    counties: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Known:
    """An entity that there is, as far as rows are matched with it and compared to it."""

    ref: int
    kind: str
    voivodeship: str
    name: str
    place: str
    commune: str
    register_number: str
    nip: str
    regon: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Wish:
    """How a file is to be read: column number -> field, and what stands for columns that it does not have."""

    columns: Mapping[int, str]
    kind: str = ""
    voivodeship: str = ""
    as_of: date | None = None


@dataclass
class PlannedRow:
    """One row. `outcome`: `new`, `changed`, `same` or `refused`; `ref`: the entity it is about; `values`: its columns.

    `why` says why a row is refused; `lost`: its cells that are not carried over, each with the reason.
    """

    number: int
    name: str
    outcome: str = "new"
    ref: int | None = None
    why: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """All rows of a file, and its columns that nothing was made of."""

    rows: list[PlannedRow]
    left: list[str]

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)

    def told(self) -> dict[str, Any]:
        """Return the plan as plain data for a report: counts, and item by item what is not carried over."""
        refused = [f"wiersz {row.number}, {row.name or 'bez nazwy'}: {row.why}" for row in self.rows if row.why]
        lost = [f"wiersz {row.number}, {row.name}: {said}" for row in self.rows for said in row.lost if not row.why]
        changes = [
            f"{row.name}: {', '.join(_LABELS[name].lower() for name in row.changed)}"
            for row in self.rows if row.outcome == "changed"
        ]  # fmt: skip
        counts = {outcome: self.count(outcome) for outcome in ("new", "changed", "same", "refused")}
        return {**counts, "refused_rows": refused, "lost_cells": lost, "left_columns": self.left, "changes": changes}


def plan(heads: Sequence[str], cells: Sequence[Sequence[str]], wish: Wish, country: Country,
         known: Collection[Known]) -> Plan:  # fmt: skip
    """Say what each row would do. Rows are counted from 2: the heads are the first."""
    shelf, taken, rows = _Shelf(known), dict[Any, int](), []
    for number, line in enumerate(cells, start=2):
        row = _read(number, line, wish, country)
        if not row.why:
            _match(row, shelf, taken)
        if row.why:
            row.outcome = "refused"
        rows.append(row)
    used = {column for column, name in wish.columns.items() if name}
    return Plan(rows, [_left(heads[n], n, cells) for n in range(len(heads)) if n not in used])


def _left(head: str, column: int, cells: Sequence[Sequence[str]]) -> str:
    filled = sum(bool(line[column].strip()) for line in cells if column < len(line))
    return f"kolumna „{head or column + 1}” (wypełnionych komórek: {filled})"


def _read(number: int, line: Sequence[str], wish: Wish, country: Country) -> PlannedRow:
    said = {name: line[n].strip() for n, name in wish.columns.items() if name and n < len(line) and line[n].strip()}
    row = PlannedRow(number, " ".join(said.get("name", "").split())[:200])
    if len(row.name) < 2:
        row.why = "brak nazwy"
        return row
    _read_kind(row, said, wish)
    _read_area(row, said, wish, country)
    for name in TEXT_NAMES:
        if name in said:
            _read_text(row, name, said[name])
    if "workshops" in said:
        row.values["workshops"] = lines_of(said["workshops"])
    for name in ("registered_on", "ceased_on"):
        if name in said:
            _read_day(row, name, said[name])
    if wish.as_of is not None:
        row.values["confirmed_on"] = wish.as_of
    return row


def _read_text(row: PlannedRow, name: str, said: str) -> None:
    value = tidied(name, said)
    wrong = objection(name, value)
    if wrong and name == "name":
        row.why = wrong.lower()
    elif wrong:
        row.lost.append(f"{BY_NAME[name].label}: „{said[:60]}” – {wrong.lower()}")
    else:
        row.values[name] = value


def _read_day(row: PlannedRow, name: str, said: str) -> None:
    for form in _DAYS:
        try:
            row.values[name] = datetime.strptime(said, form).date()
        except ValueError:
            continue
        return
    row.lost.append(f"{BY_NAME[name].label}: „{said[:60]}” – to nie jest data")


def kind_said(said: str) -> str:
    """Return the kind that a cell names; empty when it names none."""
    words = fold(said)
    for key, one in KINDS.items():
        if words in (key, fold(one.short), fold(one.label), *one.names):
            return key
    return ""


def _read_kind(row: PlannedRow, said: Mapping[str, str], wish: Wish) -> None:
    kind = kind_said(said["kind"]) if "kind" in said else wish.kind
    if kind:
        row.values["kind"] = kind
    else:
        row.why = f"nie znamy rodzaju „{said['kind'][:60]}”" if "kind" in said else "brak rodzaju"


def _read_area(row: PlannedRow, said: Mapping[str, str], wish: Wish, country: Country) -> None:
    """Find where a row lies. What it says itself goes before what stands for a missing column."""
    own = country.voivodeships.get(fold(said.get("voivodeship", "")).removeprefix("woj. "), "")
    counties = _within(country.counties.get(_county(said.get("county", "")), ()), own, wish.voivodeship)
    named = country.communes.get(_commune(said.get("commune", "")), ())
    codes = [one.code for one in named if not counties or one.county in counties]
    communes = _within(codes, own, wish.voivodeship)
    commune = country.by_code.get(said.get("commune_code", "") or (communes[0] if len(communes) == 1 else ""))
    fitting = {code[:4] for code in (*communes, *([] if communes else counties))}
    county = commune.county if commune else fitting.pop() if len(fitting) == 1 else None
    voivodeship = county[:2] if county else own or wish.voivodeship
    if not voivodeship:
        row.why = row.why or "nie wiadomo, w którym województwie leży"
        return
    row.values["voivodeship_code"] = voivodeship
    if county:
        row.values |= {"county_code": county, "commune_code": commune.code if commune else None}
    _tell_unplaced(row, said, country, commune, county, len(communes))


def _within(codes: Sequence[str], own: str, missing: str) -> list[str]:
    """Return the units that may be meant: in the voivodeship said; where that leaves several, in the usual one."""
    found = [code for code in codes if code.startswith(own)]
    usual = [code for code in found if missing and code.startswith(missing)]
    return usual if len(found) > 1 and usual else found


def _tell_unplaced(row: PlannedRow, said: Mapping[str, str], country: Country, commune: Area | None,
                   county: str | None, fitting: int) -> None:  # fmt: skip
    if "commune" in said and commune is None:
        why = "pasuje do kilku gmin, podaj powiat albo kod TERYT" if fitting > 1 else "nie znamy takiej gminy"
        row.lost.append(f"Gmina: „{said['commune'][:60]}” – {why}")
    if "commune_code" in said and commune is None:
        row.lost.append(f"Kod gminy (TERYT): „{said['commune_code'][:60]}” – nie znamy takiej gminy")
    if "voivodeship" in said and fold(said["voivodeship"]).removeprefix("woj. ") not in country.voivodeships:
        row.lost.append(f"Województwo: „{said['voivodeship'][:60]}” – nie znamy takiego województwa")
    if "county" in said and not county:
        row.lost.append(f"Powiat: „{said['county'][:60]}” – nie znamy takiego powiatu w tym województwie")


def _county(said: str) -> str:
    return fold(said).removeprefix("powiat ").removeprefix("pow. ").removeprefix("m. ")


def _commune(said: str) -> str:
    return fold(said).removeprefix("gmina ").removeprefix("gm. ")


class _Shelf:
    """Entities by what tells them: the register's number, NIP, REGON, name with place."""

    def __init__(self, known: Collection[Known]) -> None:
        self._ways: dict[tuple[str, ...], list[Known]] = {}
        for one in known:
            for way in _ways(one.kind, one.voivodeship, one.register_number, one.nip, one.regon, one.name, one.commune,
                             one.place):  # fmt: skip
                self._ways.setdefault(way, []).append(one)

    def find(self, ways: Sequence[tuple[str, ...]], name: str, number: str) -> list[Known]:
        """Return the entities that the first way that leads to any leads to; those of the same name, if some are.

        One that has another number in the register is another one, whatever else agrees.
        """
        for way in ways:
            found = [
                one for one in self._ways.get(way, [])
                if not number or not one.register_number or fold(one.register_number) == fold(number)
            ]  # fmt: skip
            named = [one for one in found if fold(one.name) == fold(name)]
            if found:
                return named or found
        return []


def _ways(kind: str, voivodeship: str, number: str, nip: str, regon: str, name: str, commune: str,
          place: str) -> list[tuple[str, ...]]:  # fmt: skip
    named: tuple[str, ...] = (kind, "name", fold(name))
    told = [
        ((kind, "register", voivodeship, fold(number)), number), ((kind, "nip", nip), nip),
        ((kind, "regon", regon), regon), ((*named, commune), commune), ((*named, voivodeship, fold(place)), place),
        ((*named, voivodeship), "" if commune or place else name),
    ]  # fmt: skip
    return [way for way, said in told if said]


def _match(row: PlannedRow, shelf: _Shelf, taken: dict[Any, int]) -> None:
    said = row.values
    number, nip, regon = (said.get(name) or "" for name in ("register_number", "nip", "regon"))
    ways = _ways(said["kind"], said["voivodeship_code"], number, nip, regon, row.name, said.get("commune_code") or "",
                 said.get("place", ""))  # fmt: skip
    found = shelf.find(ways, row.name, number)
    if len(found) > 1:
        row.why = f"pasuje do kilku podmiotów w katalogu ({len(found)}); popraw w katalogu ich numery"
        return
    # Two centres of one founder may share its numbers; then their names tell them apart.
    own: Any = ("ref", found[0].ref) if found else ways[0] if number else (*ways[0], fold(row.name))
    if own in taken:
        row.why = f"powtarza wiersz {taken[own]}"
        return
    taken[own] = row.number
    if found:
        row.ref = found[0].ref
        _keep_newer_day(row, found[0])
        row.changed = [name for name, value in said.items() if found[0].values.get(name) != value]
        row.outcome = "changed" if row.changed else "same"


def _keep_newer_day(row: PlannedRow, known: Known) -> None:
    """A register as of an earlier day does not make data older that somebody confirmed since."""
    since = known.values.get("confirmed_on")
    if since is not None and since > row.values.get("confirmed_on", since):
        del row.values["confirmed_on"]
