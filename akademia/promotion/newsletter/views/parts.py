"""The parts of an issue: gathering, own words, order; how it looks; a letter to oneself."""

from flask import Response, flash, make_response, request

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.text import counted
from akademia.core.web import go, page
from akademia.promotion.newsletter.forms import WordsForm
from akademia.promotion.newsletter.queries import desk as queries
from akademia.promotion.newsletter.services import composing, making
from akademia.promotion.newsletter.views.desk import bp

# The letter brings its own style and nothing else; only our own page may frame it.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
FRAMING_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'"
)


@bp.get("/<int:ref>/")
@requires(Permission.NewsletterSend)
def show_issue(ref: int) -> Response:
    issue = queries.issue_row(ref)
    return page("promotion/newsletter/desk/issue.html", issue=issue, topics=queries.topic_words(issue.topics))


@bp.post("/<int:ref>/zbierz/")
@requires(Permission.NewsletterSend)
def gather_parts(ref: int) -> Response:
    try:
        count = making.gather(queries.issue_row(ref, lock=True))
    except RuleBroken as refused:
        return _refused(ref, refused)
    commit()
    flash(f"Dodano: {counted(count, 'pozycja', 'pozycje', 'pozycji')}." if count else
          "Nie ma nic nowego z tych dni.", "success")  # fmt: skip
    return go(".show_issue", ref=ref)


def _refused(ref: int, refused: RuleBroken) -> Response:
    rollback()
    flash(refused.message, "error")
    return go(".show_issue", ref=ref)


@bp.post("/<int:ref>/czesc/<int:block_id>/")
@requires(Permission.NewsletterSend)
def arrange_part(ref: int, block_id: int) -> Response:
    try:
        making.arrange(queries.issue_row(ref, lock=True), block_id, request.form.get("act", ""))
    except RuleBroken as refused:
        return _refused(ref, refused)
    commit()
    return go(".show_issue", ref=ref, _anchor=f"czesc-{block_id}")


@bp.route("/<int:ref>/slowa/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def add_words(ref: int) -> Response:
    """Put own words before the part that the address names (`przed`, from 0)."""
    form, at = WordsForm(), request.args.get("przed", "0")
    before = int(at) if at.isascii() and at.isdigit() and len(at) < 5 else 0
    if form.validate_on_submit():
        try:
            made = making.rendered(form.source.data or "")
            making.add_words(queries.issue_row(ref, lock=True), form.source.data or "", made, before)
        except (RuleBroken, BrokenSource) as refused:
            _complain(form, refused)
        else:
            commit()
            return go(".show_issue", ref=ref)
    return page("promotion/newsletter/desk/words.html", form=form, issue=queries.issue_row(ref), is_new=True)


@bp.route("/<int:ref>/slowa/<int:block_id>/", methods=["GET", "POST"])
@requires(Permission.NewsletterSend)
def edit_words(ref: int, block_id: int) -> Response:
    issue = queries.issue_row(ref)
    form = WordsForm(version=str(issue.version), source=making.block_of(issue, block_id).source)
    if form.validate_on_submit():
        try:
            made, issue = making.rendered(form.source.data or ""), queries.issue_row(ref, lock=True)
            making.change_words(issue, making.block_of(issue, block_id), form.opened, form.source.data or "", made)
        except (RuleBroken, BrokenSource) as refused:
            _complain(form, refused)
            form.version.data, form.version.raw_data = str(queries.issue_row(ref).version), None
        else:
            commit()
            return go(".show_issue", ref=ref, _anchor=f"czesc-{block_id}")
    return page("promotion/newsletter/desk/words.html", form=form, issue=queries.issue_row(ref), is_new=False)


def _complain(form: WordsForm, refused: RuleBroken | BrokenSource) -> None:
    rollback()
    if isinstance(refused, BrokenSource):
        form.source.errors = list(refused.problems)
    else:
        form.form_errors.append(refused.message)


@bp.get("/<int:ref>/podglad/")
@requires(Permission.NewsletterSend)
def preview(ref: int) -> Response:
    issue = queries.issue_row(ref)
    answer = page("promotion/newsletter/desk/preview.html", issue=issue, words=composing.letter_words(issue))
    answer.headers["Content-Security-Policy"] = FRAMING_POLICY
    return answer


@bp.get("/<int:ref>/list.html")
@requires(Permission.NewsletterSend)
def show_letter(ref: int) -> Response:
    """Give the letter itself, as it would go now."""
    answer = make_response(composing.letter_words(queries.issue_row(ref)).html)
    answer.headers["Content-Security-Policy"] = LETTER_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@bp.post("/<int:ref>/proba/")
@requires(Permission.NewsletterSend)
def send_trial(ref: int) -> Response:
    composing.send_trial(queries.issue_row(ref), me().email, me().id)
    commit()
    flash("List próbny jest w drodze na Twój adres.", "success")
    return go(".preview", ref=ref)
