"""The quarterly at the desk: its numbers and its settings."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.publishing.journal.forms import JournalForm
from akademia.publishing.journal.queries import desk
from akademia.publishing.journal.services import issues

TOLD = [name for name in issues.JournalValues.__dataclass_fields__ if name != "sections"]
bp = Blueprint("journal_desk", __name__, url_prefix="/panel/kwartalnik")


@bp.get("/")
@requires(Permission.JournalEdit)
def show_issues() -> Response:
    return page("publishing/journal/desk/issues.html", issues=desk.issues(), lacks=desk.lacks())


@bp.route("/dane/", methods=["GET", "POST"])
@requires(Permission.JournalEdit)
def edit_journal() -> Response:
    kept = issues.journal()
    told = {name: getattr(kept, name) for name in (*TOLD, "version")}
    form = JournalForm(data={**told, "sections": "\n".join(desk.section_titles())})
    if form.validate_on_submit():
        try:
            issues.save_journal(form.opened, _values(form), me().id)
        except RuleBroken as refused:
            rollback()
            form.title.errors = [refused.message]
        else:
            commit()
            flash("Zapisano dane kwartalnika.", "success")
            return go(".show_issues")
    return page("publishing/journal/desk/journal.html", form=form)


def _values(form: JournalForm) -> issues.JournalValues:
    told = {name: form[name].data or "" for name in TOLD}
    return issues.JournalValues(**told, sections=form.section_lines())
