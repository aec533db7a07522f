"""The words and values every template has."""

from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from akademia.core import text
from akademia.core.doors import Permission
from akademia.core.operator import OPERATOR
from akademia.core.pagecache import LOOKS
from akademia.core.statics import PREFIX

LEGAL_STATE_ON = date(2022, 9, 22)
LEGAL_SOURCE = (
    "Tekst jednolity: Dz.U. 2022 poz. 2241; nowszy tekst jednolity: Dz.U. 2025 poz. 83. "
    "Sprawdź też późniejsze zmiany, m.in. Dz.U. 2025 poz. 620."
)


def equip(app: Flask) -> None:
    """Give templates their filters and the context of the frame."""
    app.jinja_env.filters.update(
        plural=text.counted,
        word=text.plural,
        date_words=text.date_words,
        moment_words=text.moment_words,
        hour=text.hour,
        tidy=_tidy,
    )
    app.jinja_env.globals.update(
        static_url=static_url, operator=OPERATOR, legal_source=LEGAL_SOURCE, legal_state_on=LEGAL_STATE_ON,
        csrf_token=generate_csrf, here_with=here_with,
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_frame)


def static_url(name: str) -> str:
    """Return the address of a static file under its hashed name."""
    return f"/{PREFIX}/{current_app.extensions['akademia'].static_names[name]}"


def here_with(**changes: Any) -> str:
    """Return this very page's address with some of its arguments changed; None leaves one out."""
    said = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    return url_for(str(request.endpoint), **{name: value for name, value in said.items() if value not in (None, "")})


def has_session() -> bool:
    """Say whether the request carries a session; a visitor's page must not even look into one."""
    names = (current_app.config["SESSION_COOKIE_NAME"], current_app.config["REMEMBER_COOKIE_NAME"])
    return any(name in request.cookies for name in names)


def _frame() -> dict[str, Any]:
    house = current_app.extensions["akademia"]
    look = request.cookies.get("wyglad", "")
    here = next((a.name for a in house.areas if request.path.startswith(url_for(a.endpoint))), None)
    person = current_user if has_session() and current_user.is_authenticated else None
    return {
        "theme": look if look in LOOKS else "",
        "me": person,
        "has_session": has_session(),
        "areas": house.areas,
        "desk_cards": house.desk_cards,
        "current_area": here,
        "may_use_desk": person is not None and person.may(Permission.DeskUse),
    }


def _tidy(value: str | date | datetime) -> str | Markup:
    if isinstance(value, Markup):
        return value
    return text.tidy(str(value))
