"""The library for staff, and media for readers."""

from typing import Any

from flask import Blueprint, Response, flash, make_response

from akademia.audit.services import record
from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import Missing
from akademia.core.templating import has_session
from akademia.core.web import asked, go, page
from akademia.media import policy, queries, services
from akademia.media.forms import DescriptionForm
from akademia.storage.forms import UploadForm
from akademia.storage.services import Laid
from akademia.storage.views import HEAD_ROOM_BYTES, forget_upload, received, serve

bp = Blueprint("media", __name__)
BLUEPRINTS = (bp,)


@bp.get("/panel/media/")
@requires(Permission.MediaUpload)
def show_library() -> Response:
    filters = {"rodzaj": queries.FAMILIES, "stan": queries.STATES}
    how = asked({"zmiana", "tytul"}, "-zmiana", filters)
    return page("media/library.html", media=queries.library(how), asked=how, filters=filters)


@bp.route("/panel/media/nowe/", methods=["GET", "POST"])
@requires(Permission.MediaUpload, largest_bytes=services.LARGEST_PLAIN_BYTES + HEAD_ROOM_BYTES)
def add_media() -> Response:
    form = UploadForm()
    if form.validate_on_submit() and (laid := _received(form, services.ANYTHING)):
        media = services.add(laid, me().id)
        record("media.add", "media", media.key, actor=me().id, kind=laid.kind, size_bytes=laid.size_bytes)
        forget_upload(form)
        key = media.key
        commit()
        flash("Plik jest u nas. Teraz go opisz.", "success")
        return go(".describe_media", key=key)
    return page("media/upload.html", form=form, media=None, limits=_limits(services.ANYTHING))


@bp.route("/panel/media/<key>/", methods=["GET", "POST"])
@requires(Permission.MediaUpload)
def describe_media(key: str) -> Response:
    media = queries.media_by(key)
    form = DescriptionForm.of(media)
    rival = None
    if form.validate_on_submit():
        try:
            changed = services.describe(media, services.Words(**form.words()), form.version.data or 0)
        except services.Changed as refusal:
            form.form_errors = [refusal.message]
            rival, form.version.data = media, media.version
            form.version.raw_data = None
        except services.Unfit as refusal:
            form.alt.errors = [refusal.message]
        else:
            record("media.describe", "media", key, actor=me().id, changed=changed)
            commit()
            flash("Zapisaliśmy opis.", "success")
            return go(".describe_media", key=key)
    return _media_page(media, form, rival)


def _media_page(media: Any, form: DescriptionForm, rival: Any = None) -> Response:
    return page(
        "media/describe.html", status=422 if form.form_errors else 200, form=form, media=media, rival=rival,
        uses=queries.uses_of(media), renewing=queries.is_renewing(media),
        lacks=queries.lacks(media), preparing=queries.preparing(media),
        markdown=queries.markdown_of(media) if media.is_ready else None,
    )  # fmt: skip


@bp.route("/panel/media/<key>/wymiana/", methods=["GET", "POST"])
@requires(Permission.MediaUpload, largest_bytes=services.LARGEST_PLAIN_BYTES + HEAD_ROOM_BYTES)
def replace_file(key: str) -> Response:
    media = queries.media_by(key)
    use = services.OF_FAMILY[media.family]
    form = UploadForm()
    if form.validate_on_submit() and (laid := _received(form, use)):
        services.replace(queries.media_by(key), laid, me().id)
        record("media.replace", "media", key, actor=me().id, kind=laid.kind, size_bytes=laid.size_bytes)
        forget_upload(form)
        commit()
        flash("Nowy plik jest u nas. Adres i opis zostały te same: sprawdź, czy opis nadal pasuje.", "success")
        return go(".describe_media", key=key)
    return page("media/upload.html", form=form, media=queries.media_by(key), limits=_limits(use))


@bp.post("/panel/media/<key>/usun")
@requires(Permission.MediaUpload)
def remove_media(key: str) -> Response:
    media = queries.media_by(key)
    try:
        services.remove(media)
    except services.InUse as refusal:
        flash(refusal.message, "error")
        return go(".describe_media", key=key)
    record("media.remove", "media", key, actor=me().id)
    commit()
    flash("Usunęliśmy materiał.", "success")
    return go(".show_library")


@bp.get("/media/<key>/<part>")
@public(cached=False)
def show_media(key: str, part: str) -> Response:
    """Send a medium's bytes or captions. What is not ready is seen only by those who prepare it."""
    media = queries.media_by(key)
    person = me() if not media.is_ready and has_session() else None
    if not policy.may_see(person if person and person.is_authenticated else None, media):
        raise Missing
    if part == "napisy.vtt" and media.captions:
        response = make_response(media.captions)
        response.headers["Content-Type"] = "text/vtt; charset=utf-8"
        return response
    file, kind = queries.part(media, part)
    return serve(file, kind, f"{media.title or media.key}.{kind.suffix}")


def _received(form: UploadForm, use: services.Use) -> Laid | None:
    return received(form, lambda path, name: services.receive(path, name, use))


def _limits(use: services.Use) -> dict[str, Any]:
    """What the page says about files: kinds and the largest of each family, and what a form alone can carry."""
    most = min(services.LARGEST_PLAIN_BYTES, use.largest_bytes)
    families = {name: one for name, one in services.OF_FAMILY.items() if set(one.limits) <= set(use.limits)}
    return {"families": families, "largest": use.largest_bytes, "plain": most}
