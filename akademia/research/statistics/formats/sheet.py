"""Figures as a CSV sheet, out and in."""

import csv
import io
import json
from collections.abc import Sequence

from akademia.core.errors import RuleBroken
from akademia.core.sheet import in_cell, without_guard
from akademia.research.charts.rules.values import Unit
from akademia.research.statistics.rules.figures import MARKS, FigureRow

HEAD = ("rok", "liczba", "przybliżenie", "terytorium", "źródło", "adres źródła", "pewność", "uwaga")
KNOWN = {"stated": "podana", "read": "odczytana"}
MOST_SIGNS = 400_000


class BadSheet(RuleBroken):
    message = "Nie widzimy tu arkusza. Pierwszy wiersz ma nazywać kolumny, na przykład „rok;liczba;źródło”."


def write_csv(title: str, unit: str, figures: Sequence[FigureRow]) -> str:
    """Return a CSV sheet with semicolons, as the import takes it back, with the mark of UTF-8 for spreadsheets."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow([*HEAD, "szereg", "jednostka"])
    for one in figures:
        number = f"{one.value.normalize():f}".replace(".", ",")
        cells = (MARKS[one.mark].strip(), one.place, one.source, one.url, KNOWN[one.how], one.note, title, unit)
        writer.writerow([one.year, number, *(in_cell(cell) for cell in cells)])
    return "\ufeff" + sheet.getvalue()


def write_json(title: str, unit: str, address: str, figures: Sequence[FigureRow]) -> str:
    """Return a series as JSON: what is not known is absent, never zero."""
    told = {
        "title": title, "unit": Unit.of(unit).many, "url": address,
        "figures": [
            {"year": one.year, "value": float(one.value), "approximation": MARKS[one.mark].strip(),
             "territory": one.place, "terc": one.territory, "source": one.source, "source_url": one.url,
             "known": one.how, "note": one.note}
            for one in figures
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def read_csv(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of a sheet with semicolons, tabs or commas.

    :raises BadSheet: it is too long, or no sheet.
    """
    if len(text) > MOST_SIGNS:
        raise BadSheet("Arkusz jest za długi. Podziel go na części po najwyżej 2000 wierszy.")
    text = text.removeprefix("\ufeff").replace("\0", "").strip("\r\n")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadSheet from error
    if not rows or len(rows[0]) < 2:
        raise BadSheet
    return [without_guard(cell) for cell in rows[0]], [[without_guard(cell) for cell in row] for row in rows[1:]]
