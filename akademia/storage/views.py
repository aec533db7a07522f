"""Bytes over HTTP: a stored file out, with ranges; an upload in, by tus 1.0 (creation, expiration, termination).

Source of the protocol: https://tus.io/protocols/resumable-upload, version 1.0.0. The page that sends a file this way
then sends its form with the upload's token, so that a refusal is told where every other one is: beside the field.
"""

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Blueprint, Response, make_response, request, url_for
from werkzeug.http import http_date
from werkzeug.wsgi import FileWrapper

from akademia.core.db import commit, let_go
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import Missing, RuleBroken
from akademia.storage import queries, services, store
from akademia.storage.forms import UploadForm
from akademia.storage.models import StoredFile
from akademia.storage.services import LONGEST_UPLOAD_BYTES, Busy, NotWhole, OffsetDiffers

bp = Blueprint("storage", __name__, url_prefix="/panel/wgrywanie")
BLUEPRINTS = (bp,)
TUS = "1.0.0"
PIECE_BYTES = 262_144
# A file opened by itself is in a box of its own: whatever it holds, it runs nothing and asks nobody.
HEAD_ROOM_BYTES = 100_000  # a form with a file is a little longer than the file
Taken = TypeVar("Taken")
BOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'"


class _Pieces(FileWrapper):
    """A file's pieces as plain bytes: the store gives objects of its own, which the server would take byte by byte."""

    def __next__(self) -> bytes:
        return bytes(super().__next__())


def serve(
    file: StoredFile, kind: Any, name: str, as_download: bool = False, box: str = BOX, kept: str = "no-cache"
) -> Response:
    """Send a stored file, or the part of it that was asked for. The door is the calling view's matter.

    :param kind: one of `rules.KINDS`; only a kind that cannot run anything is shown in the browser, unless the caller
        has a `box` of its own for it.
    :param name: what the reader's copy is to be called.
    :param kept: how long others may keep it (`Cache-Control`).
    """
    response = _handed_over(file, kind) or _streamed(file, kind)
    shown = "inline" if (kind.inline or box != BOX) and not as_download else "attachment"
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    response.headers["Content-Disposition"] = f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = box
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = kept
    return response


def _streamed(file: StoredFile, kind: Any) -> Response:
    try:
        source = store.reader(file.key)
    except FileNotFoundError as lost:
        raise Missing from lost
    response = Response(_Pieces(source, PIECE_BYTES), mimetype=kind.mime, direct_passthrough=True)
    response.content_length = file.size_bytes
    response.set_etag(file.sha256)
    ranges: Any = "," not in request.headers.get("Range", "")  # several at once: the whole file, as RFC 9110 lets us
    response.make_conditional(request, accept_ranges=ranges, complete_length=file.size_bytes)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _handed_over(file: StoredFile, kind: Any) -> Response | None:
    """Leave the bytes to the proxy that stands before us, where a setting says that it can reach them."""
    place = store.place_for_proxy(file.key)
    if not place:
        return None
    response = Response(mimetype=kind.mime)
    response.headers["X-Accel-Redirect"] = place
    return response


def received(form: UploadForm, take: Callable[[Path, str], Taken]) -> Taken | None:
    """Take the file of a form, sent in it or in parts before it; a refusal stands beside the field, and None comes.

    The file is judged and laid without a transaction. A refused upload is forgotten: nothing of it stays.

    :param take: the file and its name -> what is laid ready; raises RuleBroken, whose sentence is shown.
    """
    try:
        if not form.upload.data:
            let_go()
            with store.aside(form.file.data.stream) as path:
                return take(path, form.file.data.filename)
        part = services.part_of(queries.own_upload(form.upload.data, me().id))
        let_go()
        return take(services.whole(part), part.name)
    except Missing:
        form.refuse("Ten plik już u nas wygasł. Wybierz go i wgraj jeszcze raz.")
    except NotWhole as refusal:
        form.refuse(refusal.message)
    except RuleBroken as refusal:
        forget_upload(form)
        commit()
        form.refuse(refusal.message)
    return None


def forget_upload(form: UploadForm) -> None:
    """Forget what was sent in parts, once it is taken or refused."""
    if form.upload.data:
        services.drop(queries.own_upload(form.upload.data, me().id))


@bp.route("/", methods=["OPTIONS", "POST"], provide_automatic_options=False)
@requires(Permission.MediaUpload)
def begin_upload() -> Response:
    """Announce an upload (POST), or say what this server can do (OPTIONS)."""
    if request.method == "OPTIONS":
        return _tus(204, {"Tus-Version": TUS, "Tus-Extension": "creation,expiration,termination",
                          "Tus-Max-Size": str(LONGEST_UPLOAD_BYTES)})  # fmt: skip
    length = request.headers.get("Upload-Length", "")
    if request.headers.get("Tus-Resumable") != TUS:
        return _tus(412, {"Tus-Version": TUS})
    if not _is_count(length):
        return _tus(400)
    try:
        upload = services.begin(me().id, int(length), _name(request.headers.get("Upload-Metadata", "")))
    except RuleBroken as refusal:
        return _tus(413 if int(length) > LONGEST_UPLOAD_BYTES else 422, words=refusal.message)
    part = services.part_of(upload)
    commit()
    return _tus(201, {"Location": url_for(".continue_upload", token=part.token), "Upload-Expires": _day(part)})


@bp.route("/<token>/", methods=["HEAD", "PATCH", "DELETE"])
@requires(Permission.MediaUpload, largest_bytes=LONGEST_UPLOAD_BYTES)
def continue_upload(token: str) -> Response:
    """Say how much has come (HEAD), take what comes next (PATCH), or forget it all (DELETE). Its owner's only."""
    upload = queries.own_upload(token, me().id)
    if request.headers.get("Tus-Resumable") != TUS:
        return _tus(412, {"Tus-Version": TUS})
    if request.method == "DELETE":
        services.drop(upload)
        commit()
        return _tus(204)
    part = services.part_of(upload)
    let_go()
    if request.method == "PATCH":
        return _take(part)
    told = {"Upload-Offset": str(services.offset(part)), "Upload-Length": str(part.length_bytes)}
    return _tus(200, told | {"Upload-Expires": _day(part)})


def _take(part: services.Part) -> Response:
    at = request.headers.get("Upload-Offset", "")
    if request.mimetype != "application/offset+octet-stream":
        return _tus(415)
    if not _is_count(at):
        return _tus(400)
    try:
        come = services.append(part, int(at), request.stream)  # type: ignore[arg-type]
    except OffsetDiffers as refusal:
        return _tus(409, {"Upload-Offset": str(services.offset(part))}, refusal.message)
    except Busy as refusal:
        return _tus(423, words=refusal.message)
    return _tus(204, {"Upload-Offset": str(come), "Upload-Expires": _day(part)})


def _tus(status: int, headers: dict[str, str] | None = None, words: str = "") -> Response:
    response = make_response(words, status)
    response.mimetype = "text/plain"
    response.headers.update({"Tus-Resumable": TUS, "Cache-Control": "no-store", **(headers or {})})
    return response


def _day(part: services.Part) -> str:
    return http_date(part.expires_at)


def _is_count(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) <= 18


def _name(metadata: str) -> str:
    """Return the file's name out of `Upload-Metadata` (pairs of a key and base64, apart by commas)."""
    pairs = dict(pair.strip().partition(" ")[::2] for pair in metadata.split(","))
    try:
        return base64.b64decode(pairs.get("filename", ""), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "plik"
