"""Sending an issue: when, how fast, how far it is, pausing it and letting it go on."""

from collections.abc import Callable

from flask import Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.text import counted
from akademia.core.web import go, page
from akademia.promotion.newsletter.forms import SendForm
from akademia.promotion.newsletter.queries import desk as queries
from akademia.promotion.newsletter.queries.outgoing import readers_of
from akademia.promotion.newsletter.queries.progress import progress_of, run_of
from akademia.promotion.newsletter.services import sending
from akademia.promotion.newsletter.views.desk import bp


@bp.route("/<int:ref>/wyslij/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def send_issue(ref: int) -> Response:
    issue = queries.issue_row(ref)
    form = SendForm(version=str(issue.version), per_minute=issue.per_minute)
    if form.validate_on_submit():
        try:
            sending.plan(
                queries.issue_row(ref, lock=True), form.opened, form.moment, form.per_minute.data or 1, me().id
            )
        except RuleBroken as refused:
            rollback()
            form.form_errors.append(refused.message)
            form.version.data, form.version.raw_data = str(queries.issue_row(ref).version), None
        else:
            commit()
            return go(".show_issue" if form.moment else ".show_progress", ref=ref)
    issue = queries.issue_row(ref)
    return page("promotion/newsletter/desk/send.html", form=form, issue=issue, readers=readers_of(issue))


@bp.post("/<int:ref>/cofnij/")
@requires(Permission.NewsletterSend)
def unplan_issue(ref: int) -> Response:
    return _act(ref, lambda: sending.unplan(queries.issue_row(ref, lock=True), me().id), ".show_issue")


@bp.get("/<int:ref>/wysylka/")
@requires(Permission.NewsletterSend)
def show_progress(ref: int) -> Response:
    issue = queries.issue_row(ref)
    return page("promotion/newsletter/desk/progress.html", issue=issue, progress=progress_of(issue))


@bp.post("/<int:ref>/wstrzymaj/")
@requires(Permission.NewsletterSend)
def pause_sending(ref: int) -> Response:
    return _act(ref, lambda: sending.pause(run_of(ref), me().id))


@bp.post("/<int:ref>/wznow/")
@requires(Permission.NewsletterSend)
def resume_sending(ref: int) -> Response:
    return _act(ref, lambda: sending.resume(run_of(ref), me().id))


@bp.post("/<int:ref>/bez-odpowiedzi/")
@requires(Permission.NewsletterSend)
def send_unsure(ref: int) -> Response:
    def act() -> None:
        count = sending.send_unsure(run_of(ref), me().id)
        flash(f"Wyślemy jeszcze raz: {counted(count, 'list', 'listy', 'listów')}.", "success")

    return _act(ref, act)


def _act(ref: int, act: Callable[[], None], back: str = ".show_progress") -> Response:
    try:
        act()
    except RuleBroken as refused:
        rollback()
        flash(refused.message, "error")
    else:
        commit()
    return go(back, ref=ref)
