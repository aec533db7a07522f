"""Tables for a spreadsheet: CSV as Excel in Polish opens it, given bit by bit."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"
_ROWS_A_PART = 200
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_parts(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Give a table as UTF-8 with a mark of order, cells parted by semicolons, in parts of some hundred rows.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow([_cell(head) for head in heads])
    for count, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if count % _ROWS_A_PART == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def no_formula(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula.

    What bears such an apostrophe of its own gets one more, so that `without_guard` gives each text back.
    """
    return f"'{text}" if text.lstrip(" '").startswith(_STARTS_FORMULA) else text


def without_guard(cell: str) -> str:
    """Return the text of a cell that `no_formula` may have guarded."""
    return cell[1:] if cell[:1] == "'" and no_formula(cell[1:]) == cell else cell


def in_cell(value: object) -> str:
    """Return a value as a cell of a CSV file that no spreadsheet takes for a formula."""
    return "" if value is None else no_formula(str(value))


def _cell(value: object) -> object:
    if isinstance(value, str):
        return no_formula(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")  # with a point a Polish spreadsheet takes 12.5 for the twelfth of May
    return "" if value is None else value


def _taken(buffer: io.StringIO) -> bytes:
    part = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return part
