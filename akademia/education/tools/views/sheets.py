"""Tools whose answers a signed-in person may keep: the application and the self-assessment."""

from typing import Any

from flask import Response, abort, flash, request

from akademia.core import db
from akademia.core.doors import Permission, me, public, requires
from akademia.core.templating import has_session
from akademia.core.web import go, page
from akademia.education.tools import queries, services
from akademia.education.tools.queries import walks
from akademia.education.tools.views.front import bp

APPLICATION, STANDARD = "wniosek-o-status", "samoocena-standardu"


def _kept(key: str) -> queries.Sheet | None:
    """Return the sheet of a signed-in reader; a visitor's session is not even looked into."""
    person = me() if has_session() else None
    return queries.sheet(person.id, key) if person is not None and person.is_authenticated else None


@bp.get("/wniosek-o-status/")
@public
def show_application() -> Response:
    """Show the points: as the address says, else as they were saved."""
    kept, asked = _kept(APPLICATION), "kto" in request.args
    answers = _application(request.args) if asked or kept is None else kept.answers
    return page("education/tools/application.html", tool=queries.tool_page(APPLICATION), kept=kept, asked=asked,
                answers=answers, state=walks.application_of(answers), **walks.application_lists())  # fmt: skip


def _application(said: Any) -> dict[str, str]:
    return walks.application_answers(said.get("kto", ""), said.getlist("mam"))


@bp.get("/samoocena-standardu/")
@public
def show_standard() -> Response:
    """Show what to choose, the questions, or the result. All unanswered ones are complained of at once."""
    kept, asked = _kept(STANDARD), "rodzaj" in request.args
    answers = walks.standard_answers(request.args) if asked or kept is None else kept.answers
    found = walks.assessment_of(answers)
    missed = bool(found and found.missing and "sprawdz" in request.args)
    template = "standard.html" if found is None else "checks.html" if found.missing or _mends() else "results.html"
    return page(f"education/tools/{template}", 422 if missed else 200, tool=queries.tool_page(STANDARD), kept=kept,
                asked=asked, found=found, missed=missed, answers=answers)  # fmt: skip


def _mends() -> bool:
    """Say whether the reader comes back to the questions to change some answers."""
    return "popraw" in request.args


@bp.post("/<key>/arkusz")
@requires(Permission.AccountUse)
def save_sheet(key: str) -> Response:
    answers = _sheet_sent(key)
    services.save_sheet(me().id, key, answers)
    db.commit()
    flash("Zapisano na koncie. Następnym razem zaczniesz od tego miejsca.", "success")
    return _back(key)


def _sheet_sent(key: str) -> dict[str, str]:
    answers = {APPLICATION: _application, STANDARD: walks.standard_answers}.get(key, lambda _said: {})(request.form)
    return answers or abort(404)


@bp.post("/<key>/arkusz/usun")
@requires(Permission.AccountUse)
def forget_sheet(key: str) -> Response:
    if key not in (APPLICATION, STANDARD):
        abort(404)
    services.forget_sheet(me().id, key)
    db.commit()
    flash("Usunięto z konta.", "success")
    return _back(key)


def _back(key: str) -> Response:
    return go(".show_application" if key == APPLICATION else ".show_standard")
