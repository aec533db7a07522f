"""At the desk: entering an amendment, mending it, withdrawing it."""

from typing import Any

from flask import Response, flash, request

from akademia.core import clock
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.text import counted
from akademia.core.web import go, page
from akademia.law import services
from akademia.law.forms import AmendmentForm
from akademia.law.models import Amendment
from akademia.law.queries import desk as rows
from akademia.law.views.desk import desk
from akademia.law.views.editing import act_or_missing

THE_ACT = "uzs"
PREVIEW = "podglad"


@desk.get("/nowelizacje/nowa/")
@requires(Permission.LawEdit)
def new_amendment_of_the_act() -> Response:
    """Lead to the form for the act that the academy is about."""
    return go(".new_amendment", act_key=THE_ACT)


@desk.get("/<act_key>/zmiany/")
@requires(Permission.LawEdit)
def show_amendments(act_key: str) -> Response:
    act = act_or_missing(act_key)
    found = rows.desk_amendments(act_key)
    return page("law/desk/amendments.html", act=act, amendments=found, today=clock.today())


@desk.route("/<act_key>/zmiany/nowa/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def new_amendment(act_key: str) -> Any:
    return _edit(act_key, None)


@desk.route("/<act_key>/zmiany/<key>/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def edit_amendment(act_key: str, key: str) -> Any:
    act_or_missing(act_key)
    return _edit(act_key, rows.amendment_row(act_key, key))


def _edit(act_key: str, amendment: Amendment | None) -> Any:
    act = act_or_missing(act_key)
    labels = rows.provision_keys([change.provision_id for change in amendment.changes] if amendment else [])
    form = AmendmentForm.of(amendment, labels, rows.locator(act_key))
    asked = request.form.get("akcja", "")
    if request.method == "GET":
        return _show(form, act, amendment)
    if asked and asked != PREVIEW:
        form.rework(asked)
        return _show(form, act, amendment)
    if not form.validate_on_submit():
        return _show(form, act, amendment)
    if asked == PREVIEW:
        return _show(form, act, amendment, touched=rows.touched(act_key, form.row().changes))
    return _save(form, act, amendment)


def _show(form: AmendmentForm, act: Any, amendment: Amendment | None, status: int = 200, **more: Any) -> Response:
    withdrawable = amendment is not None and services.may_withdraw(amendment, clock.today())
    return page(
        "law/desk/amendment_form.html", status, form=form, act=act, amendment=amendment, withdrawable=withdrawable,
        **more,
    )  # fmt: skip


def _save(form: AmendmentForm, act: Any, amendment: Amendment | None) -> Any:
    row, act_key, key = form.row(), act.key, amendment.key if amendment else None
    try:
        if key is not None and row.key != key:
            raise RuleBroken("Adresu wpisanej nowelizacji się nie zmienia. Wycofaj ją i wpisz od nowa.")
        entered = services.enter(act, row, me().id, form.opened)
    except services.AmendmentChanged as refused:
        rollback()
        newest = rows.amendment_row(act_key, row.key)
        form.version.data = str(newest.version)
        return _show(form, act_or_missing(act_key), newest, 409, said=refused.message)
    except RuleBroken as refused:
        rollback()
        form.display_address.errors = [refused.message]
        again = rows.amendment_row(act_key, key) if key else None
        return _show(form, act_or_missing(act_key), again)
    count = len(entered.provisions)
    commit()
    flash(f"Zapisano nowelizację: {counted(count, 'przepis', 'przepisy', 'przepisów')}.", "success")
    return go(".show_amendments", act_key=act_key)


@desk.post("/<act_key>/zmiany/<key>/wycofaj")
@requires(Permission.LawEdit)
def withdraw_amendment(act_key: str, key: str) -> Response:
    amendment = rows.amendment_row(act_key, key)
    try:
        services.withdraw(amendment.id, me().id)
    except (services.AlreadyInForce, services.StillCited) as refused:
        rollback()
        flash(refused.message, "error")
        return go(".edit_amendment", act_key=act_key, key=key)
    commit()
    flash("Wycofano nowelizację. Rejestr wygląda tak jak przed jej wpisaniem.", "success")
    return go(".show_amendments", act_key=act_key)
