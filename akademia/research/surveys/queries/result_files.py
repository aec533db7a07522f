"""What results are as files."""

from collections.abc import Sequence

from akademia.core.db import row_of
from akademia.core.errors import Missing
from akademia.research.surveys.formats import microdata, tables
from akademia.research.surveys.formats.dataset import canonical_lines
from akademia.research.surveys.models import StudyResults
from akademia.research.surveys.queries.answers import data_of
from akademia.research.surveys.queries.results import Results, crossings_of
from akademia.research.surveys.queries.rows import study_row

Grid = tuple[Sequence[str], Sequence[Sequence[object]]]


def tables_of(results: Results, group: str) -> Grid:
    """Return all tables of a group."""
    return tables.TABLE_HEADS, list(tables.table_rows(results.group(group).told))


def codebook(results: Results, group: str) -> Grid:
    """Return the codebook of a group."""
    return tables.CODEBOOK_HEADS, list(tables.codebook_rows(results.group(group).told))


def cross(results: Results, group: str, rows: str, columns: str) -> Grid:
    """Return a cross table; both variables are known to be in it."""
    found = results.group(group)
    one, other = found.variable(rows), found.variable(columns)
    table = crossings_of(results, group, rows).get(columns)
    if one is None or other is None or table is None:
        raise Missing
    return tables.cross_rows(one, other, table)


def book(results: Results) -> bytes:
    """Return all tables and codebooks as a workbook, two sheets a group."""
    sheets = []
    for one in results.groups:
        if one.people is not None:
            sheets.append(tables.Sheet(one.name, tables.TABLE_HEADS, list(tables.table_rows(one.told))))
            sheets.append(tables.Sheet(f"{one.name[:20]} opis", tables.CODEBOOK_HEADS,
                                       list(tables.codebook_rows(one.told))))  # fmt: skip
    return tables.workbook(sheets)


def answers(study_id: int, group: str) -> Grid:
    """Return single answers of a group.

    :raises Missing: there is no such group, or the study still takes answers.
    """
    found = next((one for one in data_of(study_id) if one.key == group), None)
    if found is None or study_row(study_id).state != "closed":
        raise Missing
    return microdata.heads_of(found.questionnaire), list(microdata.rows_of(found.questionnaire, found.answers))


def data_set(study_id: int) -> bytes:
    """Return the canonical data set of a study as a file."""
    study, kept = study_row(study_id), row_of(StudyResults, study_id)
    groups = [(one.key, one.digest, one.answers) for one in data_of(study_id)]
    return "".join(canonical_lines(study.slug, kept.secret, groups)).encode()
