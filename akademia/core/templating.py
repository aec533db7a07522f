"""The words and values every template has."""

from collections.abc import MutableMapping
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, request
from flask.templating import Environment
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup

from akademia.core import text
from akademia.core.doors import Permission
from akademia.core.legal import LEGAL_SOURCE, LEGAL_STATE_ON
from akademia.core.links import path_if
from akademia.core.operator import OPERATOR, present_operator
from akademia.core.pagecache import LOOK_COOKIE, LOOKS
from akademia.core.statics import PREFIX

MOST_FRAGMENTS = 1_000
OF_ONE_REQUEST = frozenset(
    {"request", "session", "g", "config", "csrf_token", "here_with", "get_flashed_messages", "fragment"}
)


class Templates(Environment):
    """Jinja whose templates hold their globals in one plain dict.

    Jinja's own chain of maps is walked for each name and compared key by key at each import of macros, on every page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Fragments:
    """Parts of pages that are the same for many readers, rendered once for equal values: the foot, a programme.

    A fragment knows its values and nothing else. Words that belong to one request or person are not even there for it,
    nor for the macros it calls, so that nobody is ever shown another reader's.
    """

    def __init__(self, jinja: Environment) -> None:
        apart = jinja.overlay(undefined=StrictUndefined)
        apart.globals = {name: value for name, value in jinja.globals.items() if name not in OF_ONE_REQUEST}
        self._render = lru_cache(maxsize=MOST_FRAGMENTS)(
            lambda _root, name, values: Markup(apart.get_template(name).render(values))  # noqa: S704 - a template's
        )

    def __call__(self, name: str, **values: Any) -> Markup:
        """Render a template with plain frozen values."""
        return self._render(request.environ.get("SCRIPT_NAME", ""), name, tuple(values.items()))


def equip(app: Flask) -> None:
    """Give templates their filters and the context of the frame."""
    app.jinja_env.filters.update(
        plural=text.counted,
        word=text.plural,
        bytes_words=text.bytes_words,
        date_words=text.date_words,
        moment_words=text.moment_words,
        hour=text.hour,
        tidy=_tidy,
    )
    names = app.extensions["akademia"].static_names
    statics = {name: f"/{PREFIX}/{hashed}" for name, hashed in names.items()}
    app.jinja_env.globals.update(
        url_for=app.extensions["akademia"].paths, static_url=statics.__getitem__, operator=OPERATOR,
        legal_source=LEGAL_SOURCE, legal_state_on=LEGAL_STATE_ON, csrf_token=generate_csrf, here_with=here_with,
        path_if=path_if,
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["fragment"] = Fragments(app.jinja_env)
    app.context_processor(_frame)


def here_with(**changes: Any) -> str:
    """Return this very page's address with some of its arguments changed; None leaves one out."""
    place = request.view_args or {}
    said = {**request.args.to_dict(), **changes}
    left = {name: value for name, value in said.items() if value not in (None, "") and name not in place}
    path: str = current_app.extensions["akademia"].paths(str(request.endpoint), **place)
    return f"{path}?{urlencode(left)}" if left else path


def has_session() -> bool:
    """Say whether the request carries a session; a visitor's page must not even look into one."""
    names = (current_app.config["SESSION_COOKIE_NAME"], current_app.config["REMEMBER_COOKIE_NAME"])
    return any(name in request.cookies for name in names)


def _frame() -> dict[str, Any]:
    house = current_app.extensions["akademia"]
    links = tuple((area.name, area.label, house.paths(area.endpoint)) for area in house.areas)
    look = request.cookies.get(LOOK_COOKIE, "")
    signed = has_session()
    person = current_user._get_current_object() if signed and current_user.is_authenticated else None
    return {
        "operator": present_operator(),
        "theme": look if look in LOOKS else "",
        "me": person,
        "has_session": signed,
        "areas": house.areas,
        "area_links": links,
        "desk_places": partial(_desk_places, person),
        "may_use_desk": person is not None and person.may(Permission.DeskUse),
        "current_area": next((name for name, _, path in links if request.path.startswith(path)), None),
        "at_area_front": any(path == request.path for _, _, path in links),
    }


def _desk_places(person: Any) -> dict[str, Any]:
    """Return what the list of the desk's places is made of: those the person may enter, and where this page lies."""
    house, path = current_app.extensions["akademia"], request.path
    names = {area.name: area.label for area in house.areas}
    places: dict[str, list[tuple[str, str]]] = {}
    for card in house.desk_cards:
        if person.may(card.permission):
            places.setdefault(card.area, []).append((card.label, house.paths(card.endpoint)))
    groups = tuple((area, names.get(area, "Akademia"), tuple(links)) for area, links in places.items())
    around = tuple(url for _, _, links in groups for _, url in links if path.startswith(url))
    return {"groups": groups, "around": around, "here": path if path in around else None}


def _tidy(value: str | date | datetime) -> str | Markup:
    if isinstance(value, Markup):
        return value
    return text.tidy(str(value))
