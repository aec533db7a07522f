"""Working days in Poland: Monday to Friday, without the days off of the act of 18 January 1951.

Source: the act of 18 January 1951 on days free from work, as in force since 2011, with 24 December since 2025.
"""

from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 2011  # since then 6 January is free; what was free before is not kept here
CHRISTMAS_EVE_SINCE = 2025
_FIXED = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))
_AFTER_EASTER = (0, 1, 49, 60)  # both days of Easter, Pentecost, Corpus Christi
_ONCE = {2018: ((11, 12),)}  # by an act of its own, for the centenary of independence
_SATURDAY = 5
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar.

    Source: the computus of Meeus, Jones and Butcher.
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=128)
def days_off(year: int) -> frozenset[date]:
    """Return the public holidays of a year; Saturdays and other Sundays are not among them.

    :raises ValueError: the year lies before 2011.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"days off are known since {FIRST_YEAR}")
    eve = ((12, 24),) if year >= CHRISTMAS_EVE_SINCE else ()
    fixed = (*_FIXED, *eve, *_ONCE.get(year, ()))
    moving = (easter(year) + after * _DAY for after in _AFTER_EASTER)
    return frozenset([*(date(year, month, day) for month, day in fixed), *moving])


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in days_off(day.year)


def add_working_days(day: date, count: int) -> date:
    """Return the last of so many working days after a day, which itself is not counted.

    No days: the day itself when it is a working one, else the next that is.

    :raises ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    while count or not is_working_day(day):
        day += _DAY
        count -= bool(count and is_working_day(day))
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after one day and up to another, that one too; 0 when it is not later."""
    return sum(is_working_day(start + after * _DAY) for after in range(1, (end - start).days + 1))
