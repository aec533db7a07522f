"""An expert's consultations at the desk; staff see everybody's."""

from flask import Blueprint, Response, flash

from akademia.advisory.consultations import policy
from akademia.advisory.consultations.forms.desk import CaseForm, NoteForm, ReasonForm
from akademia.advisory.consultations.queries import bookings, desk
from akademia.advisory.consultations.services import changing, letters, onward
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page

bp = Blueprint("consultations_desk", __name__, url_prefix="/panel/konsultacje")


@bp.get("/")
@requires(Permission.ConsultationKeep)
def show_desk() -> Response:
    sees_all = me().may(Permission.ConsultationOversee)
    return page("advisory/consultations/desk/bookings.html", found=desk.desk_page(me()), sees_all=sees_all,
                keeper=desk.keeper_of(me().id), experts=desk.experts() if sees_all else ())  # fmt: skip


@bp.get("/<int:booking_id>/")
@requires(Permission.ConsultationKeep)
def show_booking(booking_id: int) -> Response:
    booking = desk.booking_at_desk(booking_id, me())
    mine = policy.may_note(me(), booking)
    return page("advisory/consultations/desk/booking.html", booking=booking, told=bookings.own_page(booking),
                place=letters.where(booking), mine=mine,
                note=NoteForm(note=booking.note) if mine else None)  # fmt: skip


@bp.post("/<int:booking_id>/notatka/")
@requires(Permission.ConsultationKeep)
def keep_note(booking_id: int) -> Response:
    booking, form = desk.own_booking(booking_id, me()), NoteForm()
    if not form.validate_on_submit():
        return page("advisory/consultations/desk/booking.html", booking=booking, told=bookings.own_page(booking),
                    place=letters.where(booking), mine=True, note=form, form=form)  # fmt: skip
    changing.keep_note(booking, form.note.data or "", me().id)
    commit()
    flash("Zapisano notatkę.", "success")
    return go(".show_booking", booking_id=booking_id)


@bp.route("/<int:booking_id>/sprawa/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def open_case(booking_id: int) -> Response:
    booking = desk.own_booking(booking_id, me())
    form = CaseForm(data={"title": booking.topic, "words": booking.note})
    if form.validate_on_submit():
        topic = form.topics[form.topic.data]
        case = onward.open_case(booking, topic, form.title.data or "", form.words.data or "", me())
        commit()
        flash("Założono sprawę. Rozmówca dostał list z prywatnym odnośnikiem.", "success")
        return go("case_desk.show_case", case_id=case.id)
    return page("advisory/consultations/desk/open_case.html", form=form, booking=booking)


@bp.route("/<int:booking_id>/odwolaj/", methods=["GET", "POST"])
@requires(Permission.ConsultationKeep)
def call_off(booking_id: int) -> Response:
    booking, form = desk.booking_at_desk(booking_id, me()), ReasonForm()
    if form.validate_on_submit():
        changing.call_off(booking, form.reason.data, me().id, bool(form.closes.data))
        commit()
        flash("Odwołano. Rozmówca dostał list z powodem.", "success")
        return go(".show_desk")
    return page("advisory/consultations/desk/call_off.html", form=form, booking=booking,
                told=bookings.own_page(booking))  # fmt: skip
