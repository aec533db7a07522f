"""Working days: the days off of the act of 18 January 1951, those bound to Easter too, and 24 December since 2025."""

from datetime import date, timedelta

import pytest

from akademia.core.calendar import add_working_days, days_off, easter, is_working_day, working_days_between

# Monday to Friday without days off, as the package `holidays` 0.109 has them, which agrees from 2011 to 2060.
WORKING_DAYS = {2018: 251, 2022: 252, 2023: 251, 2024: 252, 2025: 251, 2026: 253, 2027: 253}


@pytest.mark.parametrize(
    "day",
    ["2011-04-24", "2015-04-05", "2019-04-21", "2022-04-17", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
)
def test_easter_is_where_calendars_have_it(day):
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_the_days_off_of_a_year_are_those_of_the_act():
    assert sorted(day.strftime("%m-%d") for day in days_off(2026)) == [
        "01-01", "01-06", "04-05", "04-06", "05-01", "05-03", "05-24", "06-04", "08-15", "11-01", "11-11", "12-24",
        "12-25", "12-26",
    ]  # fmt: skip


def test_christmas_eve_is_free_since_2025():
    assert is_working_day(date(2024, 12, 24))
    assert not is_working_day(date(2025, 12, 24))


def test_the_day_after_the_centenary_was_free_once():
    assert not is_working_day(date(2018, 11, 12))
    assert is_working_day(date(2019, 11, 12))


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_a_year_has_its_working_days(year, count):
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-11-30", 1, "2026-12-01"),
        ("2026-11-27", 1, "2026-11-30"),  # over a weekend
        ("2026-12-23", 1, "2026-12-28"),  # over Christmas, whose 26th is a Saturday
        ("2026-12-22", 6, "2027-01-04"),  # over the turn of the year
        ("2025-04-18", 1, "2025-04-22"),  # over Easter
        ("2025-06-18", 1, "2025-06-20"),  # over Corpus Christi
        ("2026-11-28", 0, "2026-11-30"),
        ("2026-11-30", 0, "2026-11-30"),
    ],
)
def test_working_days_are_added_over_days_off(day, count, then):
    assert add_working_days(date.fromisoformat(day), count) == date.fromisoformat(then)


def test_adding_and_counting_agree():
    for first in (date(2025, 12, 20) + timedelta(days=after) for after in range(20)):
        for count in range(1, 15):
            assert working_days_between(first, add_working_days(first, count)) == count


def test_what_is_not_later_is_no_day_away():
    assert working_days_between(date(2026, 11, 30), date(2026, 11, 30)) == 0
    assert working_days_between(date(2026, 11, 30), date(2026, 11, 2)) == 0


def test_what_is_not_known_is_refused():
    with pytest.raises(ValueError, match="2011"):
        days_off(2010)
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 11, 30), -1)
