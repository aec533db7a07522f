"""Series as sheets, and sheets checked before they are taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from akademia.research.statistics.formats.sheet import BadSheet, read_csv, write_csv, write_json
from akademia.research.statistics.queries.desk import taken_keys
from akademia.research.statistics.queries.reading import SeriesRow
from akademia.research.statistics.queries.rows import PLACES
from akademia.research.statistics.rules.figures import FigureRow
from akademia.research.statistics.rules.sheet import MOST_ROWS, SheetRow, check_rows, unknown_columns
from akademia.storage import fence

OPENER = "akademia.research.statistics.formats.file"
LARGEST_BYTES = 400_000


@dataclass(frozen=True)
class Checked:
    """A sheet after its check: every row, in its order."""

    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @property
    def right(self) -> Sequence[FigureRow]:
        return [row.figure for row in self.rows if row.figure is not None]

    @property
    def wrong(self) -> Sequence[SheetRow]:
        return [row for row in self.rows if row.figure is None]


def read_out(path: Path, _name: str) -> str:
    """Return the words of a file, read in the fenced child; no transaction is needed.

    :raises RuleBroken: it is too large, or no text; why, in Polish.
    """
    if path.stat().st_size > LARGEST_BYTES:
        raise BadSheet("Plik jest za duży. Podziel go na części.")
    return str(fence.run(OPENER, str(path), cpu_seconds=10, seconds=30)["sheet"])


def check_sheet(ref: int, text: str) -> Checked:
    """Check a sheet for a series, row by row. Nothing is written.

    :raises BadSheet: it is no sheet, or its heading cannot be read.
    """
    heads, rows = read_csv(text)
    wrong = unknown_columns(known_heads(heads))
    if wrong:
        raise BadSheet(" ".join(wrong))
    if len(rows) > MOST_ROWS:
        raise BadSheet(f"Arkusz ma {len(rows)} wierszy, najwyżej może mieć {MOST_ROWS}. Podziel go na części.")
    checked = check_rows(known_heads(heads), rows, PLACES, taken_keys(ref))
    if not checked:
        raise BadSheet("Pod nazwami kolumn nie ma żadnego wiersza.")
    return Checked(tuple(heads), tuple(checked))


def known_heads(heads: Sequence[str]) -> list[str]:
    """Return the heading without the names of columns that only our own sheets have, beside the figures."""
    return ["" if head.strip().casefold() in ("szereg", "jednostka") else head for head in heads]


def csv_of(series: SeriesRow) -> str:
    return write_csv(series.title, series.unit, series.figures)


def json_of(series: SeriesRow, address: str) -> str:
    return write_json(series.title, series.unit, address, series.figures)
