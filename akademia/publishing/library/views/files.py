"""Files for readers: under an address that never changes, with ranges, to be read here or taken."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from akademia.core.doors import me, public
from akademia.core.errors import Missing
from akademia.core.tally import DOWNLOAD, counted
from akademia.core.templating import has_session
from akademia.publishing.library.policy import may_see_unpublished
from akademia.publishing.library.queries import files as queries
from akademia.publishing.library.services.uses import LIBRARY
from akademia.storage.queries import kind_of
from akademia.storage.views import BOX, serve

bp = Blueprint("library_files", __name__, url_prefix="/publikacje/pliki")
PUBLIC_SECONDS, OWN = 86_400, "private, no-store"
# The browser's own PDF view does not open in a sandbox; scripts and attached files are kept out when a PDF comes in.
PDF_BOX = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; object-src 'self'; frame-ancestors 'none'"
)


@bp.get("/<key>/okladka.webp")
@public(cached=False)
def show_cover(key: str) -> Response:
    file, _, _, is_public = queries.sent_file(key, _person())
    if file.cover is None:
        raise Missing
    return serve(file.cover, kind_of(file.cover), "okladka.webp", kept=_kept(is_public))


@bp.get("/<key>/<name>")
@public(cached=False)
def send_file(key: str, name: str) -> Any:
    """Send a file's bytes. An address with another name leads to the present one; of a newer file a header tells."""
    person = _person()
    file, present, newer, is_public = queries.sent_file(key, person)
    if name != present or file.file is None:
        return redirect(url_for(".send_file", key=key, name=present, pobierz=request.args.get("pobierz")), 301)
    kind = kind_of(file.file)
    box = PDF_BOX if kind.name == "pdf" else BOX
    response = serve(file.file, kind, present, "pobierz" in request.args, box, _kept(is_public))
    if newer:
        response.headers["Link"] = f'<{bp.url_prefix}/{newer}>; rel="successor-version"'
    if is_public and file.role != "captions" and not may_see_unpublished(person):
        response.headers.extend([counted(LIBRARY, DOWNLOAD, file.item_id)])
    return response


def _person() -> Any:
    person = me() if has_session() else None
    return person if person is not None and person.is_authenticated else None


def _kept(is_public: bool) -> str:
    return f"public, max-age={PUBLIC_SECONDS}, immutable" if is_public else OWN
