"""Numbers at the desk: making one, its articles, letting it come out."""

from flask import Response, flash, request

from akademia.core.db import commit, let_go, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.publishing.journal.forms import DocxForm, IssueForm
from akademia.publishing.journal.queries import desk
from akademia.publishing.journal.services import bringing, issues, ordering
from akademia.publishing.journal.views.desk import bp
from akademia.storage import store

HEAD_ROOM_BYTES = 100_000


@bp.route("/numery/nowy/", methods=["GET", "POST"])
@requires(Permission.JournalEdit)
def new_issue() -> Response:
    year, number = desk.next_number()
    return _edit(IssueForm(data={"year": year, "number": number, "version": 0}), None)


@bp.route("/numery/<int:issue_id>/zmien/", methods=["GET", "POST"])
@requires(Permission.JournalEdit)
def edit_issue(issue_id: int) -> Response:
    issue = desk.issue_by(issue_id)
    names = ("version", *issues.IssueValues.__dataclass_fields__)
    return _edit(IssueForm(data={name: getattr(issue, name) for name in names}), issue_id)


def _edit(form: IssueForm, issue_id: int | None) -> Response:
    present = desk.issue_by(issue_id) if issue_id is not None else None
    if form.validate_on_submit():
        try:
            saved = issues.save_issue(present, form.opened, _values(form), me().id)
        except RuleBroken as refused:
            rollback()
            form.number.errors = [refused.message]
        else:
            number = saved.id
            commit()
            flash("Zapisano numer.", "success")
            return go(".show_issue", issue_id=number)
    return page("publishing/journal/desk/edit_issue.html", form=form, issue_id=issue_id)


def _values(form: IssueForm) -> issues.IssueValues:
    return issues.IssueValues(
        form.year.data or 0, form.number.data or 0, form.title.data or "", form.summary.data or "",
        form.issued_on.data, form.legal_state_on.data, bool(form.is_record.data), form.available_at.data or "",
    )  # fmt: skip


@bp.get("/numery/<int:issue_id>/")
@requires(Permission.JournalEdit)
def show_issue(issue_id: int) -> Response:
    return page("publishing/journal/desk/issue.html", desk=desk.issue_desk_of(issue_id))


@bp.post("/numery/<int:issue_id>/opublikuj")
@requires(Permission.JournalEdit)
def publish_issue(issue_id: int) -> Response:
    try:
        issues.publish_issue(desk.issue_by(issue_id), me().id)
    except RuleBroken as refused:
        rollback()
        flash(refused.message, "error")
    else:
        commit()
        flash("Numer się ukazał. Pliki PDF i EPUB właśnie powstają.", "success")
    return go(".show_issue", issue_id=issue_id)


@bp.post("/numery/<int:issue_id>/metryczka")
@requires(Permission.JournalEdit)
def renew_imprint(issue_id: int) -> Response:
    issues.renew_imprint(desk.issue_by(issue_id), me().id)
    commit()
    flash("Metryczka numeru podaje teraz obecne dane kwartalnika.", "success")
    return go(".show_issue", issue_id=issue_id)


@bp.post("/numery/<int:issue_id>/artykuly/<int:article_id>/wyzej")
@requires(Permission.JournalEdit)
def raise_article(issue_id: int, article_id: int) -> Response:
    ordering.raise_article(desk.article_of(issue_id, article_id))
    commit()
    return go(".show_issue", issue_id=issue_id, _anchor="artykuly")


@bp.route("/numery/<int:issue_id>/docx/", methods=["GET", "POST"])
@requires(Permission.JournalEdit, largest_bytes=bringing.DOCX.largest_bytes + HEAD_ROOM_BYTES)
def bring_article(issue_id: int) -> Response:
    issue, form = desk.issue_by(issue_id), DocxForm()
    if form.validate_on_submit():
        sent = request.files["file"]
        try:
            with store.aside(sent.stream) as path:  # type: ignore[arg-type]
                let_go()
                read = bringing.read(path, sent.filename or "")
            draft = bringing.begin_article(issue_id, read, me().id)
        except RuleBroken as refused:
            rollback()
            form.file.errors = [refused.message]
        else:
            commit()
            return page("publishing/journal/desk/brought.html", issue=desk.issue_by(issue_id), draft=draft, read=read)
    return page("publishing/journal/desk/bring.html", form=form, issue=issue, largest=bringing.DOCX.largest_bytes)
