"""What a private link does: nothing on a GET; moves, calls off and forgets on a POST; who waits gets what is freed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.advisory.consultations.jobs import tick
from akademia.advisory.consultations.queries.bookings import when
from akademia.advisory.consultations.services import forgetting, letters
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import db
from akademia.core.operator import OPERATOR
from akademia.jobs.services import Task
from akademia.mail.models import Letter
from tests.advisory.consultations.made import (
    FIRST,
    ROOT,
    SECOND,
    SENT,
    THIRD,
    booked,
    make_keeper,
    opened,
    own,
    sent,
    states,
    wait,
)
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("noon")
ONE_TIME = ((2, 9, 10),)
TICK = Task(1, "consultations.tick", {}, 1, "test")


@pytest.fixture
def keeper(app):
    return make_keeper()


def test_looking_changes_nothing_and_only_the_button_calls_off(client, keeper):
    booking = booked(keeper)
    for page in ("", "odwolaj/", "przenies/", "usun-dane/", "termin.ics"):
        client.get(own(booking) + page)
    assert states() == ["booked"]
    told = client.get(own(booking)).headers
    assert (told["Cache-Control"], told["Referrer-Policy"], told["X-Robots-Tag"]) == (
        "no-store", "no-referrer", "noindex",
    )  # fmt: skip

    client.post(own(booking) + "odwolaj/")

    assert states() == ["cancelled"]
    assert sent("consultations/cancelled") == ["osoba-1@example.com"]
    assert len(sent("consultations/desk")) == 2
    client.post(own(booking) + "odwolaj/", status=409)
    assert "odwołana" in client.words(own(booking))


def test_a_time_is_moved_and_the_old_one_is_free_again(client, keeper):
    booking = booked(keeper)
    assert f'value="{FIRST}"' not in client.get(own(booking) + "przenies/").text

    client.post(own(booking) + "przenies/", {"termin": SECOND})

    db.session.expire_all()
    assert (when(booking).replace("\u00a0", " "), booking.sequence) == ("środa 2 grudnia, 9:40", 1)
    assert f"rezerwacja/?termin={FIRST}" in client.get(f"{ROOT}{keeper.id}/").text
    assert sent("consultations/moved") == ["osoba-1@example.com"]


def test_a_move_to_what_has_just_been_taken_is_refused_and_nothing_is_lost(client, keeper):
    booking = booked(keeper)
    booked(keeper, SECOND, 2)

    client.post(own(booking) + "przenies/", {"termin": SECOND}, status=422)

    db.session.expire_all()
    assert when(booking).endswith("9:00")


def test_what_has_begun_cannot_be_changed(client, keeper, stop_clock):
    booking = booked(keeper)
    stop_clock(booking.starts_at)

    client.post(own(booking) + "odwolaj/", status=409)
    client.post(own(booking) + "przenies/", {"termin": THIRD}, status=422)
    assert states() == ["booked"]


def test_who_waits_is_offered_a_freed_place_in_true_order_and_then_the_next(app, client, stop_clock):
    keeper = make_keeper(weekly=ONE_TIME, days_ahead=10, hold_hours=5)
    first, second = booked(keeper), booked(keeper, "20261125T0800Z", 2)
    any_time, this_time, later = wait(keeper, 3), wait(keeper, 4, FIRST), wait(keeper, 5)

    client.post(own(first) + "odwolaj/")
    assert states()[2:] == ["offered", "waiting", "waiting"]
    assert sent("consultations/offered") == ["osoba-3@example.com"]
    assert "Potwierdzam ten termin" in client.get(own(any_time)).text
    stop_clock(clock.now() + timedelta(hours=5))
    tick(TICK)
    db.session.commit()
    assert states()[2:] == ["lapsed", "offered", "waiting"]
    assert sent("consultations/lapsed") == ["osoba-3@example.com"]
    client.post(own(any_time) + "potwierdz/")
    assert states()[2] == "lapsed"

    client.post(own(this_time) + "potwierdz/")
    client.post(own(second) + "odwolaj/")

    assert states() == ["cancelled", "cancelled", "lapsed", "booked", "offered"]
    assert sent("consultations/booked")[-1] == "osoba-4@example.com"
    client.post(own(later) + "odwolaj/")
    assert states()[-1] == "cancelled"


def test_a_held_place_is_shown_to_others_as_taken(app, client):
    keeper = make_keeper(weekly=ONE_TIME, days_ahead=10)
    first = booked(keeper)
    booked(keeper, "20261125T0800Z", 2)
    wait(keeper, 3, FIRST)

    client.post(own(first) + "odwolaj/")

    client.get(f"{ROOT}{keeper.id}/rezerwacja/?termin={FIRST}", 409)


def test_a_visitor_joins_the_queue_by_the_form_and_is_told_the_place(app, client, stop_clock):
    keeper = make_keeper(weekly=ONE_TIME)
    booked(keeper)
    address = f"{ROOT}{keeper.id}/kolejka/?termin={FIRST}"
    fields = {**SENT, "opened": opened(client, address)}
    stop_clock(clock.now() + timedelta(minutes=1))

    answer = client.post(address, fields)

    assert states() == ["booked", "waiting"]
    assert "Czekasz na termin: środa 2 grudnia, 9:00" in client.words(answer.location)
    assert "na początku kolejki" in db.session.scalars(
        select(Letter.text_body).where(Letter.template == "consultations/waiting")).one()  # fmt: skip


def test_nobody_waits_for_what_is_free(app, client, keeper, stop_clock):
    for address in (f"{ROOT}{keeper.id}/kolejka/", f"{ROOT}{keeper.id}/kolejka/?termin={FIRST}"):
        fields = {**SENT, "opened": opened(client, address)}
        stop_clock(clock.now() + timedelta(minutes=1))
        assert "nie trzeba czekać" in client.post(address, fields, status=422).text
    assert states() == []


def test_new_hours_are_offered_first_to_who_waits(app, client):
    keeper = make_keeper(weekly=())
    wait(keeper, 1)
    expert = client.sign_in(keeper.user)

    expert.post(
        "/panel/konsultacje/godziny/", {"weekday": "2", "starts": "9", "ends": "9:30", "seats": "1", "mode": ""}
    )

    assert states() == ["offered"]


def test_reminders_go_once_and_not_to_who_has_just_booked(app, keeper, stop_clock):
    early = booked(keeper)
    stop_clock(early.starts_at - timedelta(hours=22))
    keeper.notice_hours = 0
    booked(keeper, SECOND, 2)

    stop_clock(early.starts_at - timedelta(hours=20))
    letters.remind()
    letters.remind()

    assert sent("consultations/reminder") == ["osoba-1@example.com"]


def test_erasing_by_the_link_calls_off_and_leaves_no_word_of_the_person(client, keeper):
    booking = booked(keeper)
    address = own(booking)

    client.post(address + "usun-dane/")

    db.session.expire_all()
    assert (booking.state, booking.name, booking.email, booking.topic) == ("cancelled", "", "", "")
    client.get(address, 404)
    trail = [entry.act for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert trail[-1] == "consultation.erased"


def test_the_clock_forgets_persons_after_the_time_that_staff_set(app, client, keeper, stop_clock):
    old, ahead = booked(keeper), booked(keeper, "20261216T0800Z", 2)
    stop_clock(old.ends_at + timedelta(days=10))
    before = clock.now() - timedelta(days=9)

    assert (forgetting.forget_old(before), forgetting.forget_old(before)) == (1, 0)

    db.session.commit()
    client.get(own(old), 404)
    client.get(own(ahead))
    assert OPERATOR.consultations_kept_days == 180


def test_what_an_account_booked_goes_with_it_and_so_do_an_experts_hours(app, client, keeper):
    person = make_user()
    db.session.commit()
    mine, theirs = booked(keeper, user_id=person.id), booked(keeper, SECOND, 2)
    card = next(card for card in app.extensions["akademia"].privacy_cards if card.package == "advisory.consultations")
    assert card.export(person.id)["konsultacje"][0]["temat"] == "Temat"
    assert list(card.tally(person.id)) == ["1\u00a0umówiona konsultacja"]

    card.erase(person.id)
    card.erase(keeper.user_id)
    db.session.commit()

    assert (mine.name, mine.state, theirs.state, theirs.ended_by) == ("", "cancelled", "cancelled", "expert")
    client.get(f"{ROOT}{keeper.id}/", 404)


def test_merging_moves_what_was_booked(app, keeper):
    second, kept = make_user(), make_user()
    db.session.commit()
    booking = booked(keeper, user_id=second.id)
    card = next(card for card in app.extensions["akademia"].privacy_cards if card.package == "advisory.consultations")

    merged = card.merge(second.id, kept.id)

    assert (booking.user_id, len(merged.moved), merged.left) == (kept.id, 1, ())
