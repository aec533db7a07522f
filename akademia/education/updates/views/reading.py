"""A lesson on what changed: its text and three questions for everyone, whose right answers are kept for graduates."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for

from akademia.core import db
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import Missing
from akademia.core.templating import has_session
from akademia.core.web import go, page
from akademia.education.updates import queries, services
from akademia.education.updates.forms import choices_in
from akademia.education.updates.queries.reading import UpdatePage, page_of

bp = Blueprint("updates", __name__, url_prefix="/edukacja/kursy")
SENT = "sprawdz"  # the name of the button: answers without it are only kept on the page


def _reader() -> int | None:
    """Return the number of the signed-in reader; a visitor's request does not look into any session."""
    person = me() if has_session() else None
    return person.id if person is not None and person.is_authenticated else None


@bp.get("/<slug>/co-sie-zmienilo/<update_slug>/")
@public
def show_update(slug: str, update_slug: str) -> Any:
    """Show the lesson; with answers in the address, say which of them are right."""
    try:
        texts = queries.update_at(slug, update_slug)
    except Missing:
        return _moved(slug, update_slug)
    choices = choices_in(request.args, len(texts.asked))
    return _page(page_of(texts, _reader(), choices, SENT in request.args))


def _page(found: UpdatePage) -> Response:
    return page("education/updates/update.html", 422 if found.missing else 200, page=found, update=found.update)


def _moved(slug: str, update_slug: str) -> Any:
    present = queries.moved_update(slug, update_slug)
    if present is None:
        raise Missing
    return redirect(url_for(".show_update", slug=present[0], update_slug=present[1]), 301)


@bp.post("/<slug>/co-sie-zmienilo/<update_slug>/")
@requires(Permission.CourseFollow)
def answer_update(slug: str, update_slug: str) -> Response:
    """Check a graduate's answers and keep that all are right; the page then says which are."""
    texts = queries.update_at(slug, update_slug)
    choices = choices_in(request.form, len(texts.asked))
    found = page_of(texts, me().id, choices, checked=True)
    if found.missing:
        return _page(found)
    if services.keep_pass(texts, me().id, choices):
        db.commit()
        flash("Brawo, wszystkie odpowiedzi są dobre. Zapisaliśmy, że Twoja wiedza jest odświeżona.", "success")
    sent = {f"p{place}": option for place, option in choices.items()}
    return go(".show_update", slug=slug, update_slug=update_slug, **sent, **{SENT: 1}, _anchor="pytania")
