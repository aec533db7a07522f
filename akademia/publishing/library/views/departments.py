"""Departments at the desk of staff."""

from typing import Any

from flask import Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.publishing.library.forms.departments import DepartmentForm
from akademia.publishing.library.queries.lists import departments
from akademia.publishing.library.queries.rows import department_row
from akademia.publishing.library.services.departments import DepartmentValues, remove_department, save_department
from akademia.publishing.library.views.desk import bp


@bp.get("/dzialy/")
@requires(Permission.LibraryEdit)
def show_departments() -> Response:
    return page("publishing/library/desk/departments.html", departments=departments())


@bp.route("/dzialy/nowy/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def new_department() -> Any:
    return _edit(DepartmentForm(data={"position": len(departments())}), None)


@bp.route("/dzialy/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def edit_department(ref: int) -> Any:
    found = department_row(ref)
    names = ("version", "title", "slug", "summary", "position", "is_proposed")
    return _edit(DepartmentForm(data={name: getattr(found, name) for name in names}), ref)


@bp.post("/dzialy/<int:ref>/usun")
@requires(Permission.LibraryEdit)
def drop_department(ref: int) -> Response:
    title = remove_department(ref, me().id)
    commit()
    flash(f"Usunięto dział „{title}”.", "success")
    return go(".show_departments")


def _edit(form: DepartmentForm, ref: int | None) -> Any:
    if form.validate_on_submit():
        try:
            save_department(ref, form.opened, _values(form), me().id)
        except RuleBroken as refused:
            rollback()
            form.slug.errors = [refused.message]
        else:
            commit()
            flash("Zapisano dział.", "success")
            return go(".show_departments")
    return page("publishing/library/desk/department.html", form=form, ref=ref)


def _values(form: DepartmentForm) -> DepartmentValues:
    return DepartmentValues(
        form.title.data or "", form.slug.data or "", form.summary.data or "", form.position.data or 0,
        bool(form.is_proposed.data),
    )  # fmt: skip
