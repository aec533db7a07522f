"""The editor: one form for every kind of text, its draft, preview, publication and plan."""

from dataclasses import asdict
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, request, url_for

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.text import hour, moment_words
from akademia.core.web import go as go_to
from akademia.core.web import page
from akademia.law.queries import provisions_like
from akademia.texts import policy
from akademia.texts.forms import TextForm, form_for
from akademia.texts.services import choosing, comparing, drafts, publishing
from akademia.texts.services.choosing import NoSuchChoice
from akademia.texts.services.drafts import Conflict, Working
from akademia.texts.services.kinds import Place, TextKind, kind_at
from akademia.texts.services.publishing import BadMoment, NotReady

bp = Blueprint("editor", __name__, url_prefix="/panel")


def own_kind(address: str) -> TextKind:
    """Return a kind of text that the signed-in person may edit; 404 for none, 403 for another's."""
    return _allowed(kind_at(address))


def own_place(kind: str, ref: int | None, parent: int = 0) -> Place:
    """Return a place that the signed-in person may open; 404 for none, 403 for another's."""
    return _opened(Place(own_kind(kind), ref, parent))


def _allowed(kind: TextKind) -> TextKind:
    if not policy.may_edit(me(), kind.permission):
        abort(403)
    return kind


def _opened(place: Place) -> Place:
    if not _allowed(place.kind).may(place, me().id):
        abort(403)
    return place


@bp.route("/teksty/<kind>/nowy/", methods=["GET", "POST"])
@requires(Permission.DeskUse)
def new_text(kind: str) -> Any:
    parent = request.args.get("w", "0")
    number = int(parent) if parent.isascii() and parent.isdigit() and len(parent) < 10 else 0
    return _edit(drafts.open_text(own_place(kind, None, number)))


