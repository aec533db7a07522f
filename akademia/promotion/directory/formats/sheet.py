"""A register file, CSV or XLSX, as heads and cells of text. Opened only in the fenced child (`storage.fence`)."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from akademia.core.errors import RuleBroken

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 10_000, 60, 2_000
UNREADABLE = "Nie umiemy odczytać tego pliku. Zapisz go jako CSV (UTF-8) albo XLSX i wgraj jeszcze raz."


def work(path: str, name: str) -> dict[str, Any]:
    """Read a file. Returns {"heads": […], "cells": [[…]], "unread": [what of it was not read, in Polish]}.

    Of a workbook the first sheet that is not empty is read. A row without any text is no row.

    :raises RuleBroken: it is no such file, has no rows, or too many.
    """
    data = Path(path).read_bytes()
    unread: list[str] = []
    lines = _workbook(data, unread) if data[:4] == b"PK\x03\x04" else _text(data)
    table = [line for line in (_cells(raw) for raw in _counted(lines)) if any(line)]
    if len(table) < 2:
        raise RuleBroken("W tym pliku nie ma wierszy z danymi. Pierwszy wiersz to nagłówki, dalej po jednym podmiocie.")
    width = max(len(line) for line in table)
    if width > MOST_COLUMNS:
        raise RuleBroken(f"Ten plik ma {width} kolumn. Zostaw najwyżej {MOST_COLUMNS}.")
    whole = [line + [""] * (width - len(line)) for line in table]
    unread += _shortened(whole)
    return {"heads": whole[0], "cells": [[cell[:MOST_SIGNS] for cell in line] for line in whole[1:]], "unread": unread}


def _counted(lines: Iterable[Any]) -> Iterator[Any]:
    for number, line in enumerate(lines):
        if number > MOST_ROWS:
            raise RuleBroken(f"Ten plik ma więcej niż {MOST_ROWS} wierszy. Podziel go na mniejsze.")
        yield line


def _shortened(table: list[list[str]]) -> list[str]:
    return [
        f"wiersz {number}: komórka ma {len(cell)} znaków, czytamy pierwsze {MOST_SIGNS}"
        for number, line in enumerate(table, start=1)
        for cell in line
        if len(cell) > MOST_SIGNS
    ]


def _cells(line: Iterable[Any]) -> list[str]:
    cells = [_said(cell) for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _said(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a number such as REGON that a spreadsheet keeps as one
    return "" if cell is None else " ".join(str(cell).replace("\0", "").split(" ")).strip()


def _text(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as broken:
        raise RuleBroken(UNREADABLE) from broken


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise RuleBroken(UNREADABLE)
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken(UNREADABLE)


def _workbook(data: bytes, unread: list[str]) -> Iterator[Iterable[Any]]:
    import openpyxl  # heavy, and only the fenced child needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        filled = [sheet for sheet in sheets if next(_rows(sheet), None) is not None]
        unread += [f"arkusz „{sheet.title}” (czytamy tylko pierwszy)" for sheet in filled[1:]]
        for sheet in filled[:1]:
            yield from _rows(sheet)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as broken:
        raise RuleBroken(UNREADABLE) from broken


def _rows(sheet: Any) -> Iterator[Any]:
    return (row for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row))
