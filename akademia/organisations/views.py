"""The communes that fit some words, for who is typing one; projects at the desk of staff."""

from dataclasses import asdict

from flask import Blueprint, Response, flash, jsonify, request

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.organisations.forms import ProjectForm
from akademia.organisations.queries import find_communes
from akademia.organisations.queries.projects import project_row, projects
from akademia.organisations.services import NoSuchLogo, ProjectValues, save_project

bp = Blueprint("organisations", __name__)
desk = Blueprint("projects_desk", __name__, url_prefix="/panel/projekty")
BLUEPRINTS = (bp, desk)
LONGEST_TYPED = 200


@bp.get("/gminy/znajdz")
@public
def list_communes() -> Response:
    """Answer {"found": [{"code", "name", "label"}]}, the likeliest first."""
    return jsonify(found=[asdict(one) for one in find_communes(request.args.get("q", "")[:LONGEST_TYPED])])


@desk.get("/")
@requires(Permission.LibraryEdit)
def show_projects() -> Response:
    return page("organisations/projects.html", list=projects(asked((), "")))


@desk.route("/nowy/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def new_project() -> Response:
    return _edit(ProjectForm(), None)


@desk.route("/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.LibraryEdit)
def edit_project(ref: int) -> Response:
    found = project_row(ref)
    plain = {name: getattr(found, name) for name in ("version", "title", "programme", "number", "notice")}
    return _edit(ProjectForm(data={**plain, "logos": "\n".join(found.logos)}), ref)


def _edit(form: ProjectForm, ref: int | None) -> Response:
    if form.validate_on_submit():
        try:
            save_project(ref, form.opened, _values(form), me().id)
        except RuleBroken as refused:
            rollback()
            (form.logos if isinstance(refused, NoSuchLogo) else form.title).errors = [refused.message]
        else:
            commit()
            flash("Zapisano projekt.", "success")
            return go(".show_projects")
    return page("organisations/project.html", form=form, is_new=ref is None)


def _values(form: ProjectForm) -> ProjectValues:
    said = (form.title.data or "", form.programme.data or "", form.number.data or "", form.notice.data or "")
    return ProjectValues(*said, form.logo_keys)
