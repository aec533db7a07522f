"""Building a course at the staff desk: the list, its modules and lessons, their order, its state."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.text import moment_words
from akademia.core.web import asked, go, page
from akademia.education.courses.forms import PlanForm
from akademia.education.courses.queries import building as queries
from akademia.education.courses.queries.desk_rows import desk_rows
from akademia.education.courses.services import planning, structure
from akademia.education.courses.services.authoring import COURSE
from akademia.texts.services.publishing import BadMoment

bp = Blueprint("courses_desk", __name__, url_prefix="/panel/kursy")
STATE_WORDS = {
    "published": "Kurs jest opublikowany. Czytelnicy już go widzą.",
    "archived": "Kurs jest zamknięty. Nikt nowy się nie zapisze, a kto się uczy, dokończy.",
    "draft": "Kurs jest znowu w budowie. Czytelnicy go nie widzą.",
}
PLANS = {"published": "Opublikowanie kursu", "archived": "Zamknięcie dla nowych osób", "draft": "Ukrycie kursu"}
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
    return _show(ref)


def _show(ref: int, sent: PlanForm | None = None) -> Response:
    desk = queries.desk_course(ref)
    form = sent or PlanForm.among(_plans(desk.course.state))
    return page(
        "education/courses/desk/course.html", 422 if sent else 200, desk=desk, form=form, plans=PLANS,
        beside=desk_rows(ref),
    )  # fmt: skip


def _plans(state: str) -> dict[str, str]:
    """Return what can be planned for a course in a state."""
    return {planned: words for planned, words in PLANS.items() if planned != state}


@bp.post("/<int:ref>/zaplanuj")
@requires(Permission.CourseEdit)
def plan_state(ref: int) -> Response:
    form = PlanForm.among(_plans(queries.desk_course(ref).course.state))
    if not form.validate_on_submit():
        return _show(ref, form)
    moment = form.moment()
    try:
        if moment is None:
            raise BadMoment
        planning.plan_state(ref, form.state.data, moment, me().id)
    except BadMoment as refused:
        form.day.errors = [refused.message]
        return _show(ref, form)
    commit()
    flash(f"{PLANS[form.state.data]}: {moment_words(moment)} czasu polskiego.", "success")
    return go(".show_course", ref=ref)


@bp.post("/<int:ref>/odwolaj-plan")
@requires(Permission.CourseEdit)
def withdraw_plan(ref: int) -> Response:
    planning.withdraw_plan(ref, me().id)
    commit()
    flash("Odwołano plan. Kurs zostaje, jaki jest.", "success")
    return go(".show_course", ref=ref)


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
    if way not in structure.WAYS:
        abort(400)
    return way


@bp.post("/lekcje/<int:ref>/przesun")
@requires(Permission.CourseEdit)
def move_lesson(ref: int) -> Response:
    course = structure.move_lesson(ref, _way(), me().id).id
    commit()
    return _to(course, f"lekcja-{ref}")


@bp.post("/lekcje/<int:ref>/przenies")
@requires(Permission.CourseEdit)
def move_lesson_to(ref: int) -> Response:
    module = request.form.get("modul", "")
    if not (module.isascii() and module.isdigit() and len(module) < 10):
        abort(400)
    course = structure.move_lesson_to(ref, int(module), me().id).id
    commit()
    flash("Przeniesiono lekcję na koniec modułu. Jej adres się nie zmienił.", "success")
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
