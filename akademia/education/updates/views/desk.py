"""Lessons on what changed at the desk: which amendments nobody tells of yet, and the lessons there are."""

from flask import Blueprint, Response, request

from akademia.core.doors import Permission, requires
from akademia.core.text import row_numbers
from akademia.core.web import page
from akademia.education.updates.queries.desk import desk_of

bp = Blueprint("updates_desk", __name__, url_prefix="/panel/co-sie-zmienilo")


@bp.get("/")
@requires(Permission.CourseEdit)
def show_updates() -> Response:
    chosen = row_numbers([request.args.get("kurs", "")])
    return page("education/updates/desk/updates.html", desk=desk_of(chosen[0] if chosen else None))
