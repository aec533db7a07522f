"""What others say of the directory's data: a correction by anyone, a confirmation by the entity itself."""

from flask import Blueprint, Response

from akademia.accounts.limits import limit_attempts, limit_letters
from akademia.core.db import commit
from akademia.core.doors import public
from akademia.core.errors import RuleBroken
from akademia.core.web import page
from akademia.promotion.directory.forms import ConfirmForm, CorrectionForm
from akademia.promotion.directory.queries.desk import text_of
from akademia.promotion.directory.queries.reading import entity_page
from akademia.promotion.directory.queries.rows import entity_at, entity_by_token
from akademia.promotion.directory.services import confirming, correcting

bp = Blueprint("directory_answers", __name__, url_prefix="/promocja/katalog")


@bp.route("/podmiot/<slug>/poprawka/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def propose_correction(slug: str) -> Response:
    entity = entity_at(slug)
    form = CorrectionForm()
    if not form.is_submitted():
        form.process(data={name: text_of(entity, name) for name in form.said()})
    if form.validate_on_submit():
        try:
            correcting.propose(entity, form.said(), form.note.data or "")
        except RuleBroken as refused:
            form.form_errors = [refused.message]
        else:
            commit()
            return page("promotion/directory/proposed.html", entity=entity)
    return page("promotion/directory/correction.html", 422 if form.form_errors else 200, form=form, entity=entity)


@bp.route("/potwierdzenie/<token>/", methods=["GET", "POST"])
@public(cached=False)
@limit_attempts
def confirm_entity(token: str) -> Response:
    """Opened by a link in a letter, it changes nothing: a scanner may look. The button confirms."""
    form, row = ConfirmForm(), entity_by_token(token)
    if form.validate_on_submit():
        confirming.confirm(row)
        commit()
        return page("promotion/directory/confirmed.html", entity=entity_page(row.slug))
    answer = page("promotion/directory/confirm.html", form=form, entity=entity_page(row.slug))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
