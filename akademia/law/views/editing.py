"""At the desk: acts and provisions."""

from typing import Any

from flask import Response, flash, request

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import Missing
from akademia.core.web import asked, go, page
from akademia.law import queries, services
from akademia.law.forms import ActForm, ProvisionForm
from akademia.law.queries import desk as rows
from akademia.law.views.desk import desk

STATES = {"wlasne": "zmienione przez redakcję", "uchylone": "uchylone"}


@desk.get("/")
@requires(Permission.LawEdit)
def show_acts() -> Response:
    return page("law/desk/acts.html", acts=queries.acts())


@desk.route("/akty/nowy/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def new_act() -> Response:
    form = ActForm()
    if form.validate_on_submit():
        try:
            key = services.save_act(form.key.data or "", form.values(), 0, me().id).key
        except services.KeyTaken as refused:
            rollback()
            form.key.errors = [refused.message]
        else:
            commit()
            flash("Dodano akt. Teksty mogą go już przywoływać.", "success")
            return go(".show_act", act_key=key)
    return page("law/desk/act_form.html", form=form, act=None)


@desk.get("/<act_key>/")
@requires(Permission.LawEdit)
def show_act(act_key: str) -> Response:
    shape = queries.shape_of(act_key)
    return page("law/desk/act.html", act=shape.act, shape=shape, amendments=rows.desk_amendments(act_key)[:5])


@desk.route("/<act_key>/dane/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def edit_act(act_key: str) -> Response:
    act = rows.act_row(act_key)
    form = ActForm.of(act)
    del form.key
    if not form.validate_on_submit():
        return page("law/desk/act_form.html", form=form, act=act)
    try:
        services.save_act(act_key, form.values(), form.opened, me().id)
    except services.ChangedMeanwhile as refused:
        rollback()
        act = rows.act_row(act_key)
        return _conflict("law/desk/act_form.html", form, refused.message, act.version, act=act)
    commit()
    flash("Zapisano dane aktu.", "success")
    return go(".show_act", act_key=act_key)


def _conflict(template: str, form: Any, said: str, version: int, **more: Any) -> Response:
    """Show what was typed over what another person saved; saving again is a decision."""
    form.version.data = str(version)
    return page(template, 409, form=form, said=said, **more)


@desk.get("/<act_key>/przepisy/")
@requires(Permission.LawEdit)
def show_provisions(act_key: str) -> Response:
    how = asked(set(), "", {"stan": STATES})
    act = rows.act_row(act_key)
    return page("law/desk/provisions.html", act=act, asked=how, states=STATES, list=rows.desk_provisions(act_key, how))


@desk.route("/<act_key>/przepisy/nowy/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def new_provision(act_key: str) -> Response:
    act = rows.act_row(act_key)
    form = ProvisionForm.of(None)
    if request.method == "GET":
        form.locator.data = request.args.get("przepis", "")[:100]
    if form.validate_on_submit():
        found = rows.locator(act_key)(form.locator.data or "")
        try:
            if found.problem:
                raise services.NoPlace(found.problem)
            values = form.values()
            key = services.make_provision(act, found.key, values["summary"], values["heading"], me().id).key
        except (services.NoPlace, services.ProvisionThere) as refused:
            rollback()
            form.locator.errors = [refused.message]
            act = rows.act_row(act_key)
        else:
            commit()
            flash("Dodano przepis.", "success")
            return go(".edit_provision", act_key=act_key, key=key)
    return page("law/desk/provision_form.html", form=form, act=act, provision=None, waiting=())


@desk.route("/<act_key>/przepisy/<key>/", methods=["GET", "POST"])
@requires(Permission.LawEdit)
def edit_provision(act_key: str, key: str) -> Response:
    provision = rows.provision_row(act_key, key)
    shape = queries.shape_of(act_key)
    form = ProvisionForm.of(provision, has_history=shape.has_history(key))
    more: dict[str, Any] = {
        "act": shape.act, "provision": provision, "waiting": queries.waiting_summary(provision.id)
    }  # fmt: skip
    if not form.validate_on_submit():
        return page("law/desk/provision_form.html", form=form, **more)
    try:
        services.save_provision(provision, form.values(), form.opened, me().id)
    except services.ChangedMeanwhile as refused:
        rollback()
        provision = rows.provision_row(act_key, key)
        more |= {"provision": provision, "theirs": provision.summary}
        return _conflict("law/desk/provision_form.html", form, refused.message, provision.version, **more)
    commit()
    flash("Zapisano przepis. Czytelnicy widzą już nowy opis.", "success")
    return go(".show_provisions", act_key=act_key)


def act_or_missing(act_key: str) -> Any:
    """Return an act that has a register.

    :raises Missing: there is none, or it is only a name.
    """
    if not queries.shape_of(act_key).units:
        raise Missing
    return rows.act_row(act_key)
