"""Published versions of a text: the list, two side by side, and rolling back."""

from typing import Any

from flask import Response, flash, redirect, request, url_for

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page
from akademia.texts import queries
from akademia.texts.services import comparing, publishing
from akademia.texts.services.kinds import Place, TextKind
from akademia.texts.views.editing import above, bp, own_place


@bp.get("/teksty/<kind>/<int:ref>/wersje/")
@requires(Permission.DeskUse)
def show_versions(kind: str, ref: int) -> Any:
    own = own_place(kind, ref).kind
    title = own.title_of(own.read(ref))
    old, new = request.args.get("stara", ""), request.args.get("nowa", "")
    if old.isdigit() and new.isdigit() and len(old) < 7 and len(new) < 7:
        first, second = sorted((int(old), int(new)))
        return redirect(url_for(".compare_versions", kind=kind, ref=ref, old=first, new=second), 303)
    rows = queries.versions(own.name, ref, own.unsigned)
    return page("texts/editor/versions.html", kind=own, ref=ref, title=title, rows=rows, above=_above(own, ref, title))


def _above(kind: TextKind, ref: int, title: str) -> list[tuple[str, str]]:
    return [*above(Place(kind, ref)), (title, url_for(".edit_text", kind=kind.address, ref=ref))]


@bp.get("/teksty/<kind>/<int:ref>/wersje/<int:old>/<int:new>/")
@requires(Permission.DeskUse)
def compare_versions(kind: str, ref: int, old: int, new: int) -> Response:
    place = own_place(kind, ref)
    own = place.kind
    first, second = queries.revision(own.name, ref, old), queries.revision(own.name, ref, new)
    rows = comparing.compare(own, publishing.values_of(place, first), publishing.values_of(place, second))
    newest = queries.present_version(own.name, ref)
    return page(
        "texts/editor/compare.html", kind=own, ref=ref, old=first, new=second, rows=rows, newest=newest,
        above=_above(own, ref, second.title),
    )  # fmt: skip


@bp.post("/teksty/<kind>/<int:ref>/wersje/<int:version>/przywroc")
@requires(Permission.DeskUse)
def roll_back(kind: str, ref: int, version: int) -> Response:
    made = publishing.roll_back(own_place(kind, ref), version, me().id).version
    commit()
    flash(f"Przywrócono treść wersji {version} jako wersję {made}.", "success")
    return go(".show_versions", kind=kind, ref=ref)
