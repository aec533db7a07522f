"""create_app(): settings, extensions, tables, blueprints, doors, error pages, commands. It alone knows all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from akademia.accounts.security import start_security, watch_doors
from akademia.advisory.area import AREA as ADVISORY
from akademia.core import errorpages, guard, headers, limits, logging, memory, settings, statics, templating
from akademia.core.area import Area, DeskCard, Kind, PrivacyCard, TrailCard
from akademia.core.db import commit, db, writing
from akademia.core.kept import Kept
from akademia.core.links import Paths
from akademia.core.pagecache import Generation, PageCache
from akademia.core.settings import Settings
from akademia.core.tally import WRITTEN_EVERY_SECONDS, Keeper, Tally, Use
from akademia.education.area import AREA as EDUCATION
from akademia.promotion.area import AREA as PROMOTION
from akademia.publishing.area import AREA as PUBLISHING
from akademia.research.area import AREA as RESEARCH

PROJECT = Path(__file__).resolve().parent.parent
AREAS = (EDUCATION, ADVISORY, PUBLISHING, PROMOTION, RESEARCH)
# Every package of the house that has tables, views, commands or a privacy card, from the ground up.
PACKAGES = (
    "core", "audit", "storage", "jobs", "media", "mail", "organisations", "accounts", "accounts.safety",
    "accounts.cards", "privacy", "administration", "people", "remarks", "law", "texts", "certificates", "search",
    "education.courses", "education.quizzes", "education.tools", "education.updates", "education.learners", "education",
    "advisory.questions", "advisory.consultations", "advisory", "publishing.library", "publishing.journal",
    "publishing.collections", "publishing", "promotion.news", "promotion.directory", "promotion.team",
    "promotion.newsletter", "promotion", "research.statistics", "research.surveys", "research", "pages", "starter",
    "running",
)  # fmt: skip
# At the staff desk: first what is taught, answered and written, then people, then the house's own keeping.
DESK_ORDER = (
    "education.courses", "education.quizzes", "education.updates", "education.learners", "education", "education.tools",
    "certificates", "advisory.questions", "advisory.consultations", "publishing.library", "publishing.journal",
    "publishing.collections", "promotion.news", "promotion.newsletter", "promotion.directory", "promotion.team",
    "research.surveys", "research.statistics", "organisations", "law", "texts", "media", "remarks", "administration",
    "accounts.cards", "privacy", "mail", "jobs", "pages",
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """What the app knows about itself: `app.extensions["akademia"]`."""

    settings: Settings
    areas: tuple[Area, ...]
    kinds: tuple[tuple[str, Kind], ...]
    privacy_cards: tuple[PrivacyCard, ...]
    desk_cards: tuple[DeskCard, ...]
    trail_cards: tuple[TrailCard, ...]
    static_names: dict[str, str]
    generation: Generation
    kept: Kept
    paths: Paths


class Academy(Flask):
    jinja_environment = templating.Templates


def create_app(environ: Mapping[str, str] | None = None, **overrides: Any) -> Flask:
    """Build the whole academy.

    :param environ: where settings are read from; the process's own environment by default.
    :param overrides: Flask configuration that a test sets (never used in production).
    """
    memory.keep_little()
    chosen = settings.read(os.environ if environ is None else environ, PROJECT)
    app = Academy("akademia", static_folder=None, instance_path=str(chosen.instance))
    _configure(app, chosen, overrides)
    rooms = {name: _rooms(name) for name in PACKAGES}
    _extend(app, chosen)
    for name in PACKAGES:
        for blueprint in getattr(rooms[name].get("views"), "BLUEPRINTS", ()):
            app.register_blueprint(blueprint)
        for group in getattr(rooms[name].get("commands"), "COMMANDS", ()):
            app.cli.add_command(group)
    cards = tuple(rooms[name]["privacy"].CARD for name in PACKAGES if "privacy" in rooms[name])
    places = tuple(card for name in DESK_ORDER if "desk" in rooms[name] for card in rooms[name]["desk"].CARDS)
    trails = tuple(rooms[name]["trail"].CARD for name in PACKAGES if "trail" in rooms[name])
    kinds = [(area.name, kind) for area in AREAS for kind in area.kinds]
    kinds += [("house", kind) for name in PACKAGES if "kinds" in rooms[name] for kind in rooms[name]["kinds"].KINDS]
    _open(app, chosen, tuple(kinds), cards, places, trails)
    return app


def _rooms(package: str) -> dict[str, Any]:
    """Import the rooms of a package that the house must know of; models first, so that no table is forgotten."""
    folder = PROJECT / "akademia" / Path(*package.split("."))
    found = ("models", "privacy", "desk", "trail", "kinds", "jobs", "commands", "views")
    names = [name for name in found if _has(folder, name)]
    return {name: import_module(f"akademia.{package}.{name}") for name in names}


def _has(folder: Path, room: str) -> bool:
    return (folder / f"{room}.py").exists() or (folder / room / "__init__.py").exists()


def _configure(app: Flask, chosen: Settings, overrides: Mapping[str, Any]) -> None:
    sqlite = make_url(chosen.database_url).get_backend_name() == "sqlite"
    engine: dict[str, Any] = {"pool_size": 20, "max_overflow": 20}
    engine |= {"connect_args": {"isolation_level": None, "timeout": 15}} if sqlite else {"pool_pre_ping": True}
    app.config.from_mapping(
        SECRET_KEY=chosen.secret_key,
        SQLALCHEMY_DATABASE_URI=chosen.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine,
        SESSION_COOKIE_NAME="sesja",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=chosen.production,
        REMEMBER_COOKIE_NAME="pamiec",
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SECURE=chosen.production,
        MAX_CONTENT_LENGTH=2_000_000,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        WTF_I18N_ENABLED=False,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="pl",
        BABEL_DEFAULT_TIMEZONE="Europe/Warsaw",
        RATELIMIT_STORAGE_URI="akademia-table://",
        RATELIMIT_STRATEGY="fixed-window",
        TEMPLATES_AUTO_RELOAD=False,
        COUNTS_EVERY=WRITTEN_EVERY_SECONDS,
    )
    app.config.from_mapping(overrides)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]


def _extend(app: Flask, chosen: Settings) -> None:
    logging.start(app)
    headers.dress(app, chosen.production)
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT / "migrations"), render_as_batch=True)
    Babel(app)
    guard.csrf.init_app(app)
    limits.start(app)
    start_security(app, chosen)


def _open(
    app: Flask,
    chosen: Settings,
    kinds: tuple[tuple[str, Kind], ...],
    cards: tuple[PrivacyCard, ...],
    places: tuple[DeskCard, ...],
    trails: tuple[TrailCard, ...],
) -> None:
    """Hang the doors, the error pages, the template words and the layers before Flask."""
    names = statics.publish(PROJECT / "akademia" / "static", chosen.instance / "static")
    generation = Generation(lambda: _engine_of(app))
    app.extensions["akademia"] = House(
        chosen, AREAS, kinds, cards, places, trails, names, generation, Kept(), Paths(app)
    )  # fmt: skip
    guard.hang_doors(app)
    watch_doors(app)
    errorpages.register(app)
    templating.equip(app)
    cookies = (app.config["SESSION_COOKIE_NAME"], app.config["REMEMBER_COOKIE_NAME"])
    cached: Any = PageCache(
        app.wsgi_app, generation, cookies, Tally(partial(_write_uses, app), app.config["COUNTS_EVERY"])
    )
    app.extensions["pagecache"] = cached
    if chosen.production:  # a proxy stands before it and says who asks; the last it adds is its own word
        cached = ProxyFix(cached, x_for=1, x_proto=1, x_host=0)
    served = WhiteNoise(cached, immutable_file_test=statics.is_immutable, max_age=3600)
    served.add_files(str(chosen.instance / "static"), prefix=f"{statics.PREFIX}/")
    app.wsgi_app = served  # type: ignore[method-assign]


def _write_uses(app: Flask, keep: Keeper, uses: Mapping[Use, int]) -> None:
    """Write counted uses in a transaction of their own."""
    with writing(), app.app_context():
        keep(uses)
        commit()


def _engine_of(app: Flask) -> Any:
    with app.app_context():
        return db.engine
