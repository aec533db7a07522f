"""The register of an act and of its amendments, read from YAML into plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from akademia.core.errors import BrokenSource

STATUS = {"obowiazuje": "in_force", "uchylony": "repealed"}
CHANGE = {"zmiana": "changed", "dodanie": "added", "uchylenie": "repealed"}
THE_REST = "pozostale"


@dataclass(frozen=True)
class ProvisionRow:
    key: str
    label: str
    kind: str
    status: str
    heading: str | None
    summary: str
    parent_key: str | None


@dataclass(frozen=True)
class ChangeRow:
    provision_key: str
    kind: str
    what: str
    unit: str
    in_force_on: date
    works_from: date | None


@dataclass(frozen=True)
class AmendmentRow:
    key: str
    title: str
    display_address: str
    eli: str
    passed_on: date
    promulgated_on: date
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class ActRow:
    key: str
    title: str
    short: str
    display_address: str
    eli: str
    in_force_on: date
    text_address: str
    legal_state_on: date
    newer_address: str | None
    provisions: tuple[ProvisionRow, ...]


def read_act(path: Path) -> ActRow:
    """Read an act's register. Provisions keep the order of the act, parents before children.

    :raises BrokenSource: the file is not such a register.
    """
    source = _load(path)
    try:
        act, text = source["akt"], source["akt"]["tekst_uzyty"]
        return ActRow(
            key=act["id"],
            title=act["title"],
            short=act["short"],
            display_address=act["display_address"],
            eli=act["eli"],
            in_force_on=date.fromisoformat(act["in_force"]),
            text_address=text["display_address"],
            legal_state_on=date.fromisoformat(text["stan_prawny_na"]),
            newer_address=(act.get("nowszy_tekst") or {}).get("display_address"),
            provisions=tuple(_walk(source["chapters"], None)),
        )
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error


def read_amendments(path: Path) -> tuple[AmendmentRow, ...]:
    """Read the history of an act's amendments, oldest first.

    :raises BrokenSource: the file is not such a history.
    """
    source = _load(path)
    try:
        return tuple(_amendment(entry) for entry in source["amendments"])
    except KeyError as error:
        raise BrokenSource([f"{path}: brak klucza {error}"]) from error


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
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
        changes=tuple(_change(change, entry["in_force"]) for change in entry["changes"]),
    )


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
    )
