"""Rooms: what each may import and do (docs: the table of rooms in `akademia/__init__.py` and the house's design).

Services know the trade, not the web: plain functions on models and values, which never commit, so that a view, a
command and a job can each join several acts in one commit. Rules and formats know no database, so they are tested
with values alone. Only what a module itself imports is looked at; what it may reach through lower floors is
the floors' matter. What is allowed beyond the table is allowed by name, below, with its reason.
"""

import ast

import pytest

from tests.architecture.source import ROOMS, Module, modules

WEB = ("flask", "flask_", "werkzeug", "wtforms", "akademia.core.web", "akademia.core.forms")
TABLES = ("sqlalchemy", "flask_sqlalchemy", "alembic", "akademia.core.db")
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "models": (*WEB, "services", "queries", "forms", "views", "formats"),
    "rules": (*WEB, *TABLES, "models", "queries", "services", "forms", "views", "formats"),
    "policy": (*WEB, *TABLES, "queries", "services", "forms", "views"),
    "queries": (*WEB, "services", "forms", "views"),
    "services": (*WEB, "forms", "views"),
    "formats": (*WEB, *TABLES, "models", "queries", "services", "forms", "views"),
    "jobs": (*WEB, "sqlalchemy", "rules", "forms", "views"),
    "forms": ("services", "views"),
    "views": ("sqlalchemy", "flask_sqlalchemy", "alembic", "akademia.core.db.db", "rules", "formats"),
    "commands": ("wtforms", "forms", "views", "akademia.core.web"),
    "privacy": (*WEB, "forms", "views"),
    "desk": (*WEB, *TABLES, "services", "forms", "views"),
    "trail": (*WEB, *TABLES, "services", "forms", "views"),
    "area": (*WEB, *TABLES, "services", "forms", "views"),
    "kinds": (*WEB, *TABLES, "services", "forms", "views"),
}
ALLOWED = {
    # Flask-Security asks for its mixin on the person and makes the hashes and tokens; a second maker would be worse.
    ("accounts/models.py", "flask_security.UserMixin"),
    ("accounts/services/people.py", "flask_security.hash_password"),
    ("accounts/services/people.py", "flask_security.verify_password"),
    ("accounts/services/samples.py", "flask_security.hash_password"),
    ("accounts/services/letters.py", "flask_security.confirmable.generate_confirmation_token"),
    ("accounts/services/letters.py", "flask_security.recoverable.generate_reset_password_token"),
    # An inlet takes a thing in from another area, which is an act; the calling card is the one way across.
    ("publishing/area.py", "akademia.publishing.library.services.handed.take_in"),
}
# `core` is no area and has rooms of its own: each module is one thing that the whole house leans on.
OTHER_ROOMS = {
    "accounts/cards/papers.py": "new cards on their way to paper: sealed for the session, opened for the PDF",
    "accounts/limits.py": "how often one may knock: decorators shared by views and by Flask-Security's endpoints",
    "accounts/roles.py": "the words for roles and audiences, read by models, forms and commands",
    "accounts/safety/limits.py": "how often one may try a code or the password again",
    "accounts/safety/session.py": "what the browser's session holds: the device, freshness, the step between",
    "accounts/security.py": "Flask-Security brought in: its endpoints, forms and doors in one table",
    "certificates/issuer.py": "the signing keys in the instance folder: neither a table nor a request",
    "certificates/papers.py": "a certificate's paper, badge and token: formats filled from the stored row",
    "jobs/worker.py": "the process that runs due jobs",
    "mail/post.py": "the two ways out: a folder or a mail server",
    "storage/fence.py": "the child process with limits in which foreign files are opened",
    "storage/store.py": "where bytes lie: a folder or S3, and the folder of what is coming in",
}
RUNNING = "running/"  # what `make run` does: processes, ports and preparing, before there is an app
# Each part of the starter stands alone: a broken course must not take the loaded law with it, nor hold its writer long.
MAY_COMMIT = {"starter/services/loading.py"}
HALLS = [module for module in modules() if not module.place.startswith(("core/", RUNNING)) and module.place != "app.py"]


def trespasses(module: Module) -> list[str]:
    """Return what a module imports that its room may not."""
    own = FORBIDDEN.get(module.room, ())
    found = {name for name in module.imports() if any(_falls_under(name, ban) for ban in own)}
    return sorted(name for name in found if (module.place, name) not in ALLOWED)


def _falls_under(name: str, ban: str) -> bool:
    if ban in ROOMS:
        return name.startswith("akademia.") and ban in name.split(".")[2:]
    return name == ban or name.startswith(ban if ban.endswith("_") else f"{ban}.")


def calls_of(module: Module, wanted: str) -> list[int]:
    """Return the lines on which a function or method of that name is called."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    names = [(getattr(call.func, "attr", None) or getattr(call.func, "id", None), call.lineno) for call in calls]
    return [line for name, line in names if name == wanted]


def test_no_room_imports_what_it_may_not():
    assert {m.place: bad for m in HALLS if (bad := trespasses(m))} == {}


def test_a_package_has_only_the_known_rooms():
    strange = [m.place for m in HALLS if m.room not in ROOMS | {"__init__"} and not m.place.endswith("__init__.py")]

    assert sorted(strange) == sorted(OTHER_ROOMS)


def test_only_views_commands_and_jobs_commit():
    knowing = {"services", "queries", "rules", "policy", "models", "formats", "forms", "privacy", "area"}

    assert {m.place for m in HALLS if m.room in knowing and calls_of(m, "commit")} == MAY_COMMIT


def test_every_allowance_is_still_needed():
    imported = {(module.place, name) for module in modules() for name in module.imports()}

    assert imported >= ALLOWED


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("law/rules.py", "from akademia.core.db import db"),
        ("law/rules.py", "from akademia.law.models import Act"),
        ("law/formats/register.py", "from sqlalchemy import select"),
        ("law/queries.py", "from flask import url_for"),
        ("law/queries.py", "from flask_login import current_user"),
        ("law/services/keeping.py", "from akademia.law.forms import ActForm"),
        ("law/services.py", "def late():\n    from flask import current_app"),
        ("law/views.py", "import sqlalchemy.exc"),
        ("law/views.py", "from akademia.core.db import db"),
        ("law/forms.py", "from akademia.law import services"),
        ("law/models.py", "from akademia.law.services import cite"),
        ("law/jobs.py", "from akademia.law.rules import is_near"),
    ],
)
def test_the_guard_sees_a_trespass(place, line):
    assert trespasses(Module(place, line))


@pytest.mark.parametrize("line", ["commit()", "db.commit()", "db.session.commit()"])
def test_the_guard_sees_a_commit(line):
    assert calls_of(Module("law/services.py", line), "commit")
