"""Figures of a series from a sheet: first what would become of each row, then the act."""

from flask import Response, flash, request

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.text import counted
from akademia.core.web import go, page
from akademia.research.statistics.forms import SheetForm
from akademia.research.statistics.queries.desk import desk_series
from akademia.research.statistics.services import figures, sheets
from akademia.research.statistics.views.desk import bp
from akademia.storage.views import received

TEMPLATE = "research/statistics/desk/sheet.html"


@bp.route("/<int:ref>/arkusz/", methods=["GET", "POST"])
@requires(Permission.StatisticsEdit)
def bring_sheet(ref: int) -> Response:
    form, series = SheetForm(), desk_series(ref)
    if not form.validate_on_submit() or not _box_filled(form):
        return page(TEMPLATE, form=form, series=series, checked=None)
    try:
        checked = sheets.check_sheet(ref, form.sheet.data or "")
        if request.form.get("act") != "save" or not checked.right:
            return page(TEMPLATE, form=form, series=series, checked=checked)
        count = figures.bring_figures(ref, checked.right, me().id)
    except RuleBroken as refused:
        rollback()
        form.sheet.errors = [refused.message]
        return page(TEMPLATE, form=form, series=series, checked=None)
    commit()
    flash(f"Dodano {counted(count, 'liczbę', 'liczby', 'liczb')}. {_left(len(checked.wrong))}".strip(), "success")
    return go(".show_one", ref=ref)


def _box_filled(form: SheetForm) -> bool:
    """Put the words of a file that came into the box. Returns whether there is something to check."""
    if form.file.data or form.upload.data:
        words = received(form, sheets.read_out)
        form.sheet.data = words or form.sheet.data
        return words is not None
    return True


def _left(count: int) -> str:
    said = counted(count, "błędnego wiersza", "błędnych wierszy", "błędnych wierszy")
    return f"Nie dodano {said}: widać było, dlaczego." if count else ""
