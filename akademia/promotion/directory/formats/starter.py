"""The starter's entities: a YAML list, each with its kind, name, voivodeship, and the year it is told as of."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from akademia.core.errors import BrokenSource
from akademia.promotion.directory.rules.fields import TEXT_NAMES
from akademia.promotion.directory.rules.kinds import KINDS

_NEEDED = {"slug", "name", "kind", "voivodeship", "historic_year"}
_MORE = {*TEXT_NAMES, "workshops", "description", "commune"}


@dataclass(frozen=True)
class EntitySource:
    """One entity of the file. `values`: its columns; `commune` in it is a TERC number."""

    slug: str
    values: dict[str, Any]
    digest: str


def read_entities(path: Path) -> list[EntitySource]:
    """Read the file.

    :raises BrokenSource: an entry lacks what it needs or has what nobody knows.
    """
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    problems = [f"{path.name}, {entry.get('slug', '?')}: {said}" for entry in entries for said in _problems(entry)]
    if problems:
        raise BrokenSource(problems)
    return [EntitySource(entry["slug"], entry, _digest(entry)) for entry in entries]


def _problems(entry: dict[str, Any]) -> Iterator[str]:
    yield from (f"brak „{name}”" for name in sorted(_NEEDED - entry.keys()))
    yield from (f"nieznane „{name}”" for name in sorted(entry.keys() - _NEEDED - _MORE))
    if entry.get("kind") not in KINDS:
        yield f"nieznany rodzaj „{entry.get('kind')}”"


def _digest(entry: dict[str, Any]) -> str:
    return hashlib.sha256(yaml.safe_dump(entry, allow_unicode=True).encode()).hexdigest()[:32]
