"""Reporting a mistake, and the desk's list of reports."""

from flask import Blueprint, Response, flash, request

from akademia.accounts.limits import limit_letters
from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.web import asked, go, page
from akademia.remarks import services
from akademia.remarks.forms import RemarkForm, SettleForm
from akademia.remarks.queries import STATES, place_named, remark_by_id, remarks

bp = Blueprint("remarks", __name__)
BLUEPRINTS = (bp,)


@bp.route("/zglos-blad/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def send_remark() -> Response:
    place, form = place_named(request.args.get("strona", "")), RemarkForm()
    if not form.validate_on_submit():
        return page("remarks/send.html", form=form, place=place)
    services.send(place, form.words.data or "", form.email.data or "")
    commit()
    return page("remarks/sent.html", place=place, answered=bool(form.email.data))


@bp.get("/panel/uwagi/")
@requires(Permission.TextEdit)
def show_remarks() -> Response:
    how = asked((), "", {"stan": STATES})
    return page("remarks/list.html", list=remarks(how), asked=how, states=STATES)


@bp.route("/panel/uwagi/<int:remark_id>/", methods=["GET", "POST"])
@requires(Permission.TextEdit)
def show_remark(remark_id: int) -> Response:
    form = SettleForm()
    remark = remark_by_id(remark_id, lock=form.is_submitted())
    if not form.validate_on_submit():
        return page("remarks/remark.html", form=form, remark=remark)
    services.settle(remark, form.answer.data or "", me().id)
    commit()
    flash("Załatwione. Kto zostawił adres, dostanie list.", "success")
    return go(".show_remarks")
