"""Series at the desk of staff: the list, one with its figures, a figure, its way from readers and back."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.research.statistics.forms import FigureForm, RemovalForm, WithdrawForm
from akademia.research.statistics.queries.desk import STATES, desk_figure, desk_list, desk_series, known_sources
from akademia.research.statistics.services import figures, states

bp = Blueprint("statistics_desk", __name__, url_prefix="/panel/statystyki")


@bp.get("/")
@requires(Permission.StatisticsEdit)
def show_list() -> Response:
    how = asked({"tytul", "zmiana"}, "tytul", {"stan": STATES})
    return page("research/statistics/desk/list.html", list=desk_list(how), asked=how, states=STATES)


@bp.get("/nowy")
@requires(Permission.StatisticsEdit)
def begin_series() -> Response:
    return go("editor.new_text", kind="szereg")


@bp.get("/<int:ref>/")
@requires(Permission.StatisticsEdit)
def show_one(ref: int) -> Response:
    return page("research/statistics/desk/series.html", series=desk_series(ref), states=STATES)


@bp.route("/<int:ref>/liczba/", methods=["GET", "POST"])
@requires(Permission.StatisticsEdit)
def add_figure(ref: int) -> Response:
    form = FigureForm()
    if form.validate_on_submit():
        try:
            differing = figures.add_figure(ref, form.figure(), me().id)
        except figures.SameSource as refused:
            rollback()
            form.source.errors = [refused.message]
        else:
            return _kept(ref, "Dodano liczbę.", [one.shown + " – " + one.source for one in differing])
    series = desk_series(ref)
    return page(
        "research/statistics/desk/figure.html", form=form, series=series, figure=None, sources=known_sources(ref)
    )


@bp.route("/liczby/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.StatisticsEdit)
def edit_figure(ref: int) -> Response:
    figure = desk_figure(ref)
    form, series = FigureForm.of(figure.row), desk_series(figure.series_id)
    status = 200
    if form.validate_on_submit():
        try:
            differing = figures.change_figure(ref, form.figure(), form.opened, me().id)
        except figures.SameSource as refused:
            form.source.errors = [refused.message]
        except figures.FigureChanged as refused:
            form.form_errors, form.version.data, status = [refused.message], str(figure.row.version), 409
        else:
            return _kept(figure.series_id, "Zapisano liczbę.", [one.shown + " – " + one.source for one in differing])
        rollback()
    shown = {"series": series, "figure": figure, "sources": known_sources(figure.series_id)}
    return page("research/statistics/desk/figure.html", status, form=form, **shown)


def _kept(ref: int, said: str, differing: Sequence[str]) -> Response:
    commit()
    flash(said, "success")
    if differing:
        flash(f"Inne źródło podaje inną liczbę: {'; '.join(differing)}. Czytelnicy zobaczą obie, ze źródłami.", "warn")
    return go(".show_one", ref=ref)


@bp.route("/liczby/<int:ref>/usun/", methods=["GET", "POST"])
@requires(Permission.StatisticsEdit)
def remove_figure(ref: int) -> Response:
    figure, form = desk_figure(ref), RemovalForm()
    if not form.validate_on_submit():
        return page("research/statistics/desk/remove.html", form=form, figure=figure)
    number = figures.remove_figure(ref, me().id)
    return _kept(number, "Usunięto liczbę.", ())


@bp.route("/<int:ref>/wycofaj/", methods=["GET", "POST"])
@requires(Permission.StatisticsEdit)
def withdraw(ref: int) -> Response:
    form = WithdrawForm()
    if not form.validate_on_submit():
        return page("research/statistics/desk/withdraw.html", form=form, series=desk_series(ref))
    states.withdraw(ref, form.why.data or "", me().id)
    return _kept(ref, "Wycofano szereg. Pod jego adresem czytelnicy przeczytają, dlaczego.", ())


@bp.post("/<int:ref>/przywroc")
@requires(Permission.StatisticsEdit)
def bring_back(ref: int) -> Response:
    try:
        states.bring_back(ref, me().id)
    except RuleBroken as refused:
        rollback()
        flash(refused.message, "error")
        return go(".show_one", ref=ref)
    return _kept(ref, "Szereg jest znowu dostępny dla czytelników.", ())
