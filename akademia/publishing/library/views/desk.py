"""Items at the desk of staff: the list, beginning one, its way to readers and back."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page
from akademia.publishing.library.forms.items import BeginForm, WithdrawItemForm
from akademia.publishing.library.queries.desk import KINDS, STATES, desk_item, desk_items
from akademia.publishing.library.queries.rows import department_names
from akademia.publishing.library.services import beginning, states

bp = Blueprint("library_desk", __name__, url_prefix="/panel/biblioteka")


@bp.get("/")
@requires(Permission.LibraryEdit)
def show_items() -> Response:
    departments = department_names()
    how = asked({"tytul", "zmiana"}, "-zmiana", {"stan": STATES, "dzial": departments, "rodzaj": KINDS})
    return page(
        "publishing/library/desk/items.html", list=desk_items(how), asked=how,
        filters=[("stan", "Stan", STATES), ("dzial", "Dział", departments), ("rodzaj", "Rodzaj", KINDS)],
    )  # fmt: skip


@bp.route("/nowa/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def begin_item() -> Response:
    form = BeginForm().offer()
    if not form.validate_on_submit():
        return page("publishing/library/desk/begin.html", form=form)
    item = beginning.begin(form.title.data or "", form.kind.data, int(form.department.data), me().id)
    number = item.id
    commit()
    flash("Rozpoczęto pozycję. Opisz ją, a potem przekaż do sprawdzenia.", "success")
    return go(".show_item", ref=number)


@bp.get("/<int:ref>/")
@requires(Permission.LibraryEdit)
def show_item(ref: int) -> Response:
    return page("publishing/library/desk/item.html", item=desk_item(ref), states=STATES)


@bp.post("/<int:ref>/do-sprawdzenia")
@requires(Permission.LibraryEdit)
def hand_over(ref: int) -> Response:
    states.hand_over(ref, me().id)
    commit()
    flash("Pozycja czeka na sprawdzenie. Zobaczy ją w panelu cała redakcja.", "success")
    return go(".show_item", ref=ref)


@bp.post("/<int:ref>/do-szkicu")
@requires(Permission.LibraryEdit)
def take_back(ref: int) -> Response:
    states.take_back(ref, me().id)
    commit()
    flash("Pozycja jest znowu szkicem.", "success")
    return go(".show_item", ref=ref)


@bp.route("/<int:ref>/wycofaj/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def withdraw_item(ref: int) -> Response:
    form, item = WithdrawItemForm(), desk_item(ref)
    if not form.validate_on_submit():
        return page("publishing/library/desk/withdraw.html", form=form, item=item)
    states.withdraw(ref, form.why.data or "", me().id)
    commit()
    flash("Wycofano pozycję. Pod jej adresem czytelnicy przeczytają, dlaczego.", "success")
    return go(".show_item", ref=ref)


@bp.post("/<int:ref>/przywroc")
@requires(Permission.LibraryEdit)
def bring_back(ref: int) -> Response:
    states.bring_back(ref, me().id)
    commit()
    flash("Pozycja jest znowu dostępna dla czytelników.", "success")
    return go(".show_item", ref=ref)
