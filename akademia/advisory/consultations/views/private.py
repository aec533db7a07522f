"""What a private link opens. A GET changes nothing; each act is a page with one button."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, flash, make_response

from akademia.advisory.consultations.forms.lines import OkForm
from akademia.advisory.consultations.forms.visitors import MoveForm
from akademia.advisory.consultations.queries import bookings, desk, offered
from akademia.advisory.consultations.services import changing, forgetting, letters, waiting
from akademia.advisory.consultations.views.front import bp
from akademia.core.db import commit, rollback
from akademia.core.doors import public
from akademia.core.errors import Missing, RuleBroken
from akademia.core.operator import OPERATOR
from akademia.core.web import go, page

View = Callable[..., Response]


def _by_link(view: View) -> View:
    """Answer a link that leads nowhere with a plain page of its own."""

    @wraps(view)
    def opened(token: str, **rest: Any) -> Response:
        try:
            bookings.by_token(token)
        except Missing:
            return _private(page("advisory/consultations/dead_link.html", 404))
        return _private(view(token=token, **rest))

    return opened


def _private(response: Response) -> Response:
    """Keep the link to its holder: in no cache, no index, and in no address that is left behind."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/moja/<token>/")
@public(cached=False)
@_by_link
def show_own(token: str) -> Response:
    booking = bookings.by_token(token)
    return page("advisory/consultations/own.html", booking=booking, token=token, told=bookings.own_page(booking),
                link=letters.private_link(booking), kept_days=OPERATOR.consultations_kept_days)  # fmt: skip


@bp.post("/moja/<token>/potwierdz/")
@public(cached=False)
@_by_link
def accept(token: str) -> Response:
    try:
        waiting.accept(bookings.by_token(token))
    except RuleBroken as refused:
        rollback()
        flash(refused.message, "warning")
    else:
        commit()
        flash("Konsultacja jest umówiona. Wysłaliśmy list z terminem.", "success")
    return go(".show_own", token=token)


@bp.route("/moja/<token>/odwolaj/", methods=["GET", "POST"])
@public(cached=False)
@_by_link
def cancel(token: str) -> Response:
    booking, form = bookings.by_token(token), OkForm()
    if form.validate_on_submit():
        changing.cancel(booking)
        commit()
        flash("Gotowe. Miejsce dostanie ktoś inny.", "success")
        return go(".show_own", token=token)
    return page("advisory/consultations/cancel.html", form=form, booking=booking, token=token,
                told=bookings.own_page(booking))  # fmt: skip


@bp.route("/moja/<token>/przenies/", methods=["GET", "POST"])
@public(cached=False)
@_by_link
def move(token: str) -> Response:
    """Choose another time of the same expert; one that has just been taken is refused and the list is made anew."""
    booking, form, status = bookings.by_token(token), MoveForm(), 200
    form.offer_times(offered.free_times(booking.keeper_id, booking.mode))
    if form.validate_on_submit():
        try:
            changing.move(booking, offered.minute_asked(form.stamp.data))
        except RuleBroken as refused:
            rollback()
            form.stamp.errors, status = [refused.message], 409
            form.offer_times(offered.free_times(booking.keeper_id, booking.mode))
        else:
            commit()
            flash("Termin jest zmieniony. Wysłaliśmy list z nowym.", "success")
            return go(".show_own", token=token)
    return page("advisory/consultations/move.html", status, form=form, booking=booking, token=token,
                told=bookings.own_page(booking))  # fmt: skip


@bp.route("/moja/<token>/usun-dane/", methods=["GET", "POST"])
@public(cached=False)
@_by_link
def erase(token: str) -> Response:
    booking, form = bookings.by_token(token), OkForm()
    if form.validate_on_submit():
        forgetting.erase_own(booking)
        commit()
        flash("Usunęliśmy Twoje dane z konsultacji.", "success")
        return go(".show_front")
    return page("advisory/consultations/erase.html", form=form, booking=booking, token=token,
                told=bookings.own_page(booking))  # fmt: skip


@bp.get("/moja/<token>/termin.ics")
@public(cached=False)
@_by_link
def entry_file(token: str) -> Response:
    booking = bookings.by_token(token)
    if booking.state != "booked":
        raise Missing
    return _calendar(letters.invitation_of(booking), "attachment; filename=konsultacja.ics")


@bp.get("/kalendarz/<token>.ics")
@public(cached=False)
def feed(token: str) -> Response:
    """Give an expert's calendar to who knows its secret address."""
    return _calendar(letters.feed_of(desk.keeper_by_feed(token)), "inline; filename=konsultacje.ics")


def _calendar(text: str, disposition: str) -> Response:
    response = make_response(text)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = disposition
    response.headers["Cache-Control"] = "private, no-store"
    return response
