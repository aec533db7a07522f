"""Home, the desks, the settings, the look, health, and what machines ask first."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for

from akademia.core.area import Area
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.links import absolute_url, safe_back
from akademia.core.pagecache import LOOK_COOKIE, LOOKS
from akademia.core.web import asked, go, page
from akademia.pages import queries, services
from akademia.pages.forms import SettingsForm

bp = Blueprint("pages", __name__)
BLUEPRINTS = (bp,)
YEAR_SECONDS = 31_536_000


@bp.get("/")
@public
def show_home() -> Response:
    return page("pages/home.html", latest=queries.latest(_areas()))


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
