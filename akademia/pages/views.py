"""Home, the desks, the settings, the look, health, and what machines ask first."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for

from akademia.core.area import Area
from akademia.core.db import commit, let_go, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import RuleBroken
from akademia.core.links import absolute_url, safe_back
from akademia.core.pagecache import LOOK_COOKIE, LOOKS
from akademia.core.web import asked, go, page
from akademia.media import services as media
from akademia.pages import queries, services
from akademia.pages.forms import LogoForm, SettingsForm
from akademia.storage.views import serve

bp = Blueprint("pages", __name__)
BLUEPRINTS = (bp,)
YEAR_SECONDS = 31_536_000
HEAD_ROOM_BYTES = 100_000  # a form with a file is a little longer than the file


@bp.get("/")
@public
def show_home() -> Response:
    return page("pages/home.html", front=queries.front(_areas()))


@bp.get("/konto/nauka/")
@requires(Permission.AccountUse)
def learning_desk() -> Response:
    return page("pages/learning_desk.html", desk=queries.desk_of(me().id, _areas()))


@bp.get("/panel/")
@requires(Permission.DeskUse)
def staff_desk() -> Response:
    words = asked(set(), "").words
    desk = queries.staff_desk_of(me(), _house().desk_cards, words, _house().trail_cards, _areas())
    return page("pages/staff_desk.html", desk=desk, words=words)


@bp.get("/panel/ustawienia/")
@requires(Permission.SettingsChange)
def show_settings() -> Response:
    return _settings(SettingsForm.of(queries.stored_settings()))


@bp.post("/panel/ustawienia/")
@requires(Permission.SettingsChange)
def save_settings() -> Response:
    form = SettingsForm()
    if not form.validate_on_submit():
        return _settings(form)
    try:
        changed = services.change_settings(form.typed(), form.version.data, actor=me().id)
    except services.SettingsChanged as refused:
        rollback()
        stored = queries.stored_settings()
        form.show_conflict(refused.message, stored.version)
        return _settings(form, status=409, others=form.differences(stored.operator))
    commit()
    flash(f"Zapisano ustawienia: {len(changed)}." if changed else "Nic się nie zmieniło.", "success")
    return go(".show_settings")


def _settings(form: SettingsForm, status: int = 200, others: Any = ()) -> Response:
    return page("pages/settings.html", status, form=form, groups=form.groups(), others=others)


@bp.route("/panel/ustawienia/logo/", methods=["GET", "POST"])
@requires(Permission.SettingsChange, largest_bytes=media.LOGO.largest_bytes + HEAD_ROOM_BYTES)
def change_logo() -> Response:
    form = LogoForm()
    shown = queries.stored_settings().operator
    form.has_logo = bool(shown.logo_key)
    if form.validate_on_submit():
        try:
            made = _logo_sent(form)
        except RuleBroken as refusal:
            form.file.errors = [refusal.message]
        else:
            services.change_logo(made, form.alt.data or "", actor=me().id)
            commit()
            flash("Zapisano logo. Jest już na każdej stronie.", "success")
            return go(".change_logo")
    elif not form.is_submitted():
        form.alt.data = shown.logo_alt
    return page("pages/logo.html", form=form, shown=queries.stored_settings().operator, use=media.LOGO)


def _logo_sent(form: LogoForm) -> media.MadeSize | None:
    """Take the picture of a form, if there is one. It is opened without a transaction."""
    if not form.file.data:
        return None
    let_go()
    return media.make_logo(form.file.data.stream, form.file.data.filename)


@bp.post("/panel/ustawienia/logo/usun")
@requires(Permission.SettingsChange)
def remove_logo() -> Response:
    services.remove_logo(actor=me().id)
    commit()
    flash("Usunięto logo. Wrócił znak Akademii.", "success")
    return go(".change_logo")


@bp.get("/logo/<name>")
@public(cached=False)
def show_logo(name: str) -> Response:
    """Send the logo of now. Its address is made from its bytes, so that a browser may keep it."""
    file, kind = queries.logo_at(name)
    response = serve(file, kind, "logo.png")
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


@bp.get("/wyglad/")
@public(cached=False)
def set_look() -> Response:
    """Keep the chosen colours in a cookie of the reader's own; nothing on the server changes."""
    look = request.args.get("theme", "")
    response = make_response(redirect(safe_back(request.args.get("back"), url_for(".show_home")), 303))
    if look in LOOKS:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(LOOK_COOKIE, look, max_age=YEAR_SECONDS, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(LOOK_COOKIE)
    return response


@bp.get("/healthz")
@public(cached=False)
def show_health() -> Response:
    """Say that the process answers."""
    return _plain("ok\n")


@bp.get("/readyz")
@public(cached=False)
def show_readiness() -> Response:
    """Say whether the database answers and its tables are those of this version."""
    missing = queries.not_ready(Path(current_app.extensions["migrate"].directory))
    return _plain(f"{missing}\n" if missing else "ok\n", 503 if missing else 200)


@bp.get("/robots.txt")
@public
def show_robots() -> Response:
    sitemap = absolute_url(url_for(".show_sitemap"))
    return _plain(
        f"User-agent: *\nDisallow: /konto/\nDisallow: /panel/\nDisallow: /zaswiadczenia/*/\nSitemap: {sitemap}\n"
    )


@bp.get("/sitemap.xml")
@public
def show_sitemap() -> Response:
    response = make_response(render_template("pages/sitemap.xml", entries=queries.sitemap(_areas())))
    response.mimetype = "application/xml"
    return response


def _house() -> Any:
    return current_app.extensions["akademia"]


def _areas() -> tuple[Area, ...]:
    areas: tuple[Area, ...] = _house().areas
    return areas


def _plain(text: str, status: int = 200) -> Response:
    response = make_response(text, status)
    response.mimetype = "text/plain"
    return response
