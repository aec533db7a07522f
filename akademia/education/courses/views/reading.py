"""Catalogue, course, lesson; enrolling and marking."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for

from akademia.core import db
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import Missing
from akademia.core.templating import has_session
from akademia.core.web import go, page
from akademia.education.courses import queries
from akademia.education.courses.models import Enrolment, Lesson
from akademia.education.courses.services import learning

bp = Blueprint("courses", __name__, url_prefix="/edukacja")


def _reader() -> int | None:
    """Return the number of the signed-in reader; a visitor's request does not look into any session."""
    person = me() if has_session() else None
    return person.id if person is not None and person.is_authenticated else None


@bp.get("/")
@public
def show_catalogue() -> Response:
    return page("education/courses/catalogue.html", courses=queries.published())


@bp.get("/kursy/<slug>/")
@public
def show_course(slug: str) -> Any:
    try:
        found = queries.course_page(slug, _reader())
    except Missing:
        return _moved(slug)
    return page("education/courses/course.html", page=found, course=found.course, outline=found.outline)


def _moved(slug: str) -> Any:
    present = queries.moved_course(slug)
    if present is None:
        raise Missing
    return redirect(url_for(".show_course", slug=present), 301)


@bp.post("/kursy/<slug>/zapis")
@requires(Permission.CourseFollow)
def enrol(slug: str) -> Response:
    course = queries.course_at(slug)
    learning.enrol(course, me().id)
    db.commit()
    return go(".resume", slug=slug)


@bp.get("/kursy/<slug>/dalej/")
@requires(Permission.CourseFollow)
def resume(slug: str) -> Response:
    found = queries.course_page(slug, me().id)
    if found.enrolment is None or found.outline.next is None:
        return go(".show_course", slug=slug)
    return go(".show_lesson", slug=slug, lesson_slug=found.outline.next.slug)


@bp.get("/kursy/<slug>/lekcje/<lesson_slug>/")
@public
def show_lesson(slug: str, lesson_slug: str) -> Any:
    try:
        found = queries.lesson_page(slug, lesson_slug, _reader(), twin=request.args.get("wersja") == "etr")
    except Missing:
        present = queries.moved_course(slug)
        if present is None:
            raise
        return redirect(url_for(".show_lesson", slug=present, lesson_slug=lesson_slug), 301)
    if found.lesson.slug != lesson_slug:
        return redirect(url_for(".show_lesson", slug=slug, lesson_slug=found.lesson.slug), 301)
    template = "lesson.html" if found.readable else "lesson_shut.html"
    return page(f"education/courses/{template}", page=found, course=found.course, outline=found.outline)


def _own_lesson(slug: str, lesson_slug: str) -> tuple[Enrolment, Lesson]:
    course = queries.course_at(slug)
    enrolment = queries.enrolment(course.id, me().id, lock=True)
    if enrolment is None:
        raise learning.NotEnrolled
    return enrolment, queries.lesson_at(course.id, lesson_slug)


@bp.post("/kursy/<slug>/lekcje/<lesson_slug>/ukonczona")
@requires(Permission.CourseFollow)
def mark_lesson(slug: str, lesson_slug: str) -> Response:
    enrolment, lesson = _own_lesson(slug, lesson_slug)
    learning.mark_done(enrolment, lesson)
    db.commit()
    found = queries.lesson_page(slug, lesson_slug, me().id, twin=False)
    if found.next is None:
        return go(".show_course", slug=slug)
    return go(".show_lesson", slug=slug, lesson_slug=found.next.slug)


@bp.post("/kursy/<slug>/lekcje/<lesson_slug>/nieukonczona")
@requires(Permission.CourseFollow)
def unmark_lesson(slug: str, lesson_slug: str) -> Response:
    enrolment, lesson = _own_lesson(slug, lesson_slug)
    learning.unmark_done(enrolment, lesson)
    db.commit()
    return go(".show_lesson", slug=slug, lesson_slug=lesson_slug)


@bp.post("/kursy/<slug>/lekcje/<lesson_slug>/tu-jestem")
@requires(Permission.CourseFollow)
def remember_lesson(slug: str, lesson_slug: str) -> Any:
    enrolment, lesson = _own_lesson(slug, lesson_slug)
    learning.remember_place(enrolment, lesson)
    db.commit()
    return "", 204


@bp.post("/kursy/<slug>/zaswiadczenie")
@requires(Permission.CourseFollow)
def claim_certificate(slug: str) -> Response:
    """Issue the certificate of a completed course that waited for the learner's name."""
    course = queries.course_at(slug)
    enrolment = queries.enrolment(course.id, me().id, lock=True)
    if enrolment is None or enrolment.completed_at is None:
        abort(404)
    if not me().certificate_name:
        return go("accounts.show_profile")
    made = learning.complete(enrolment)
    db.commit()
    if made is None:
        return go(".show_course", slug=slug)
    return go("certificates.show_certificate", code=made.code)
