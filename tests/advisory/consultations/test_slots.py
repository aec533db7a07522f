"""Free times by pure rules: what is offered is within the hours, never twice, and never when someone else comes."""

from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from akademia.advisory.consultations.rules import words
from akademia.advisory.consultations.rules.slots import (
    Change,
    Plan,
    Taken,
    Terms,
    Weekly,
    Window,
    all_slots,
    bounds,
    minute_of,
    moment_of,
    slots,
    wall_minute,
)
from akademia.core.clock import WARSAW

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # the clock goes forward at 2:00, back at 3:00
TERMS = Terms(minutes=30, buffer_minutes=10, notice_hours=0, per_day=0, days_ahead=30)
WEDNESDAY = Plan(TERMS, [Weekly(2, Window(time(9), time(11)))])


def shown(found):
    return [moment_of(slot.starts).astimezone(WARSAW).strftime("%d.%m %H:%M") for slot in found]


def on_day(plan, on):
    return all_slots(Plan(Terms(**{**vars(plan.terms), "days_ahead": 0}), plan.weekly, plan.changes), (), on)


def test_hours_give_times_with_a_breath_between_each_week_of_those_shown():
    found = shown(slots(WEDNESDAY, (), MONDAY))

    assert found[:4] == ["25.11 09:00", "25.11 09:40", "25.11 10:20", "02.12 09:00"]
    assert found[-1] == "23.12 10:20"


def test_what_is_too_soon_is_not_offered_and_what_is_just_far_enough_is():
    wednesday = wall_minute(date(2026, 11, 25), time(9))
    terms = Terms(30, 10, 24, 0, 30)
    plan = Plan(terms, WEDNESDAY.weekly)

    just = slots(plan, (), moment_of(wednesday - 24 * 60 - 1))
    late = slots(plan, (), moment_of(wednesday - 24 * 60))

    assert (shown(just)[0], shown(late)[0]) == ("25.11 09:00", "25.11 09:40")


def test_closed_days_and_hours_take_times_away_and_added_hours_give_some():
    closed = Change(date(2026, 11, 25), date(2026, 11, 25), opens=False)
    part = Change(date(2026, 12, 2), date(2026, 12, 2), opens=False, window=Window(time(9, 50), time(10)))
    more = Change(date(2026, 12, 3), date(2026, 12, 3), opens=True, window=Window(time(14), time(14, 30)))

    found = shown(slots(Plan(TERMS, WEDNESDAY.weekly, [closed, part, more]), (), MONDAY))

    assert found[:3] == ["02.12 09:00", "02.12 10:20", "03.12 14:00"]


def test_a_taken_time_is_full_and_one_that_would_break_its_buffer_is_gone():
    nine = wall_minute(date(2026, 11, 25), time(9))

    same = slots(WEDNESDAY, [Taken(nine, nine + 30)], MONDAY)
    shifted = slots(WEDNESDAY, [Taken(nine + 5, nine + 35)], MONDAY)

    assert [(slot.free, slot.seats) for slot in same[:2]] == [(0, 1), (1, 1)]
    assert shown(shifted)[:2] == ["25.11 10:20", "02.12 09:00"]


def test_a_group_has_as_many_places_as_are_left():
    plan = Plan(TERMS, [Weekly(2, Window(time(9), time(9, 30), seats=3, mode="place"))])
    nine = wall_minute(date(2026, 11, 25), time(9))

    assert slots(plan, [Taken(nine, nine + 30)] * 2, MONDAY)[0].free == 1


def test_a_day_with_its_limit_reached_offers_no_further_meeting_but_places_in_the_one_begun():
    plan = Plan(Terms(30, 10, 0, 1, 30), [Weekly(2, Window(time(9), time(11), seats=2, mode="place"))])
    nine = wall_minute(date(2026, 11, 25), time(9))

    found = slots(plan, [Taken(nine, nine + 30)], MONDAY)

    assert shown(found)[:2] == ["25.11 09:00", "02.12 09:00"]
    assert found[0].free == 1


