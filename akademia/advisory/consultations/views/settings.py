"""How an expert keeps hours: settings, the week, the days that differ, the address of the calendar."""

from flask import Response, flash, session

from akademia.advisory.consultations.forms.keeping import ExceptionForm, HoursForm, WaysForm
from akademia.advisory.consultations.forms.lines import OkForm
from akademia.advisory.consultations.queries import desk
from akademia.advisory.consultations.services import keeping
from akademia.advisory.consultations.services.keeping import Hours, Ways
from akademia.advisory.consultations.views.desk import bp
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.core.sealed import seal, unseal
from akademia.core.text import counted
from akademia.core.web import go, page

SHOWN_SECONDS = 600


@bp.route("/ustawienia/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def show_settings() -> Response:
    keeper = desk.keeper_of(me().id)
    form = WaysForm.of(keeper, me().certificate_name)
    if form.validate_on_submit():
        try:
            keeping.keep_ways(me(), Ways(**form.values()), form.known_version)
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
            form.version.data = str(desk.own_keeper(me().id).version)
        else:
            commit()
            flash("Zapisano ustawienia.", "success")
            return go(".show_settings") if keeper else go(".show_week")
    return page("advisory/consultations/desk/settings.html", form=form, keeper=keeper,
                meets=desk.meets(keeper) if keeper else None)  # fmt: skip


@bp.route("/godziny/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def show_week() -> Response:
    keeper = desk.keeper_of(me().id)
    if keeper is None:
        return go(".show_settings")
    form = HoursForm(seats=1)
    if form.validate_on_submit():
        try:
            keeping.add_hours(keeper, form.weekday.data, _hours(form), me().id)
        except RuleBroken as refused:
            rollback()
            form.starts.errors = [refused.message]
        else:
            commit()
            flash("Dodano godziny.", "success")
            return go(".show_week")
    return page("advisory/consultations/desk/week.html", form=form, keeper=keeper, week=desk.week_of(keeper.id),
                planned=len(desk.planned(keeper.id)), hours=desk.hours_words, modes=desk.SHORT_MODES)  # fmt: skip


def _hours(form: HoursForm | ExceptionForm) -> Hours:
    assert form.starts.at is not None and form.ends.at is not None  # noqa: PT018 - the form has seen to both
    return Hours(form.starts.at, form.ends.at, form.seats.data or 1, form.mode.data)


@bp.post("/godziny/<int:row_id>/usun/")
@requires(Permission.ConsultationKeep)
def remove_hours(row_id: int) -> Response:
    keeper = desk.own_keeper(me().id)
    keeping.remove_hours(desk.hours_row(row_id, keeper.id), keeper, me().id)
    commit()
    flash("Usunięto godziny. Konsultacje już umówione zostają.", "success")
    return go(".show_week")


@bp.route("/wyjatki/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def show_exceptions() -> Response:
    keeper = desk.keeper_of(me().id)
    if keeper is None:
        return go(".show_settings")
    form = ExceptionForm(seats=1)
    if form.validate_on_submit():
        hours = _hours(form) if form.starts.at is not None else None
        count = keeping.add_exception(keeper, form.first_on.data, form.last_day, form.adds, hours, me().id)
        commit()
        flash(_said(count), "warning" if count else "success")
        return go(".show_exceptions")
    return page("advisory/consultations/desk/exceptions.html", form=form, keeper=keeper,
                rows=desk.exceptions_of(keeper.id), hours=desk.hours_words, days=desk.days_words)  # fmt: skip


def _said(count: int) -> str:
    if not count:
        return "Zapisano zmianę."
    held = counted(count, "umówiona konsultacja", "umówione konsultacje", "umówionych konsultacji")
    return f"Zapisano. W te dni: {held}. Odwołaj je sam, jeśli się nie odbędą: każda osoba dostanie list z powodem."


@bp.post("/wyjatki/<int:row_id>/usun/")
@requires(Permission.ConsultationKeep)
def remove_exception(row_id: int) -> Response:
    keeper = desk.own_keeper(me().id)
    keeping.remove_exception(desk.exception_row(row_id, keeper.id), keeper, me().id)
    commit()
    flash("Usunięto zmianę.", "success")
    return go(".show_exceptions")


@bp.route("/kalendarz/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def show_feed() -> Response:
    """Make a new secret address, shown once; the page says only that there is one."""
    keeper, form = desk.own_keeper(me().id), OkForm()
    if form.validate_on_submit():
        token = keeping.new_feed(keeper, me().id)
        commit()
        session["consultation_feed"] = seal("consultation_feed", token)
        return go(".show_feed")
    token = unseal("consultation_feed", session.pop("consultation_feed", ""), SHOWN_SECONDS)
    address = full_url_for("consultations.feed", token=token) if token else None
    return page("advisory/consultations/desk/feed.html", form=form, keeper=keeper, address=address)