@bp.route("/teksty/<kind>/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.DeskUse)
def edit_text(kind: str, ref: int) -> Any:
    return _edit(drafts.open_text(own_place(kind, ref)))


@bp.get("/teksty/<kind>/<int:ref>/na-stronie")
@requires(Permission.DeskUse)
def show_text(kind: str, ref: int) -> Any:
    """Lead to where readers find a text; to its editor while they do not."""
    shown = own_place(kind, ref).kind.shown(ref)
    if shown is None:
        flash("Czytelnicy jeszcze nie widzą tego tekstu.", "warn")
        return go_to(".edit_text", kind=kind, ref=ref)
    return go_to(shown[0], **shown[1])


@bp.route("/szkice/<int:draft_id>/", methods=["GET", "POST"])
@requires(Permission.DeskUse)
def edit_draft(draft_id: int) -> Any:
    working = drafts.open_draft(draft_id)
    _opened(working.place)
    if working.place.ref is not None and request.method == "GET":
        return go_to(".edit_text", kind=working.place.kind.address, ref=working.place.ref)
    return _edit(working)


def _edit(working: Working) -> Any:
    form = form_for(working.place.fields, working.values, working.opened)
    if request.method == "GET":
        return _page(working, form)
    name, _, choice = request.form.get("act", "save").partition(":")
    act = partial(_choose, choice=choice) if name == "choose" else _ACTS.get(name)
    if act is None:
        abort(400)
    try:
        return act(working, form, me().id)
    except Conflict as conflict:
        rollback()
        return _show_conflict(conflict.theirs, form)
    except NotReady as refused:
        rollback()
        form.complain(refused.complaints)
        return _page(working, form, found=refused.found, refused=True)


def _page(working: Working, form: TextForm, **more: Any) -> Response:
    kind, status = working.place.kind, 422 if more.get("refused") else 200
    shown = kind.shown(working.place.ref) if working.place.ref is not None else None
    return page(
        "texts/editor/edit.html", status, form=form, working=working, kind=kind, above=above(working.place),
        notice_words=kind.notice(working.place), shown_at=url_for(shown[0], **shown[1]) if shown else None,
        who=comparing.who_saved(working), beside=kind.beside(working.place),
        uses=kind.used_in(working.place.ref) if kind.used_in and working.place.ref is not None else None, **more,
    )  # fmt: skip


def above(place: Place) -> list[tuple[str, str]]:
    """Return what stands between the desk and the pages of a text: (label, address)."""
    endpoint, where = place.kind.home(place)
    kind = place.kind
    return [(kind.home_title(place) if kind.home_title else kind.home_name, url_for(endpoint, **where))]


def _save(working: Working, form: TextForm, author: int) -> Any:
    draft = drafts.save(working.place, working.draft_id, form.opened.data or "", form.values(), author)
    number, saved_at, publish_at = draft.id, draft.saved_at, draft.publish_at
    commit()
    words = f"Zapisano szkic o {hour(saved_at)}"
    if _wants_json():
        fresh = drafts.open_draft(number)
        address = url_for(".edit_draft", draft_id=number) if fresh.is_new else request.path
        return jsonify(saved=words, opened=fresh.opened, address=address)
    unseen = "Jeszcze nie wysłano." if working.place.kind.sent else "Czytelnicy jeszcze go nie widzą."
    flash(f"{words}. {'Plan publikacji pozostał.' if publish_at else unseen}", "success")
    return _back(number)


def _back(draft_id: int) -> Response:
    return go_to(".edit_draft", draft_id=draft_id)


def _edit_on(working: Working, form: TextForm, _author: int) -> Any:
    """Show again what was sent, unsaved, as a copy of the present version: after a conflict was seen."""
    form.opened.data = working.opened
    return _page(working, form, unsaved=True)


def _check(working: Working, form: TextForm, _author: int) -> Any:
    ready = publishing.look_over(working.place.kind, form.values())
    if ready.problem:
        form.complain({working.place.kind.source_field or "": ready.problem})
    return _page(working, form, found=ready.found, checked=True, unsaved=True, refused=bool(ready.problem))


def _choose(working: Working, form: TextForm, _author: int, choice: str) -> Any:
    """Write the author's choice of a provision into the text, unsaved."""
    kind = working.place.kind
    try:
        chosen = choosing.choose(kind, form.values(), publishing.look_over(kind, form.values()).made, choice)
    except NoSuchChoice as refused:
        form.complain({kind.source_field or "": refused.message})
        return _page(working, form, refused=True)
    form[kind.source_field].data = chosen[kind.source_field or ""]
    return _check(working, form, _author)


def _find(working: Working, form: TextForm, _author: int) -> Any:
    """Show provisions that fit what was typed, each as it is written into a text."""
    found = provisions_like(form.wanted.data or "")
    return _page(working, form, unsaved=True, provisions=found, wanted=form.wanted.data)


def _preview(working: Working, form: TextForm, author: int) -> Any:
    draft = drafts.save(working.place, working.draft_id, form.opened.data or "", form.values(), author)
    number = draft.id
    commit()
    return go_to(".preview_draft", draft_id=number)


def _publish(working: Working, form: TextForm, author: int) -> Any:
    kind = working.place.kind
    ref, revision = publishing.publish(working, form.opened.data or "", form.values(), author)
    version = revision.version
    commit()
    flash(kind.sent or f"Opublikowano wersję {version}. Wcześniejsze są na liście wersji.", "success")
    if working.is_new or kind.sent:
        home, where = kind.home(Place(kind, ref, working.place.parent))
        return go_to(home, **where)
    return go_to(".edit_text", kind=kind.address, ref=ref)


def _schedule(working: Working, form: TextForm, author: int) -> Any:
    moment = form.moment()
    try:
        if moment is None:
            raise BadMoment
        draft = publishing.schedule(working, form.opened.data or "", form.values(), moment, author)
    except BadMoment as refused:
        form.complain({"publish_on": refused.message})
        return _page(working, form, refused=True)
    number = draft.id
    commit()
    flash(f"Zaplanowano publikację na {moment_words(moment)} czasu polskiego.", "success")
    return _back(number)


def _unschedule(working: Working, _form: TextForm, author: int) -> Any:
    publishing.unschedule(working, author)
    commit()
    flash("Odwołano planowaną publikację. Szkic pozostał.", "success")
    return _back(working.draft_id or 0)


def _discard(working: Working, _form: TextForm, author: int) -> Any:
    drafts.discard(working, author)
    commit()
    flash("Porzucono szkic.", "success")
    if working.is_new:
        home, where = working.place.kind.home(working.place)
        return go_to(home, **where)
    return go_to(".edit_text", kind=working.place.kind.address, ref=working.place.ref)


_ACTS = {
    "save": _save, "edit": _edit_on, "check": _check, "preview": _preview, "publish": _publish,
    "find": _find, "schedule": _schedule, "unschedule": _unschedule, "discard": _discard,
}  # fmt: skip


def _show_conflict(theirs: Working, form: TextForm) -> Any:
    if _wants_json():
        message = "Ktoś inny zmienił ten tekst. Twój czeka w tej przeglądarce."
        return jsonify(error="conflict", message=message), 409
    kind, mine = theirs.place.kind, form.values()
    form.opened.data = theirs.opened
    rows = comparing.compare(theirs.place, theirs.values, mine)
    who = comparing.who_saved(theirs)
    return page(
        "texts/editor/conflict.html", 409, form=form, kind=kind, theirs=theirs, rows=rows, who=who,
        above=above(theirs.place),
    )  # fmt: skip


@bp.get("/szkice/<int:draft_id>/podglad/")
@requires(Permission.DeskUse)
def preview_draft(draft_id: int) -> Response:
    """Show a draft as its readers will see it."""
    working = drafts.open_draft(draft_id)
    kind = _opened(working.place).kind
    if kind.face is None:
        return _back(draft_id)
    ready = publishing.look_over(kind, working.values)
    face = kind.face(working.place, working.values, ready.made)
    back = url_for(".edit_draft", draft_id=draft_id)
    response = page(face.template, preview={"back": back, "problem": ready.problem}, **face.context)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/teksty/<kind>/podglad")
@requires(Permission.DeskUse)
def show_preview(kind: str) -> Any:
    """Render what is being typed; nothing is kept."""
    own = own_kind(kind)
    ready = publishing.look_over(own, form_for(own.fields).values())
    found = [
        {"blocks": one.blocks, "line": one.line, "place": one.place, "what": one.what, "choices": bool(one.choices)}
        for one in ready.found
    ]
    return jsonify(html=str(ready.made.html), problem=ready.problem, found=found)


@bp.get("/przepisy/znajdz")
@requires(Permission.DeskUse)
def find_provisions() -> Any:
    """Return the provisions that fit some words, each as it is written into a text."""
    return jsonify(found=[asdict(one) for one in provisions_like(request.args.get("q", ""))])


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
