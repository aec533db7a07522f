"""Bringing a register file in: upload, what each column is, dry run, carrying over, report."""

from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.core.db import commit, let_go, rollback, writing
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.promotion.directory.forms import (
    COLUMN_CHOICES,
    ConfirmForm,
    ReadingForm,
    RegisterForm,
    said_columns,
)
from akademia.promotion.directory.queries import matching
from akademia.promotion.directory.queries.desk import carrying, sheets
from akademia.promotion.directory.queries.rows import sheet_row
from akademia.promotion.directory.services import importing
from akademia.storage.views import received

bp = Blueprint("directory_import", __name__, url_prefix="/panel/katalog/import")
HEAD_ROOM_BYTES = 20_000


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.DirectoryEdit, largest_bytes=importing.LARGEST_BYTES + HEAD_ROOM_BYTES)
def add_register() -> Response:
    form = RegisterForm()
    if form.validate_on_submit():
        name = form.file.data.filename if form.file.data else ""
        read = received(form, importing.read_out)
        if read is not None:
            sheet = importing.keep_sheet(read, name, me().id)
            commit()
            return go(".read_register", ref=sheet.id)
    return page("promotion/directory/desk/upload.html", form=form, sheets=sheets())


@bp.route("/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.DirectoryEdit)
def read_register(ref: int) -> Response:
    """Show what a file holds and what would become of it; with the second button have it carried over."""
    sheet, form, told = sheet_row(ref), ReadingForm(), None
    if sheet.report is not None:
        return page("promotion/directory/desk/report.html", sheet=sheet, report=sheet.report, carrying=carrying(ref))
    columns = matching.guessed_columns(sheet.heads)
    if form.is_submitted():
        columns = said_columns(request.form, len(sheet.heads))
    if form.validate_on_submit():
        try:
            told = _read(ref, form.wish(columns))
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
        else:
            if told is None:
                return go(".read_register", ref=ref)
        sheet = sheet_row(ref)
    return page("promotion/directory/desk/reading.html", 422 if form.form_errors else 200, form=form, sheet=sheet,
                columns=columns, choices=COLUMN_CHOICES, told=told, drop=ConfirmForm(),
                first_rows=sheet.cells[: matching.PREVIEW_ROWS])  # fmt: skip


def _read(ref: int, wish: Any) -> dict[str, Any] | None:
    """Have a file carried over, or only say what would become of it. While that is found out nobody waits."""
    let_go()
    with writing(False):
        told = importing.tried(ref, wish)
    let_go()
    if request.form.get("krok") != "wczytaj":
        return told
    importing.begin_carrying(ref, wish, told, me().id)
    commit()
    return None


@bp.post("/<int:ref>/usun/")
@requires(Permission.DirectoryEdit)
def drop_register(ref: int) -> Response:
    try:
        importing.drop_sheet(ref, me().id)
    except RuleBroken as refused:
        flash(refused.message, "error")
        return go(".read_register", ref=ref)
    commit()
    flash("Plik usunięty. W katalogu nic się nie zmieniło.", "success")
    return go(".add_register")
