"""Guarded results as rows for spreadsheets: tables, a codebook, a workbook."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from akademia.core.sheet import no_formula
from akademia.research.surveys.rules.results import Table, Told

TABLE_HEADS = ("Pytanie (klucz)", "Pytanie", "Stwierdzenie", "Odpowiedź (klucz)", "Odpowiedź", "Liczba osób",
               "Dokładność", "Widziało pytanie")  # fmt: skip
CODEBOOK_HEADS = ("Pytanie (klucz)", "Pytanie", "Stwierdzenie", "Rodzaj", "Odpowiedź (klucz)", "Odpowiedź")
KINDS = {"single": "jedna odpowiedź", "multiple": "kilka odpowiedzi", "scale": "skala", "row": "skala (stwierdzenie)",
         "number": "liczba w przedziałach", "date": "lata w przedziałach", "organisation": "rodzaj organizacji",
         "region": "województwo (TERC)", "codes": "kody odpowiedzi otwartych"}  # fmt: skip
_SHEET_NAME = 31
Row = tuple[object, ...]


def table_rows(told: Sequence[Told]) -> Iterator[Row]:
    """Give a row for each option of each variable; an empty cell is a hidden number."""
    for one in told:
        words, about = _names(one)
        for (key, option), count in zip(one.variable.options, one.counts, strict=True):
            yield (one.variable.key, words, about, key, option, count, "co do osoby" if one.exact else "do 5", one.seen)
        if one.rest:
            yield (one.variable.key, words, about, "", "ukryte odpowiedzi razem", one.rest, "co do osoby", one.seen)


def codebook_rows(told: Sequence[Told]) -> Iterator[Row]:
    """Give a row for each option of each variable: what its keys mean."""
    for one in told:
        words, about = _names(one)
        for key, option in one.variable.options:
            yield (one.variable.key, words, about, KINDS[one.variable.kind], key, option)


def _names(told: Told) -> tuple[str, str]:
    """Return the question, and the statement where the question is a matrix."""
    variable = told.variable
    return (variable.about, variable.words) if variable.about else (variable.words, "")


def cross_rows(rows: Told, columns: Told, table: Table) -> tuple[list[str], list[Row]]:
    """Return the headings and rows of a cross table."""
    heads = ["Odpowiedź (klucz)", "Odpowiedź", "Razem", *(words for _key, words in columns.variable.options)]
    lines: list[Row] = [
        (key, words, count, *table[place])
        for place, ((key, words), count) in enumerate(zip(rows.variable.options, rows.counts, strict=True))
        if count is not None
    ]
    return heads, lines


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Row]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an XLSX file. Every text is written as a text, so that no cell is a formula."""
    from openpyxl import Workbook  # heavy: read at first use

    book = Workbook(write_only=True)
    for number, sheet in enumerate(sheets, start=1):
        made = book.create_sheet(f"{number} {sheet.name}"[:_SHEET_NAME].translate(dict.fromkeys(map(ord, "[]:*?/\\"))))
        for row in (sheet.heads, *sheet.rows):
            made.append([_cell(made, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, value: object) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=no_formula(value))
    cell.data_type = "s"
    return cell
