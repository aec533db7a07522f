"""Courses as files at the desk: out as a ZIP, in again after a preview."""

from flask import Blueprint, Response, flash, make_response

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import BrokenSource
from akademia.core.web import go, page
from akademia.education import services
from akademia.education.forms import ParcelForm
from akademia.education.quizzes.queries import bank

bp = Blueprint("course_files", __name__, url_prefix="/panel/kursy-w-plikach")
BLUEPRINTS = (bp,)


def _front(form: ParcelForm, problems: list[str] | None = None) -> Response:
    status = 422 if problems else 200
    return page("course_files/front.html", status, form=form, courses=bank.courses(), problems=problems or [])


@bp.get("/")
@requires(Permission.CourseEdit)
def show_files() -> Response:
    return _front(ParcelForm(formdata=None))


@bp.get("/<int:course_id>/eksport.zip")
@requires(Permission.CourseEdit)
def export_course(course_id: int) -> Response:
    course = bank.course_of(course_id)
    response = make_response(services.export_course(course))
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{course.key}.zip"'
    return response


def _prepared(body: bytes) -> services.Prepared:
    """Read, check and render a ZIP while no writer waits for it."""
    db.let_go()
    with db.writing(False):
        prepared = services.prepare_parcel(body)
    db.let_go()
    return prepared


@bp.post("/")
@requires(Permission.CourseEdit)
def send_parcel() -> Response:
    form, author = ParcelForm(), me().id
    if not form.validate_on_submit():
        return _front(form)
    body = form.file.data.read()
    try:
        _prepared(body)
    except BrokenSource as error:
        return _front(form, error.problems)
    kept = services.keep_parcel(body, author).id
    db.commit()
    return go(".show_plan", parcel_id=kept)


@bp.get("/<int:parcel_id>/")
@requires(Permission.CourseEdit)
def show_plan(parcel_id: int) -> Response:
    """Show what bringing the ZIP in would change, as things stand now."""
    try:
        prepared = services.prepare_parcel(services.parcel(parcel_id).body)
    except BrokenSource as error:
        return _front(ParcelForm(formdata=None), error.problems)
    return page("course_files/plan.html", plan=services.plan(prepared), parcel_id=parcel_id)


@bp.post("/<int:parcel_id>/")
@requires(Permission.CourseEdit)
def bring_in(parcel_id: int) -> Response:
    body, actor = services.parcel(parcel_id).body, me().id
    try:
        prepared = _prepared(body)
    except BrokenSource as error:
        return _front(ParcelForm(formdata=None), error.problems)
    report = services.bring_in(parcel_id, prepared, actor)
    db.commit()
    flash(f"Wczytano kurs „{report.title}”.", "success")
    return go(".show_files")
