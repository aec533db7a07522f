"""The directory at the staff desk: entities, the bin, corrections."""

from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.core import clock
from akademia.core.db import commit, let_go, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.promotion.directory.forms import ConfirmForm, EntityForm, SettleForm
from akademia.promotion.directory.queries import desk, finding
from akademia.promotion.directory.queries.rows import entity_row
from akademia.promotion.directory.services import confirming, correcting, editing
from akademia.texts.services.rendering import lexicon

bp = Blueprint("directory_desk", __name__, url_prefix="/panel/katalog")
CORRECTION_STATES = {"": "czekające", "wszystkie": "wszystkie"}


@bp.get("/")
@requires(Permission.DirectoryEdit)
def show_entities() -> Response:
    filters = {"rodzaj": finding.KIND_CHOICES, "woj": finding.VOIVODESHIPS, "miejsce": desk.PLACES}
    how = asked({"nazwa", "zmiana"}, "-zmiana", filters)
    return page("promotion/directory/desk/list.html", list=desk.desk_entities(how), asked=how, filters=filters,
                form=ConfirmForm(), waiting=desk.waiting_count())  # fmt: skip


@bp.route("/nowy/", methods=["GET", "POST"])
@requires(Permission.DirectoryEdit)
def new_entity() -> Response:
    return _edit(EntityForm(), None)


@bp.route("/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.DirectoryEdit)
def edit_entity(ref: int) -> Response:
    found = entity_row(ref)
    names = [name for name in EntityForm()._fields if name not in ("csrf_token", "workshops")]
    plain = {name: getattr(found, name) for name in names}
    return _edit(EntityForm(data={**plain, "workshops": "\n".join(found.workshops)}), found)


def _edit(form: EntityForm, found: Any) -> Response:
    ref = found.id if found else None
    if form.validate_on_submit():
        values, opened = form.values(), form.opened
        try:
            words = lexicon()
            let_go()
            made = editing.described(values["description"], words)
            saved = editing.save_entity(ref, opened, values, made, me().id)
        except RuleBroken as refused:
            rollback()
            wrong = form.description if isinstance(refused, editing.UnfitDescription) else form.name
            wrong.errors = [refused.message]
        else:
            commit()
            flash("Zapisano podmiot.", "success")
            return go(".edit_entity", ref=saved.id)
    return page("promotion/directory/desk/entity.html", form=form, entity=entity_row(ref) if ref else None)


@bp.post("/<int:ref>/<any(kosz, przywroc, sprawdzony, zapytaj):step>/")
@requires(Permission.DirectoryEdit)
def act_on_entity(ref: int, step: str) -> Response:
    """Move an entity to the bin or back, note that it was checked, or write to it for its confirmation."""
    try:
        told = _act(ref, step)
    except RuleBroken as refused:
        flash(refused.message, "error")
        return go(".edit_entity", ref=ref)
    commit()
    flash(told, "success")
    return go(".show_entities") if step == "kosz" else go(".edit_entity", ref=ref)


def _act(ref: int, step: str) -> str:
    if step == "kosz":
        editing.move_to_bin(ref, me().id)
        return "Podmiot leży w koszu. Czytelnicy już go nie widzą."
    if step == "przywroc":
        editing.take_back(ref, me().id)
        return "Podmiot jest znów w katalogu."
    if step == "sprawdzony":
        editing.confirm_by_staff(ref, clock.today(), me().id)
        return "Zapisaliśmy, że dane są dziś sprawdzone."
    confirming.ask(entity_row(ref, lock=True), me().id)
    return "List z prośbą o potwierdzenie jest w drodze."


@bp.get("/poprawki/")
@requires(Permission.DirectoryEdit)
def show_corrections() -> Response:
    how = asked((), "", {"stan": CORRECTION_STATES})
    return page("promotion/directory/desk/corrections.html", list=desk.corrections(how), asked=how,
                states=CORRECTION_STATES)  # fmt: skip


@bp.route("/poprawki/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.DirectoryEdit)
def show_correction(ref: int) -> Response:
    form, one = SettleForm(), desk.desk_correction(ref)
    if form.validate_on_submit():
        try:
            done = correcting.settle(ref, request.form.getlist("przyjete"), form.opened, me().id)
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
            one = desk.desk_correction(ref)
        else:
            accepted = done.state == "accepted"
            commit()
            flash("Poprawka jest w katalogu." if accepted else "Poprawka odrzucona: w katalogu nic się nie zmieniło.",
                  "success")  # fmt: skip
            return go(".show_corrections")
    status = 422 if form.form_errors else 200
    return page("promotion/directory/desk/correction.html", status, form=form, correction=one)
