"""What an amendment sent to look at: the list, and what a person says of it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, flash, request

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.text import counted, row_numbers
from akademia.core.web import asked, go, page
from akademia.law import queries, services

bp = Blueprint("reviews", __name__, url_prefix="/panel/przeglady")
MOST_CHOSEN = 200
FILTERS = ("stan", "kogo", "nowelizacja")


@bp.get("/")
@requires(Permission.TextEdit)
def show_reviews() -> Response:
    return _page()


def _page(status: int = 200, complaint: str = "", chosen: Sequence[int] = (), note: str = "") -> Response:
    filters = {"stan": queries.STATES, "kogo": queries.WHOSE, "nowelizacja": queries.amendments_reviewed()}
    how = asked({"dzien"}, "dzien", filters)
    return page(
        "law/desk/reviews.html", status, reviews=queries.reviews(how, me().id), asked=how, filters=filters,
        note_most=services.NOTE_MOST, complaint=complaint, chosen=chosen, note=note,
    )  # fmt: skip


@bp.post("/")
@requires(Permission.TextEdit)
def answer_reviews() -> Any:
    """Sign chosen texts as still right, or take them."""
    numbers = row_numbers(request.form.getlist("przeglad")[:MOST_CHOSEN])
    note, act = request.form.get("note", "").replace("\0", ""), request.form.get("act")
    if act not in ("sign", "take"):
        abort(400)
    if not numbers:
        return _page(422, "Zaznacz co najmniej jeden tekst.", note=note)
    if len(note) > services.NOTE_MOST:
        return _page(422, f"Skróć notatkę do {services.NOTE_MOST} znaków.", numbers, note)
    done, closed = services.answer(numbers, me().id, act, note)
    commit()
    _tell(act, done, closed)
    return go(".show_reviews", **{name: request.args[name] for name in FILTERS if name in request.args})


def _tell(act: str, done: int, closed: int) -> None:
    words = counted(done, "tekst", "teksty", "tekstów")
    told = f"Potwierdzono, że nadal aktualne: {words}." if act == "sign" else f"Bierzesz na siebie: {words}."
    if done:
        flash(told, "success")
    if closed:
        flash(f"Ktoś wcześniej zamknął: {counted(closed, 'przegląd', 'przeglądy', 'przeglądów')}.", "warn")
