"""Building a course at the staff desk: the list, its modules and lessons, their order, its state."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page
from akademia.education.courses.queries import building as queries
from akademia.education.courses.services import structure
from akademia.education.courses.services.authoring import COURSE

bp = Blueprint("courses_desk", __name__, url_prefix="/panel/kursy")
STATE_WORDS = {
    "published": "Kurs jest opublikowany. Czytelnicy już go widzą.",
    "archived": "Kurs jest zamknięty. Nikt nowy się nie zapisze, a kto się uczy, dokończy.",
    "draft": "Kurs jest znowu w budowie. Czytelnicy go nie widzą.",
}
STATE_ACTS = {"opublikuj": "published", "zamknij": "archived", "ukryj": "draft"}


@bp.get("/")
@requires(Permission.CourseEdit)
def show_courses() -> Response:
    how = asked({"tytul", "zmiana", "zapisani"}, "-zmiana", {"stan": queries.STATE_NAMES})
    courses = queries.desk_courses(how)
    return page("education/courses/desk/courses.html", courses=courses, asked=how, states=queries.STATE_NAMES)


@bp.get("/nowy/")
@requires(Permission.CourseEdit)
def new_course() -> Response:
    return redirect(url_for("editor.new_text", kind=COURSE.address), 303)  # type: ignore[return-value]


@bp.get("/<int:ref>/")
@requires(Permission.CourseEdit)
def show_course(ref: int) -> Response:
    return page("education/courses/desk/course.html", desk=queries.desk_course(ref))


@bp.post("/<int:ref>/<any(opublikuj, zamknij, ukryj):act>")
@requires(Permission.CourseEdit)
def change_state(ref: int, act: str) -> Response:
    state = STATE_ACTS[act]
    structure.change_state(ref, state, me().id)
    commit()
    flash(STATE_WORDS[state], "success")
    return go(".show_course", ref=ref)


def _way() -> str:
    way = request.form.get("w", "")
    if way not in (structure.UP, structure.DOWN):
        abort(400)
    return way


@bp.post("/lekcje/<int:ref>/przesun")
@requires(Permission.CourseEdit)
def move_lesson(ref: int) -> Response:
    course = structure.move_lesson(ref, _way(), me().id).id
    commit()
    return _to(course, f"lekcja-{ref}")


@bp.post("/moduly/<int:ref>/przesun")
@requires(Permission.CourseEdit)
def move_module(ref: int) -> Response:
    course = structure.move_module(ref, _way(), me().id).id
    commit()
    return _to(course, f"modul-{ref}")


def _to(course: int, anchor: str) -> Response:
    """Go back to what was moved, so that it can be moved on."""
    return go(".show_course", ref=course, _anchor=anchor)


@bp.post("/moduly/<int:ref>/usun")
@requires(Permission.CourseEdit)
def remove_module(ref: int) -> Response:
    course = structure.remove_module(ref, me().id).id
    commit()
    flash("Usunięto pusty moduł.", "success")
    return go(".show_course", ref=course)
