"""The register of an act and of its amendments, read from YAML into plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from akademia.core.errors import BrokenSource
from akademia.core.text import NBSP, date_words

STATUS = {"obowiazuje": "in_force", "uchylony": "repealed"}
CHANGE = {"zmiana": "changed", "dodanie": "added", "uchylenie": "repealed"}
THE_REST = "pozostale"
OMITTED = "pominiety"


@dataclass(frozen=True)
class ProvisionRow:
    key: str
    label: str
    kind: str
    status: str
    heading: str | None
    summary: str
    parent_key: str | None
    omitted: bool = False
    refs: tuple[str, ...] = ()
    external_refs: tuple[str, ...] = ()
    in_force_on: date | None = None


@dataclass(frozen=True)
class ChangeRow:
    """One change; `summary` is what an added provision says, where the register is to learn it by this change."""

    provision_key: str
    kind: str
    what: str
    unit: str
    in_force_on: date
    works_from: date | None
    summary: str = ""


@dataclass(frozen=True)
class NoteRow:
    unit: str
    what: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class AmendmentRow:
    key: str
    title: str
    display_address: str
    eli: str
    passed_on: date
    promulgated_on: date
    unit: str
    note: str | None
    changes: tuple[ChangeRow, ...]
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True)
class TextRow:
    eli: str
    display_address: str
    role: str
    promulgated_on: date | None
    legal_state_on: date | None


@dataclass(frozen=True)
class ActRow:
    """An act as a file has it; one without provisions is only a name."""

    key: str
    title: str
    short: str
    name: str
    said: str
    abbreviations: tuple[str, ...] = ()
    passed_on: date | None = None
    display_address: str | None = None
    eli: str | None = None
    in_force_on: date | None = None
    text_address: str | None = None
    legal_state_on: date | None = None
    newer_address: str | None = None
    texts: tuple[TextRow, ...] = ()
    provisions: tuple[ProvisionRow, ...] = ()


@dataclass(frozen=True)
class History:
    """The amendments of an act, oldest first, and the last day they were looked for."""

    known_until: date
    amendments: tuple[AmendmentRow, ...]


def read_act(path: Path) -> ActRow:
    """Read an act's register. Provisions keep the order of the act, parents before children.

    :raises BrokenSource: the file is not such a register.
    """
    source = _load(path)
    try:
        act, text = source["akt"], source["akt"]["tekst_uzyty"]
        passed_on = date.fromisoformat(act["date"])
        said = act["title"].partition(" r. ")[2]
        terms = act.get("in_force_exceptions", ())
        apart = {key: date.fromisoformat(term["date"]) for term in terms for key in term["provisions"]}
        return ActRow(
            key=act["id"],
            title=act["title"],
            short=act["short"],
            name=_name(said, passed_on),
            said=said,
            abbreviations=tuple(act.get("skroty", ())),
            passed_on=passed_on,
            display_address=act["display_address"],
            eli=act["eli"],
            in_force_on=date.fromisoformat(act["in_force"]),
            text_address=text["display_address"],
            legal_state_on=date.fromisoformat(text["stan_prawny_na"]),
            newer_address=(act.get("nowszy_tekst") or {}).get("display_address"),
            texts=(_text(act, "original"), *(_text(one, "consolidated") for one in act.get("teksty_jednolite", ()))),
            provisions=tuple(replace(row, in_force_on=apart.get(row.key)) for row in _walk(source["chapters"], None)),
        )
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error


def read_names(path: Path) -> tuple[ActRow, ...]:
    """Read acts that may be cited though no register of them is kept.

    :raises BrokenSource: the file is not such a list.
    """
    source = _load(path)
    try:
        return tuple(_named(entry) for entry in source["acts"])
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error


def _named(entry: Mapping[str, Any]) -> ActRow:
    passed_on = _day(entry.get("date"))
    name = entry.get("name") or _name(entry["title"], passed_on)
    return ActRow(
        key=entry["id"],
        title=_title(entry["title"], passed_on) if passed_on else name[0].upper() + name[1:],
        short=name,
        name=name,
        said=entry["title"],
        abbreviations=tuple(entry.get("abbreviations", ())),
        passed_on=passed_on,
        eli=entry.get("eli"),
    )


def _name(said: str, passed_on: date | None) -> str:
    return f"ustawa z {passed_on:%d.%m.%Y} {said}" if passed_on else f"ustawa {said}"


def _title(said: str, passed_on: date) -> str:
    return f"Ustawa z dnia {date_words(passed_on)} {said}".replace(NBSP, " ")


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _text(entry: Mapping[str, Any], role: str) -> TextRow:
    return TextRow(
        eli=entry["eli"],
        display_address=entry["display_address"],
        role=role,
        promulgated_on=_day(entry.get("promulgated")),
        legal_state_on=_day(entry.get("stan_prawny_na")),
    )


def read_amendments(path: Path) -> History:
    """Read the history of an act's amendments, oldest first.

    :raises BrokenSource: the file is not such a history.
    """
    source = _load(path)
    try:
        until = date.fromisoformat(source["zakres"]["do"])
        return History(until, tuple(_amendment(entry) for entry in source["amendments"]))
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error


def read_new_amendments(path: Path) -> list[tuple[str, tuple[AmendmentRow, ...]]]:
    """Read amendments to be entered: the key of an act, and those that change it.

    An amending act of two acts stands twice, once under each, in two documents of one file („---” between them).

    :raises BrokenSource: the file is not of that form.
    """
    try:
        return [
            (str(source["akt"]), tuple(_amendment(entry) for entry in source["amendments"])) for source in _parts(path)
        ]
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise BrokenSource([f"{path}: to nie jest plik nowelizacji ({error})"]) from error


def kind_of_file(path: Path) -> str:
    """Return what a file holds: `act` (a register), `names` (acts by name), `history` (all amendments of an act).

    :raises BrokenSource: none of these.
    """
    source = _load(path)
    keys = set(source) if isinstance(source, dict) else set()
    for key, kind in (("chapters", "act"), ("acts", "names"), ("zakres", "history")):
        if key in keys:
            return kind
    raise BrokenSource([f"{path}: to nie jest rejestr aktu (chapters), lista nazw (acts) ani historia (zakres)."])


def act_of_history(path: Path) -> str:
    """Return the key of the act whose history a file holds."""
    return str(_load(path).get("akt", ""))


def _parts(path: Path) -> list[Any]:
    try:
        return list(yaml.load_all(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrokenSource([f"{path}: {error}"]) from error


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrokenSource([f"{path}: {error}"]) from error


def _walk(nodes: list[Mapping[str, Any]], parent: str | None) -> Iterator[ProvisionRow]:
    for node in nodes:
        yield ProvisionRow(
            key=node["id"],
            label=node["label"],
            kind=node["kind"],
            status=STATUS[node.get("status", "obowiazuje")],
            heading=node.get("heading"),
            summary=node.get("summary") or node.get("heading") or node["label"],
            parent_key=parent,
            omitted=node.get("w_tj") == OMITTED,
            refs=tuple(node.get("refs", ())),
            external_refs=tuple(node.get("external_refs", ())),
        )
        yield from _walk(node.get("children", []), node["id"])


def _amendment(entry: Mapping[str, Any]) -> AmendmentRow:
    return AmendmentRow(
        key=entry["id"],
        title=entry["title"],
        display_address=entry["display_address"],
        eli=entry["eli"],
        passed_on=date.fromisoformat(entry["date"]),
        promulgated_on=date.fromisoformat(entry["promulgated"]),
        unit=entry.get("amending_unit", ""),
        note=entry.get("note"),
        changes=tuple(_change(change, entry["in_force"]) for change in entry["changes"]),
        notes=tuple(_note(note) for note in entry.get("transitional", ())),
    )


def _note(entry: Mapping[str, Any]) -> NoteRow:
    return NoteRow(entry["unit"], entry["what"], tuple(entry.get("provisions", ())))


def _change(change: Mapping[str, Any], terms: list[Mapping[str, Any]]) -> ChangeRow:
    own = [t for t in terms if t["provisions"] != THE_REST and change["provision"] in t["provisions"]]
    term = (own or [t for t in terms if t["provisions"] == THE_REST])[0]
    back = term.get("z_moca_od")
    return ChangeRow(
        provision_key=change["provision"],
        kind=CHANGE[change["kind"]],
        what=change["what"],
        unit=change["unit"],
        in_force_on=date.fromisoformat(term["date"]),
        works_from=date.fromisoformat(back) if back else None,
        summary=change.get("summary", ""),
    )
