"""Issues at the staff desk: the list, the frame of one, and the DNS page."""

from flask import Blueprint, Response, flash

from akademia.audit.services import record
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.mail.services import make_dkim_key
from akademia.promotion.newsletter.forms import IssueForm, OkForm
from akademia.promotion.newsletter.queries import desk as queries
from akademia.promotion.newsletter.queries.subscribers import counts
from akademia.promotion.newsletter.services import making
from akademia.promotion.newsletter.services.dns import records

bp = Blueprint("newsletter_desk", __name__, url_prefix="/panel/newsletter")


@bp.get("/")
@requires(Permission.NewsletterSend)
def show_issues() -> Response:
    found = queries.desk_issues(asked(set(), ""))
    return page("promotion/newsletter/desk/list.html", issues=found, tallies=queries.tallies_of(found.rows),
                subscribers=counts())  # fmt: skip


@bp.route("/nowy/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def begin_issue() -> Response:
    form = IssueForm()
    if form.validate_on_submit():
        issue = making.begin(_frame(form), me().id)
        commit()
        flash(f"Numer {issue.number} jest założony.", "success")
        return go(".show_issue", ref=issue.id)
    return page("promotion/newsletter/desk/frame.html", form=form, issue=None)


@bp.route("/<int:ref>/opis/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def edit_frame(ref: int) -> Response:
    issue = queries.issue_row(ref)
    form = IssueForm.of(issue)
    if form.validate_on_submit():
        try:
            making.save(queries.issue_row(ref, lock=True), form.opened, _frame(form))
        except RuleBroken as refused:
            rollback()
            form.form_errors.append(refused.message)
            form.version.data, form.version.raw_data = str(queries.issue_row(ref).version), None
        else:
            commit()
            flash("Zapisano opis numeru.", "success")
            return go(".show_issue", ref=ref)
    return page("promotion/newsletter/desk/frame.html", form=form, issue=queries.issue_row(ref))


def _frame(form: IssueForm) -> making.Frame:
    assert form.first_on.data is not None  # both are required
    assert form.last_on.data is not None
    return making.Frame(form.title.data or "", form.summary.data or "", form.first_on.data, form.last_on.data,
                        form.topics.data or [], form.region.data)  # fmt: skip


@bp.route("/<int:ref>/usun/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def remove_issue(ref: int) -> Response:
    issue, form = queries.issue_row(ref, lock=True), OkForm()
    if form.validate_on_submit():
        try:
            making.remove(issue, me().id)
        except RuleBroken as refused:
            rollback()
            flash(refused.message, "error")
            return go(".show_issue", ref=ref)
        commit()
        flash("Szkic jest usunięty.", "success")
        return go(".show_issues")
    return page("promotion/newsletter/desk/remove.html", form=form, issue=issue)


@bp.get("/dns/")
@requires(Permission.NewsletterSend)
def show_dns() -> Response:
    return page("promotion/newsletter/desk/dns.html", dns=records())


@bp.post("/dns/klucz/")
@requires(Permission.SettingsChange)
def make_key() -> Response:
    if make_dkim_key():
        record("newsletter.key_made", "newsletter", "-", actor=me().id)
        commit()
        flash("Klucz jest gotowy. Wpisz teraz rekord do DNS.", "success")
    return go(".show_dns")
