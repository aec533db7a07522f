"""The queue: a place given up late, one that the expert closes, a wait in vain, newcomers who must not pass it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.advisory.consultations.jobs import tick
from akademia.advisory.consultations.models import ConsultationException
from akademia.advisory.consultations.services.booking import OfQueue
from akademia.core import clock
from akademia.core.db import db
from akademia.jobs.services import Task
from akademia.mail.models import Letter
from tests.advisory.consultations.made import FIRST, booked, make_keeper, own, sent, states, wait

pytestmark = pytest.mark.usefixtures("noon")
ONE_TIME = ((2, 9, 10),)  # 9:00 on Wednesdays
TICK = Task(1, "consultations.tick", {}, 1, "test")
DESK = "/panel/konsultacje/"


def run_clock(stop_clock, to):
    stop_clock(to)
    tick(TICK)
    db.session.commit()


def test_a_place_given_up_within_the_notice_time_goes_to_the_queue_each_for_half_of_the_time_left(
    app, client, stop_clock
):
    """The expert counts on somebody then; eight hours before, the first has four of them and the next has two."""
    keeper = make_keeper(weekly=ONE_TIME, days_ahead=10)
    taken, other = booked(keeper, "20261125T0800Z", 1), booked(keeper, FIRST, 2)
    first, second, third = (wait(keeper, number) for number in (3, 4, 5))
    begins = taken.starts_at
    stop_clock(begins - timedelta(hours=8))

    client.post(own(taken) + "odwolaj/")
    assert states()[2:] == ["offered", "waiting", "waiting"]
    assert first.offered_until == begins - timedelta(hours=4)
    run_clock(stop_clock, begins - timedelta(hours=4))
    assert states()[2:] == ["lapsed", "offered", "waiting"]
    assert second.offered_until == begins - timedelta(hours=2)
    client.post(own(second) + "potwierdz/")

    assert states() == ["cancelled", "booked", "lapsed", "booked", "waiting"]
    assert (second.starts_at, other.state, third.state) == (begins, "booked", "waiting")
    stop_clock(begins - timedelta(minutes=59))
    client.post(own(second) + "odwolaj/")
    assert states()[4] == "waiting", "too late for anybody to come"


def test_a_time_that_the_expert_calls_off_and_closes_is_offered_to_nobody(app, client, stop_clock):
    keeper = make_keeper(weekly=ONE_TIME, days_ahead=10)
    ill, other = booked(keeper, "20261125T0800Z", 1), booked(keeper, FIRST, 2)
    wait(keeper, 3)
    expert = client.sign_in(keeper.user)
    assert "checked" in expert.get(f"{DESK}{ill.id}/odwolaj/").text

    expert.post(f"{DESK}{ill.id}/odwolaj/", {"reason": "Zwolnienie lekarskie", "closes": "y"})
    assert states() == ["cancelled", "booked", "waiting"]
    assert "środa 25 listopada" not in client.words(f"/doradztwo/konsultacje/{keeper.id}/")
    assert db.session.scalars(select(ConsultationException)).one().starts.hour == 9

    expert.post(f"{DESK}{other.id}/odwolaj/", {"reason": "Zamiana z inną osobą"})
    assert states() == ["cancelled", "cancelled", "offered"]


def test_who_waits_in_vain_is_told(app, stop_clock):
    keeper = make_keeper(weekly=ONE_TIME)
    taken = booked(keeper)
    waited = wait(keeper, 2, FIRST)

    run_clock(stop_clock, taken.starts_at)
    run_clock(stop_clock, clock.now() + timedelta(minutes=5))

    assert states() == ["booked", "lapsed"]
    assert sent("consultations/in_vain") == [waited.email]
    body = db.session.scalars(select(Letter.text_body).where(Letter.template == "consultations/in_vain")).one()
    assert "środa 2 grudnia, 9:00" in body.replace("\u00a0", " ")


def test_a_newcomer_does_not_pass_the_queue_when_a_new_day_comes_in_sight(app, stop_clock):
    keeper = make_keeper(weekly=ONE_TIME, days_ahead=8, by_phone=True)
    booked(keeper, "20261125T0800Z", 1)
    wait(keeper, 2)
    stop_clock(clock.now() + timedelta(days=1))

    with pytest.raises(OfQueue):
        booked(keeper, FIRST, 3)
    db.session.rollback()
    run_clock(stop_clock, clock.now())

    assert states() == ["booked", "offered"]
