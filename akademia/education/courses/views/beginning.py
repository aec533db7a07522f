"""A lesson that somebody asked for: its course is chosen here, title and provision came in the address."""

from flask import Response, flash, request

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page
from akademia.education.courses.forms import BeginForm
from akademia.education.courses.queries.beginning import homes, provision_named
from akademia.education.courses.services.beginning import begin_lesson
from akademia.education.courses.views.building import bp

LONGEST_PROVISION = 80


@bp.route("/nowa-lekcja/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def begin() -> Response:
    provision = request.args.get("przepis", "").replace("\0", "")[:LONGEST_PROVISION]
    form = BeginForm(title=request.args.get("tytul", "")).among(homes())
    if form.validate_on_submit():
        draft = begin_lesson(form.module.data, form.title.data or "", provision, me().id)
        commit()
        flash("Założono szkic lekcji. Czytelnicy zobaczą ją dopiero po opublikowaniu.", "success")
        return go("editor.edit_draft", draft_id=draft.id)
    return page("education/courses/desk/begin_lesson.html", form=form, provision=provision_named(provision))
