"""„Mój zbiór”: parts a reader chose, without an account in a signed cookie, with one on the account.

Pages that many read only link here, so that the page cache may keep them; what posts is here.
"""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, request

from akademia.accounts.limits import limit_attempts, limit_small_changes
from akademia.core import settings
from akademia.core.db import commit, rollback
from akademia.core.doors import me, public
from akademia.core.errors import RuleBroken
from akademia.core.templating import has_session
from akademia.core.web import go, page
from akademia.publishing.collections.forms import SetForm
from akademia.publishing.collections.queries import editions, sets
from akademia.publishing.collections.services import sets as services
from akademia.storage.queries import kind_of
from akademia.storage.views import serve

bp = Blueprint("own_collection", __name__, url_prefix="/publikacje/interpretacje/moj-zbior")
COOKIE = "zbior"
COOKIE_SECONDS = 30 * 24 * 3600
LONGEST_WORDS = 200


def _owner() -> int | None:
    person = me() if has_session() else None
    return person.id if person is not None and person.is_authenticated else None


def _spots() -> list[str]:
    """Return what is in the set: of a signed-in reader what the account keeps, and what the cookie still does."""
    owner = _owner()
    kept = sets.kept_spots(owner) if owner is not None else []
    return list(dict.fromkeys([*kept, *sets.from_cookie(request.cookies.get(COOKIE, ""))]))


def _keep(spots: Sequence[str], response: Response) -> Response:
    """Keep a set where this reader's is kept."""
    owner = _owner()
    if owner is not None:
        services.keep_set(owner, spots)
        commit()
    if owner is not None or not spots:
        response.delete_cookie(COOKIE)
        return response
    response.set_cookie(COOKIE, sets.in_cookie(spots), max_age=COOKIE_SECONDS, samesite="Lax", httponly=True,
                        secure=settings.here().production)  # fmt: skip
    return response


@bp.get("/")
@public(cached=False)
def show_set() -> Response:
    pieces = editions.live_rows(sets.own_parts(_spots()))
    return page("publishing/collections/own/set.html", parts=editions.by_article(pieces), count=len(pieces),
                lost=len(_spots()) - len(pieces), is_kept=_owner() is not None)  # fmt: skip


@bp.route("/wybierz/", methods=["GET", "POST"])
@public(cached=False)
@limit_small_changes
def choose() -> Response:
    """Offer parts that speak of a provision (`przepis`), or one named part (`f`); add what is ticked."""
    words = " ".join(request.args.get("przepis", "").replace("\0", "").split())[:LONGEST_WORDS]
    one, form = request.args.get("f", "")[:LONGEST_WORDS], SetForm()
    if form.validate_on_submit():
        try:
            made = services.with_added(_spots(), form.parts.data or [])
        except RuleBroken as refused:
            form.form_errors.append(refused.message)
        else:
            flash("Dodano do Twojego zbioru.", "success")
            return _keep(made, go(".show_set"))
    found, known = (sets.own_parts([one]), True) if one else sets.offered_parts(words)
    parts = editions.by_article(editions.live_rows(found))
    return page("publishing/collections/own/choose.html", form=form, parts=parts, words=words, one=one, known=known,
                chosen=[*_spots(), *(form.parts.data or [])])  # fmt: skip


@bp.post("/usun/")
@public(cached=False)
@limit_small_changes
def take_out() -> Response:
    form = SetForm()
    gone = set(form.parts.data or []) if form.validate_on_submit() else set()
    flash("Usunięto ze zbioru.", "success")
    return _keep([one for one in _spots() if one not in gone], go(".show_set"))


@bp.post("/pliki/")
@public(cached=False)
@limit_attempts
def ask_for_files() -> Response:
    try:
        token = services.ask_for_book(_spots()).token
    except RuleBroken as refused:
        rollback()
        flash(refused.message, "error")
        return go(".show_set")
    commit()
    return go(".show_files", token=token)


@bp.get("/pliki/<token>/")
@public(cached=False)
def show_files(token: str) -> Response:
    book = sets.reader_book(token)
    gone = bool(book.refs) and not sets.is_public(book)
    done, total = sets.progress_of(book)
    return page("publishing/collections/own/files.html", 410 if gone else 200, book=book, gone=gone, done=done,
                total=total, kept_days=sets.BOOK_KEPT_DAYS)  # fmt: skip


@bp.get("/pliki/<token>/moj-zbior.<kind>")
@public(cached=False)
def download(token: str, kind: str) -> Response:
    book = sets.reader_book(token)
    file = sets.book_file(book, kind)
    if file is None:
        return page("publishing/collections/own/files.html", 410, book=book, gone=True, done=0, total=0,
                    kept_days=sets.BOOK_KEPT_DAYS)  # fmt: skip
    return serve(file, kind_of(file), f"moj-zbior.{kind}", as_download=True)
