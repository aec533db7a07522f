"""Courses as files at the desk: out as a ZIP, in again after a preview."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from flask import Blueprint, Response, flash

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import BrokenSource
from akademia.core.web import go, page
from akademia.education import services
from akademia.education.forms import ParcelForm
from akademia.education.quizzes.queries import bank

bp = Blueprint("course_files", __name__, url_prefix="/panel/kursy-w-plikach")
BLUEPRINTS = (bp,)


PIECE_BYTES = 65_536
HEAD_ROOM_BYTES = 100_000  # a form with a file is a little longer than the file


def _front(form: ParcelForm, problems: list[str] | None = None) -> Response:
    status, courses = 422 if problems else 200, bank.courses()
    return page(
        "course_files/front.html", status, form=form, courses=courses, problems=problems or [],
        loads=services.loads([course.id for course in courses]), largest=services.LARGEST_PARCEL_BYTES,
    )  # fmt: skip


@bp.get("/")
@requires(Permission.CourseEdit)
def show_files() -> Response:
    return _front(ParcelForm(formdata=None))


@bp.get("/<int:course_id>/eksport.zip")
@requires(Permission.CourseEdit)
def export_course(course_id: int) -> Response:
    course = bank.course_of(course_id)
    name, file = f"{course.key}.zip", services.export_course(course)
    response = Response(_pieces(file), mimetype="application/zip")
    response.content_length = file.seek(0, os.SEEK_END)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE_BYTES):
            yield piece


@bp.post("/")
@requires(Permission.CourseEdit, largest_bytes=services.LARGEST_PARCEL_BYTES + HEAD_ROOM_BYTES)
def send_parcel() -> Response:
    form, author = ParcelForm(), me().id
    if not form.validate_on_submit():
        return _front(form)
    db.let_go()
    try:
        with db.writing(False):  # nobody waits while it is read, checked and rendered
            checked = services.check_parcel(form.file.data.stream)
    except BrokenSource as error:
        return _front(form, error.problems)
    db.let_go()
    kept = services.keep_parcel(checked, author).id
    db.commit()
    return go(".show_plan", parcel_id=kept)


@bp.get("/<int:parcel_id>/")
@requires(Permission.CourseEdit)
def show_plan(parcel_id: int) -> Response:
    """Show what bringing the ZIP in would change, as things stand now."""
    try:
        prepared = services.prepare_kept(parcel_id)
    except BrokenSource as error:
        return _front(ParcelForm(formdata=None), error.problems)
    return page("course_files/plan.html", plan=services.plan(prepared), parcel_id=parcel_id)


@bp.post("/<int:parcel_id>/")
@requires(Permission.CourseEdit)
def bring_in(parcel_id: int) -> Response:
    actor = me().id
    db.let_go()
    try:
        with db.writing(False):
            prepared = services.prepare_kept(parcel_id, lay=True)
    except BrokenSource as error:
        return _front(ParcelForm(formdata=None), error.problems)
    db.let_go()
    report = services.bring_in(parcel_id, prepared, actor)
    db.commit()
    came = " Nowe materiały są w bibliotece, a obrazy pokażą się, gdy je przygotujemy." if report.media else ""
    flash(f"Wczytano kurs „{report.title}”.{came}", "success")
    return go(".show_files")
