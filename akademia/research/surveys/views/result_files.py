"""Results as files. Readers get what passed the guard; single answers leave the desk alone."""

from collections.abc import Iterable, Sequence

from flask import Response

from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.sheet import csv_parts
from akademia.research.surveys.queries import result_files as files
from akademia.research.surveys.queries.results import counted_results, published_results
from akademia.research.surveys.services.results import note_taken
from akademia.research.surveys.views.results import bp, crossed_part
from akademia.research.surveys.views.results_desk import bp as desk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _attached(content: bytes | Iterable[bytes], name: str, mime: str) -> Response:
    answer = Response(content, mimetype=mime)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    return _attached(b"".join(csv_parts(heads, rows)), f"{name}.csv", "text/csv")


@bp.get("/<slug>/<group>/tabele.csv")
@public
def send_csv(slug: str, group: str) -> Response:
    return _csv(*files.tables_of(published_results(slug), group), f"{slug}-{group}")


@bp.get("/<slug>/<group>/zmienne.csv")
@public
def send_codebook(slug: str, group: str) -> Response:
    return _csv(*files.codebook(published_results(slug), group), f"{slug}-{group}-zmienne")


@bp.get("/<slug>/<group>/tabela.csv")
@public
def send_table(slug: str, group: str) -> Response:
    results = published_results(slug)
    found = crossed_part(results, group)
    return _csv(*files.cross(results, group, found.rows, found.columns), f"{slug}-{group}-tabela")


@bp.get("/<slug>/tabele.xlsx")
@public
def send_xlsx(slug: str) -> Response:
    return _attached(files.book(published_results(slug)), f"{slug}.xlsx", XLSX)


@desk.get("/<int:ref>/wyniki/<group>/tabele.csv", endpoint="send_csv")
@requires(Permission.SurveyKeep)
def send_desk_csv(ref: int, group: str) -> Response:
    results = counted_results(ref)
    return _csv(*files.tables_of(results, group), f"{results.slug}-{group}")


@desk.get("/<int:ref>/wyniki/<group>/zmienne.csv", endpoint="send_codebook")
@requires(Permission.SurveyKeep)
def send_desk_codebook(ref: int, group: str) -> Response:
    results = counted_results(ref)
    return _csv(*files.codebook(results, group), f"{results.slug}-{group}-zmienne")


@desk.post("/<int:ref>/wyniki/<group>/odpowiedzi.csv")
@requires(Permission.SurveyKeep)
def take_answers(ref: int, group: str) -> Response:
    """Send single answers; that they were taken is an act."""
    heads, rows = files.answers(ref, group)
    note_taken(ref, group, me().id)
    commit()
    return _csv(heads, rows, f"badanie-{ref}-{group}-odpowiedzi")


@desk.post("/<int:ref>/wyniki/zbior.jsonl")
@requires(Permission.SurveyKeep)
def take_data_set(ref: int) -> Response:
    """Send the canonical data set, whose hash stands in the report; that it was taken is an act."""
    lines = files.data_set(ref)
    note_taken(ref, "zbiór", me().id)
    commit()
    return _attached(lines, f"badanie-{ref}.jsonl", "application/x-ndjson")
