"""Verification without an account, the look-up by code, and the certificate's forms to take away."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, make_response, request

from akademia.certificates import papers, queries
from akademia.certificates.forms import CodeForm
from akademia.core import clock
from akademia.core.doors import me, public
from akademia.core.errors import Missing
from akademia.core.limits import limiter
from akademia.core.templating import has_session
from akademia.core.web import go, page
from akademia.law.queries import changed_since

bp = Blueprint("certificates", __name__, url_prefix="/zaswiadczenia")
LOOK_UPS = "30 per minute; 300 per hour"


def _keys() -> Path:
    return Path(current_app.instance_path) / "keys"


@bp.get("/")
@public(cached=False)
@limiter.limit(LOOK_UPS, exempt_when=lambda: "kod" not in request.args)
def look_up() -> Response:
    """Show the form; with `?kod=` find the certificate it means."""
    if "kod" not in request.args:
        return page("certificates/look_up.html", form=CodeForm(formdata=None))
    form = CodeForm(request.args)
    if form.validate():
        try:
            return go(".show_certificate", code=queries.by_code(form.kod.data).code)
        except Missing:
            form.kod.errors = ["Nie wydaliśmy zaświadczenia o tym kodzie. Sprawdź, czy kod jest przepisany bez błędu"]
    return page("certificates/look_up.html", form=form)


@bp.get("/<code>/")
@public(cached=False)
@limiter.limit(LOOK_UPS)
def show_certificate(code: str) -> Response:
    certificate = queries.by_code(code)
    if certificate.code != code:
        return go(".show_certificate", code=certificate.code)
    return page(
        "certificates/certificate.html", certificate=certificate, since=changed_since(certificate.legal_state_on),
        refreshing=queries.refreshing(certificate, _viewer()), checked_at=clock.now(),
    )  # fmt: skip


def _viewer() -> int | None:
    """Return the number of the signed-in reader; a visitor's request does not look into any session."""
    person = me() if has_session() else None
    return person.id if person is not None and person.is_authenticated else None


@bp.get("/<code>.pdf")
@public(cached=False)
@limiter.limit(LOOK_UPS)
def download_pdf(code: str) -> Response:
    certificate = _valid(code)
    response = make_response(papers.pdf_of(certificate))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="zaswiadczenie-{certificate.code}.pdf"'
    return response


@bp.get("/<code>.json")
@public(cached=False)
@limiter.limit(LOOK_UPS)
def download_badge(code: str) -> Response:
    response = jsonify(papers.badge_of(_valid(code), _keys()))
    response.mimetype = "application/ld+json"
    return response


@bp.get("/<code>.jwt")
@public(cached=False)
@limiter.limit(LOOK_UPS)
def download_token(code: str) -> Response:
    response = make_response(papers.token_of(_valid(code), _keys()))
    response.mimetype = "application/vc+jwt"
    return response


def _valid(code: str) -> Any:
    """Return a certificate whose forms may be taken away: not a revoked one."""
    certificate = queries.by_code(code)
    if certificate.revoked_at is not None:
        raise Missing
    return certificate


@bp.get("/wystawca.json")
@public
def show_issuer() -> Response:
    return _document(papers.issuer_document(_keys()))


@bp.get("/klucze/<name>.json")
@public
def show_key(name: str) -> Response:
    document = papers.key_document(_keys(), name)
    if document is None:
        abort(404)
    return _document(document)


@bp.get("/klucze/<name>.jwk")
@public
def show_jwk(name: str) -> Response:
    document = papers.jwk_document(_keys(), name)
    if document is None:
        abort(404)
    return _document(document, "application/jwk+json")


def _document(body: Mapping[str, Any], mimetype: str = "application/ld+json") -> Response:
    response = jsonify(body)
    response.mimetype = mimetype
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
