"""What anyone sees: experts, their free times, the form of booking and the one of waiting."""

from flask import Blueprint, Response, request

from akademia.accounts.limits import limit_letters
from akademia.advisory.consultations.forms.visitors import BookingForm, VisitorForm
from akademia.advisory.consultations.queries import bookings, offered
from akademia.advisory.consultations.queries.offered import Offer
from akademia.advisory.consultations.services import waiting
from akademia.advisory.consultations.services.booking import Visitor
from akademia.advisory.consultations.services.booking import book as book_time
from akademia.core.db import commit, rollback
from akademia.core.doors import me, public
from akademia.core.errors import RuleBroken
from akademia.core.operator import OPERATOR
from akademia.core.templating import has_session
from akademia.core.web import go, page

bp = Blueprint("consultations", __name__, url_prefix="/doradztwo/konsultacje")


@bp.get("/")
@public
def show_front() -> Response:
    return page("advisory/consultations/front.html", offers=offered.offers(), modes=offered.SHORT_MODES)


@bp.get("/<int:keeper_id>/")
@public
def show_keeper(keeper_id: int) -> Response:
    return page("advisory/consultations/keeper.html", offer=offered.offer(keeper_id), modes=offered.SHORT_MODES)


@bp.route("/<int:keeper_id>/rezerwacja/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def book(keeper_id: int) -> Response:
    """Book a time. One that is not free is refused with the nearest that are; all that was typed stays."""
    offer, form = offered.offer(keeper_id), BookingForm()
    minute = offered.minute_asked(form.stamp.data or request.args.get("termin", ""))
    form.offer(offer, minute)
    _fill_in(form)
    why_not = offer.why_not(minute)
    if why_not:
        return _other_times(form, offer, minute, why_not)
    if not form.validate_on_submit():
        return _book_page(form, offer)
    try:
        booking = book_time(keeper_id, minute, _visitor(form))
    except RuleBroken as refused:
        rollback()
        return _other_times(form, offered.offer(keeper_id), minute, refused.message)
    commit()
    return go(".show_own", token=bookings.token_of(booking.key))


def _other_times(form: BookingForm, offer: Offer, minute: int, said: str) -> Response:
    form.refuse_time(said, offer, minute)
    return _book_page(form, offer, 409)


def _book_page(form: BookingForm, offer: Offer, status: int = 200) -> Response:
    days = OPERATOR.consultations_kept_days
    return page("advisory/consultations/book.html", status, form=form, offer=offer, kept_days=days)


def _fill_in(form: VisitorForm) -> None:
    """Fill in what a signed-in person's account knows, while nothing was sent."""
    person = me() if has_session() else None
    if person is not None and person.is_authenticated and not form.is_submitted():
        form.email.data = None if person.by_card else person.email
        form.name.data = person.certificate_name


def _visitor(form: VisitorForm) -> Visitor:
    person = me() if has_session() else None
    signed_in = person is not None and person.is_authenticated
    return Visitor(**form.visitor_values(), user_id=person.id if signed_in and person else None)


@bp.route("/<int:keeper_id>/kolejka/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def wait(keeper_id: int) -> Response:
    """Wait for a full time, or, where the address names none, for any."""
    offer, form, stamp = offered.offer(keeper_id), VisitorForm(), request.args.get("termin", "")
    minute = offered.minute_asked(stamp) if stamp else None
    form.offer_modes(offer.modes_of(offer.at(minute)))
    _fill_in(form)
    if form.validate_on_submit():
        try:
            booking = waiting.wait(keeper_id, minute, _visitor(form))
        except RuleBroken as refused:
            form.form_errors = [refused.message]
            rollback()
        else:
            commit()
            return go(".show_own", token=bookings.token_of(booking.key))
    return page("advisory/consultations/wait.html", form=form, offer=offered.offer(keeper_id), minute=minute,
                wanted=offered.words_of(minute), kept_days=OPERATOR.consultations_kept_days)  # fmt: skip