@pytest.mark.parametrize(
    ("on", "hours", "told"),
    [
        (SPRING, (1, 4), ["1:00", "1:30", "3:00", "3:30"]),
        (AUTUMN, (1, 4), ["1:00", "1:30", "2:00 (czas letni)", "2:30 (czas letni)", "2:00 (czas zimowy)",
                          "2:30 (czas zimowy)", "3:00", "3:30"]),
        (SPRING, (2, 3), []),
        (AUTUMN, (2, 3), ["2:00 (czas letni)", "2:30 (czas letni)", "2:00 (czas zimowy)", "2:30 (czas zimowy)"]),
        (SPRING, (9, 10), ["9:00", "9:30"]),
        (AUTUMN, (9, 10), ["9:00", "9:30"]),
    ],
)  # fmt: skip
def test_on_days_the_clock_changes_nothing_doubles_or_vanishes(on, hours, told):
    plan = Plan(Terms(30, 0, 0, 0, 0), [Weekly(6, Window(time(hours[0]), time(hours[1])))])

    assert [words.hour_words(slot.starts) for slot in on_day(plan, on)] == told


def test_midnight_as_an_end_is_the_end_of_the_day():
    first, last = bounds(date(2026, 11, 25), Window(time(23), time(0)))

    assert last - first == 60


QUARTERS = some.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
WINDOWS = some.builds(Window, QUARTERS, QUARTERS, some.integers(1, 3)).filter(
    lambda window: window.ends == time(0) or window.starts < window.ends
)
FEW_WINDOWS = some.lists(some.builds(Weekly, some.integers(0, 6), WINDOWS), max_size=6)
DAYS = some.dates(date(2026, 10, 18), date(2027, 4, 4))
CHANGES = some.builds(
    lambda on, span, opens, window: Change(on, on + timedelta(days=span), opens, window if opens or span % 2 else None),
    DAYS, some.integers(0, 3), some.booleans(), WINDOWS,
)  # fmt: skip
ANY_TERMS = some.builds(
    Terms, some.integers(10, 120), some.integers(0, 60), some.integers(0, 48), some.integers(0, 4), some.integers(0, 12)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    FEW_WINDOWS,
    some.lists(CHANGES, max_size=4),
    ANY_TERMS,
    some.datetimes(datetime(2026, 10, 18), datetime(2027, 4, 4), timezones=some.just(timezone.utc)),
    some.data(),
)
def test_whatever_the_hours_no_two_meetings_meet_and_none_is_outside(weekly, changes, terms, now, data):
    plan = Plan(terms, weekly, changes)
    everything = slots(plan, (), now)
    chosen = data.draw(some.lists(some.sampled_from(everything), unique=True, max_size=3)) if everything else []
    taken = [Taken(slot.starts, slot.ends) for slot in chosen]

    found = slots(plan, taken, now)

    assert [slot.starts for slot in found] == sorted({slot.starts for slot in found})
    assert {slot.starts for slot in found} <= {slot.starts for slot in everything}
    for one, other in pairwise(found):
        assert one.ends + terms.buffer_minutes <= other.starts
    for slot in found:
        assert slot.ends - slot.starts == terms.minutes
        assert slot.starts > minute_of(now) + 60 * terms.notice_hours
        assert 0 <= slot.free <= slot.seats
        assert any(slot.starts >= first and slot.ends <= last for first, last in _open_hours(plan, slot))
        assert slot.free == slot.seats - sum(seat.starts == slot.starts for seat in taken)


def _open_hours(plan, slot):
    on = moment_of(slot.starts).astimezone(WARSAW).date()
    windows = [row.window for row in plan.weekly if row.weekday == on.weekday()]
    windows += [c.window for c in plan.changes if c.opens and c.first_on <= on <= c.last_on]
    return [bounds(on, window) for window in windows]


@settings(deadline=None)
@given(DAYS, QUARTERS)
def test_a_time_on_the_wall_is_shown_on_the_wall(on, at):
    minute = wall_minute(on, at)

    assert minute_of(datetime.combine(on, at, WARSAW).astimezone(timezone.utc)) == minute or on == SPRING


def test_a_time_in_an_address_comes_back_and_what_is_none_is_none():
    assert words.minute_in(words.stamp_of(29_000_000)) == 29_000_000
    wrong = ("", "20261332T0800Z", "20261202T0860Z", "20261202T0800", "２0261202T0800Z", "x", "20261202T0800Z\n")
    assert [words.minute_in(stamp) for stamp in wrong] == [None] * len(wrong)


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "1\u00a0godzinę"), (5, "5\u00a0godzin"), (24, "dobę"), (48, "2\u00a0dni"), (30, "30\u00a0godzin")],
)
def test_a_span_is_told_as_people_say_it(hours, said):
    assert words.span_words(hours) == said
