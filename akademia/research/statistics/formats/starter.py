"""The series that a new academy opens with."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.research.statistics.rules.figures import HOW, MARKS, FigureRow
from akademia.texts.formats.source import Keys, digest, read_yaml

TEXTS = ("slug", "title", "short", "summary", "unit", "method")


@dataclass(frozen=True)
class SeriesSource:
    """A series of the file: what its form would hold, and its figures. `digest` changes whenever either does."""

    path: Path
    slug: str
    title: str
    values: dict[str, str]
    figures: tuple[FigureRow, ...]
    digest: str


def read_series(path: Path) -> list[SeriesSource]:
    """Read series in the order of the file.

    :raises BrokenSource: what is wrong, key by key.
    """
    told = read_yaml(path)
    if not isinstance(told, dict) or not isinstance(told.get("series"), list):
        raise BrokenSource([f"{path}, wiersz 1: plik ma mieć klucze sources i series"])
    problems: list[str] = []
    sources = told.get("sources", {})
    found = [
        _series(Keys(path, entry, problems, f"{entry.get('slug', '?')}."), path, sources) for entry in told["series"]
    ]
    if problems:
        raise BrokenSource(problems)
    return found


def _series(keys: Keys, path: Path, sources: dict[str, Any]) -> SeriesSource:
    keys.only(*TEXTS, "figures")
    said = {name: keys.text(name, at_most=2000) for name in TEXTS if name != "short"}
    short = str(keys.values.get("short") or "")
    values = {**said, "short": short, "source": said["method"]}
    figures = tuple(_figure(Keys(path, one, keys.problems, keys.prefix), sources) for one in keys.values["figures"])
    mark = digest(repr(sorted(values.items())) + repr(figures))
    return SeriesSource(path, values["slug"], values["title"], values, figures, mark)


def _figure(keys: Keys, sources: dict[str, Any]) -> FigureRow:
    keys.only("year", "value", "source", "mark", "how", "territory", "note")
    source = sources.get(str(keys.values.get("source")), {})
    if not source:
        keys.complain("source", "nie ma takiego źródła")
    return FigureRow(
        keys.number("year", 1900, 2100), Decimal(str(keys.values.get("value"))), str(source.get("name", "")),
        str(keys.values.get("territory") or ""), mark=keys.choice("mark", tuple(MARKS), ""),
        url=str(source.get("url", "")), how=keys.choice("how", tuple(HOW), "stated"),
        note=str(keys.values.get("note") or ""),
    )  # fmt: skip
