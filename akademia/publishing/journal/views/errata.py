"""Corrections at the desk."""

from flask import Response, flash

from akademia.core import clock
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page
from akademia.publishing.journal.forms import ErratumForm
from akademia.publishing.journal.queries import desk
from akademia.publishing.journal.queries.reading import contents
from akademia.publishing.journal.services import errata
from akademia.publishing.journal.views.desk import bp


@bp.route("/numery/<int:issue_id>/sprostowanie/", methods=["GET", "POST"])
@requires(Permission.JournalEdit)
def correct_article(issue_id: int) -> Response:
    issue = desk.issue_by(issue_id)
    form = ErratumForm(data={"told_on": clock.today(), "issue": 0})
    form.offer(contents(issue_id), desk.choices_of_issues(but=issue_id))
    if form.validate_on_submit():
        assert form.told_on.data is not None
        told_in = desk.issue_by(form.issue.data) if form.issue.data else None
        errata.correct(
            desk.article_of(issue_id, form.article.data), form.words.data or "", form.told_on.data, told_in, me().id
        )
        commit()
        flash("Dodano sprostowanie.", "success")
        return go(".show_issue", issue_id=issue_id, _anchor="sprostowania")
    return page("publishing/journal/desk/erratum.html", form=form, issue=issue)


@bp.post("/numery/<int:issue_id>/sprostowanie/<int:erratum_id>/usun")
@requires(Permission.JournalEdit)
def drop_erratum(issue_id: int, erratum_id: int) -> Response:
    errata.take_back(desk.erratum_of(issue_id, erratum_id), me().id)
    commit()
    flash("Usunięto sprostowanie.", "success")
    return go(".show_issue", issue_id=issue_id, _anchor="sprostowania")
