"""Files of an item at the desk: attached, read, described, replaced; text of old PDFs repaired."""

from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.audit.services import record
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.publishing.library.forms.files import AttachForm, FileForm, RepairForm
from akademia.publishing.library.queries import files as queries
from akademia.publishing.library.services import files as services
from akademia.publishing.library.services import intake
from akademia.storage.views import HEAD_ROOM_BYTES, forget_upload, received

bp = Blueprint("library_files_desk", __name__, url_prefix="/panel/biblioteka")


@bp.get("/<int:ref>/pliki/")
@requires(Permission.LibraryEdit)
def show_files(ref: int) -> Response:
    item = queries.item_with_files(ref)
    return page(
        "publishing/library/desk/files.html", item=item, files=queries.desk_files(ref), uses=queries.uses_of(ref),
        stops=queries.what_stops_publishing(ref, bool(item.html)),
    )  # fmt: skip


@bp.route("/<int:ref>/pliki/nowy/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit, largest_bytes=queries.LARGEST_PLAIN_BYTES + HEAD_ROOM_BYTES)
def attach_file(ref: int) -> Response:
    item, replaced = queries.item_with_files(ref), _replaced(ref)
    form = AttachForm.in_place_of(replaced)
    if form.validate_on_submit() and (laid := received(form, services.receive)):
        try:
            key = _attach(ref, form, laid)
        except RuleBroken as refusal:
            form.refuse(refusal.message)
        else:
            flash("Plik jest u nas.", "success")
            return go(".show_file", key=key)
    return page("publishing/library/desk/attach.html", form=form, item=queries.item_with_files(ref) or item,
                replaced=_replaced(ref), taken=queries.TAKEN, limits=_limits())  # fmt: skip


def _replaced(ref: int) -> Any:
    """Return the file that a newer one is to take the place of, as the address says."""
    key = request.args.get("zamiast", "")
    found = queries.desk_file(key) if key else None
    return found if found and found.file.item_id == ref else None


def _attach(ref: int, form: AttachForm, laid: Any) -> str:
    """Attach a received file; it is gone with its upload when it is refused."""
    replaced = _replaced(ref)
    file = services.attach(
        queries.item_with_files(ref), laid, form.role.data, form.label.data or "", form.language.data or "", me().id,
        replaced.file if replaced else None,
    )  # fmt: skip
    record("item.file_attached", "guide", ref, actor=me().id, key=file.key, kind=laid.kind, size_bytes=laid.size_bytes)
    forget_upload(form)
    key = file.key
    commit()
    return key


def _limits() -> dict[str, int]:
    return {"largest": queries.TAKEN.largest_bytes, "plain": queries.LARGEST_PLAIN_BYTES}


@bp.route("/pliki/<key>/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def show_file(key: str) -> Response:
    row = queries.desk_file(key)
    form = FileForm.of(row)
    if form.validate_on_submit():
        try:
            services.describe(row.file, **form.words())
        except RuleBroken as refusal:
            form.form_errors = [refusal.message]
            form.see_again(row)
        else:
            record("item.file_described", "guide", row.file.item_id, actor=me().id, key=key)
            commit()
            flash("Zapisaliśmy opis pliku.", "success")
            return go(".show_file", key=key)
    return page("publishing/library/desk/file.html", status=422 if form.form_errors else 200, form=form, row=row,
                signs=queries.pages_read(row.file))  # fmt: skip


@bp.post("/pliki/<key>/propozycja")
@requires(Permission.LibraryEdit)
def settle_proposal(key: str) -> Response:
    file = queries.file_by(key)
    try:
        if "przyjmij" in request.form:
            intake.accept_proposal(file)
            record("item.proposal_accepted", "guide", file.item_id, actor=me().id, key=key)
            flash("Opis pozycji ma już te dane.", "success")
        else:
            intake.drop_proposal(file)
    except RuleBroken as refusal:
        flash(refusal.message, "error")
        return go(".show_file", key=key)
    commit()
    return go(".show_file", key=key)


@bp.post("/pliki/<key>/przesun")
@requires(Permission.LibraryEdit)
def move_file(key: str) -> Response:
    file = queries.file_by(key)
    ref = file.item_id
    services.move(file, up="wyzej" in request.form)
    commit()
    return go(".show_files", ref=ref)


@bp.post("/pliki/<key>/usun")
@requires(Permission.LibraryEdit)
def remove_file(key: str) -> Response:
    file = queries.file_by(key)
    ref = file.item_id
    try:
        services.remove(file)
    except RuleBroken as refusal:
        flash(refusal.message, "error")
        return go(".show_file", key=key)
    record("item.file_removed", "guide", ref, actor=me().id, key=key)
    commit()
    flash("Usunęliśmy plik.", "success")
    return go(".show_files", ref=ref)


@bp.route("/naprawa/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit, largest_bytes=2_000_000)
def repair_text() -> Response:
    form, mended = RepairForm(), None
    if form.validate_on_submit():
        mended = form.mended()
    return page("publishing/library/desk/repair.html", form=form, mended=mended)
