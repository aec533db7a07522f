"""The amounts of the unemployment benefit at the staff desk."""

from flask import Blueprint, Response, flash

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.education.tools import queries, services
from akademia.education.tools.forms import AmountForm, RemovalForm

bp = Blueprint("tools_desk", __name__, url_prefix="/panel/kwoty")


@bp.get("/")
@requires(Permission.CourseEdit)
def show_amounts() -> Response:
    return page("tools_desk/amounts.html", amounts=queries.known_amounts())


@bp.route("/nowa/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def new_amount() -> Response:
    form = AmountForm()
    if form.validate_on_submit():
        try:
            services.add_amount(form.first_month, form.last_month, form.amount.grosze or 0, form.source.data, me().id)
        except RuleBroken as refused:
            form.first_year.errors = [refused.message]
        else:
            return _done("Dodano kwotę. Kalkulator już z niej liczy.")
    return page("tools_desk/amount.html", form=form, amount=None)


@bp.route("/<int:amount_id>/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def edit_amount(amount_id: int) -> Response:
    amount = queries.amount(amount_id)
    form = AmountForm.of(amount)
    if form.validate_on_submit():
        try:
            services.change_amount(
                amount, form.first_month, form.last_month, form.amount.grosze or 0, form.source.data,
                form.opened, me().id,
            )  # fmt: skip
        except services.AmountChanged as refused:
            form.form_errors = [refused.message]
            form.version.data = str(amount.version)
            return page("tools_desk/amount.html", 409, form=form, amount=amount, stored=queries.amount_shown(amount))
        except RuleBroken as refused:
            form.first_year.errors = [refused.message]
        else:
            return _done("Zapisano kwotę. Kalkulator już z niej liczy.")
    return page("tools_desk/amount.html", form=form, amount=amount)


@bp.route("/<int:amount_id>/usun/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def remove_amount(amount_id: int) -> Response:
    """Ask, then remove."""
    amount, form = queries.amount(amount_id), RemovalForm()
    if form.validate_on_submit():
        services.remove_amount(amount, me().id)
        return _done("Usunięto kwotę. Na te miesiące kalkulator poprosi o nią czytelnika.")
    return page("tools_desk/remove.html", amount=queries.amount_shown(amount), form=form)


def _done(said: str) -> Response:
    db.commit()
    flash(said, "success")
    return go(".show_amounts")
