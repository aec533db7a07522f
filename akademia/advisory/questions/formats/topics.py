"""The file of topics that a new academy opens with."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.texts.formats.source import read_yaml

_FIELDS = {"key": str, "name": str, "summary": str, "promise_days": int}


@dataclass(frozen=True)
class TopicRow:
    """A topic of the file. `promise_days`: working days, from 1 to 60."""

    key: str
    name: str
    summary: str
    promise_days: int
    position: int

    @property
    def digest(self) -> str:
        """What changes whenever the row does."""
        return sha256(repr(self).encode()).hexdigest()[:32]


def read_topics(path: Path) -> list[TopicRow]:
    """Read topics in the order of the file.

    :raises BrokenSource: what is wrong, row by row.
    """
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise BrokenSource([f"{path}: ma być lista tematów"])
    problems = [f"{path}, temat {n}: {said}" for n, row in enumerate(rows, start=1) if (said := _complaint(row))]
    keys = [row.get("key") for row in rows if isinstance(row, dict)]
    problems += [f"{path}: klucz „{key}” stoi dwa razy" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if problems:
        raise BrokenSource(problems)
    return [TopicRow(**row, position=place) for place, row in enumerate(rows)]


def _complaint(row: Any) -> str:
    if not isinstance(row, dict) or row.keys() != _FIELDS.keys():
        return f"ma mieć: {', '.join(_FIELDS)}"
    wrong = [name for name, kind in _FIELDS.items() if type(row[name]) is not kind or not row[name]]
    if wrong:
        return f"{wrong[0]}: zła wartość"
    if not 2 <= len(row["name"]) <= 80:
        return "name: od 2 do 80 znaków"
    return "" if 1 <= row["promise_days"] <= 60 else "promise_days: od 1 do 60"
