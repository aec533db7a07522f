"""Lists of pages and terms, and the bin."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.text import counted, date_words, row_numbers
from akademia.core.web import asked, go, page
from akademia.texts import policy, queries
from akademia.texts.services import recycling
from akademia.texts.services.kinds import Place, TextKind, every_kind, kind_named
from akademia.texts.views.editing import bp, own_kind, own_place

MOST_CHOSEN = 200
STATES = {"szkice": "ze szkicem", "wlasne": "zmienione przez redakcję"}


@bp.get("/strony/")
@requires(Permission.TextEdit)
def show_pages() -> Response:
    how = asked({"tytul", "zmiana"}, "tytul", {"stan": STATES})
    return page("texts/desk/pages.html", pages=queries.desk_pages(how), asked=how, states=STATES)


@bp.get("/strony/nowa/")
@requires(Permission.TextEdit)
def new_page() -> Response:
    return redirect(url_for(".new_text", kind="strona"), 303)  # type: ignore[return-value]


@bp.get("/slownik/")
@requires(Permission.TextEdit)
def show_terms() -> Response:
    how = asked({"haslo"}, "haslo", {"stan": STATES})
    return page("texts/desk/terms.html", terms=queries.desk_terms(how), asked=how, states=STATES)


@bp.get("/slownik/nowe/")
@requires(Permission.TextEdit)
def new_term() -> Response:
    return redirect(url_for(".new_text", kind="haslo"), 303)  # type: ignore[return-value]


@bp.post("/teksty/<kind>/<int:ref>/usun")
@requires(Permission.TextEdit)
def remove(kind: str, ref: int) -> Response:
    own = own_place(kind, ref).kind
    home, where = own.home(Place(own, ref))
    item = recycling.remove(own, ref, me().id)
    words = f"„{item.title}” jest w koszu do {date_words(item.until.date())}. Do tego czasu można to cofnąć."
    words += f" {item.stays}" if item.stays else ""
    commit()
    flash(words, "success")
    return go(home, **where)


@bp.get("/teksty/<kind>/wybrane/")
@requires(Permission.TextEdit)
def preview_removal(kind: str) -> Any:
    """Show what would go to the bin, and what would stay and why."""
    own = own_kind(kind)
    refs = row_numbers(request.args.getlist("tekst")[:MOST_CHOSEN])
    if not refs:
        flash("Zaznacz co najmniej jedną pozycję.", "error")
        return _home(own)
    home, where = own.home(Place(own, None, _parent()))
    return page(
        "texts/desk/removal.html", kind=own, foreseen=recycling.foresee(own, refs), home=url_for(home, **where),
        days=recycling.KEPT_DAYS, parent=_parent(),
    )  # fmt: skip


@bp.post("/teksty/<kind>/wybrane/")
@requires(Permission.TextEdit)
def remove_chosen(kind: str) -> Any:
    own = own_kind(kind)
    done = recycling.remove_all(own, row_numbers(request.form.getlist("tekst")[:MOST_CHOSEN]), me().id)
    commit()
    flash(f"W koszu: {counted(len(done.going), 'pozycja', 'pozycje', 'pozycji')}. Można to cofnąć.", "success")
    for title, reason in done.staying:
        flash(f"„{title}”: {reason}", "warning")
    return _home(own)


def _home(kind: TextKind) -> Response:
    home, where = kind.home(Place(kind, None, _parent()))
    return go(home, **where)


def _parent() -> int:
    """Return what the chosen belong to where their list is a part of it: a module of the course, for lessons."""
    return next(iter(row_numbers([request.values.get("w", "")])), 0)


@bp.get("/kosz/")
@requires(Permission.TextEdit)
def show_bin() -> Response:
    kinds = {k.name: k.nouns[0] for k in every_kind() if k.bin and policy.may_edit(me(), k.permission)}
    how = asked({"kiedy"}, "-kiedy", {"rodzaj": kinds})
    items = queries.bin_items(how, list(kinds))
    return page("texts/desk/bin.html", items=items, asked=how, kinds=kinds, days=recycling.KEPT_DAYS)


@bp.post("/kosz/<int:item_id>/przywroc")
@requires(Permission.TextEdit)
def restore(item_id: int) -> Any:
    if not policy.may_edit(me(), kind_named(recycling.in_bin(item_id).kind).permission):
        abort(403)
    title = recycling.restore(item_id, me().id).title
    commit()
    flash(f"Przywrócono: „{title}”.", "success")
    return go(".show_bin")
