"""How times, ways to meet and states are told, and how a time stands in an address."""

import re
from datetime import date, datetime, timedelta, timezone

from akademia.advisory.consultations.rules.slots import Terms, minute_of, moment_of
from akademia.core.clock import WARSAW
from akademia.core.text import MONTHS, NBSP, counted

PLACE, PHONE, ONLINE = "place", "phone", "online"
MODES = {PLACE: "na miejscu, w punkcie konsultacyjnym", PHONE: "przez telefon", ONLINE: "przez internet"}
SHORT_MODES = {PLACE: "na miejscu", PHONE: "telefon", ONLINE: "internet"}
STATES = {
    "waiting": "czeka na miejsce",
    "offered": "miejsce czeka na potwierdzenie",
    "booked": "umówiona",
    "cancelled": "odwołana",
    "lapsed": "oferta minęła",
}
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
_WEEKDAYS_OF = ("poniedziałki", "wtorki", "środy", "czwartki", "piątki", "soboty", "niedziele")
_STAMP = re.compile(r"2\d{7}T\d{4}Z")


def day_words(on: date, today: date) -> str:
    """Return a day with its name: „środa 3 grudnia”; the year only where it is another."""
    year = f" {on.year}{NBSP}r." if on.year != today.year else ""
    return f"{WEEKDAYS[on.weekday()]} {on.day}{NBSP}{MONTHS[on.month - 1]}{year}"


def hour_words(minute: int) -> str:
    """Return a time of day: „10:30”. One that comes twice when the clock goes back is told apart."""
    shown = moment_of(minute).astimezone(WARSAW)
    other = moment_of(minute - 60 if shown.fold else minute + 60).astimezone(WARSAW)
    twice = other.replace(tzinfo=None, fold=0) == shown.replace(tzinfo=None, fold=0)
    season = f" (czas {'zimowy' if shown.fold else 'letni'})" if twice else ""
    return f"{shown.hour}:{shown.minute:02d}{season}"


def slot_words(minute: int, today: date) -> str:
    """Return the full name of a time: „środa 3 grudnia, 10:30”."""
    on = moment_of(minute).astimezone(WARSAW).date()
    return f"{day_words(on, today)}, {hour_words(minute)}"


def weekly_words(weekday: int) -> str:
    """Return a day of each week, as in „w środy”."""
    return _WEEKDAYS_OF[weekday]


def stamp_of(minute: int) -> str:
    """Return a time as it stands in an address."""
    return f"{moment_of(minute):%Y%m%dT%H%MZ}"


def minute_in(stamp: str) -> int | None:
    """Return the minute that an address means; None for what is no time."""
    if not (stamp.isascii() and _STAMP.fullmatch(stamp)):
        return None
    try:
        return minute_of(datetime.strptime(stamp, "%Y%m%dT%H%MZ").replace(tzinfo=timezone.utc))
    except ValueError:
        return None


def span_words(hours: int) -> str:
    """Return a number of hours as people say it: whole days where it is whole days."""
    if hours and hours % 24 == 0:
        return "dobę" if hours == 24 else counted(hours // 24, "dzień", "dni", "dni")
    return counted(hours, "godzinę", "godziny", "godzin")


def terms_words(terms: Terms, hold_hours: int) -> str:
    """Say in a few sentences what visitors will meet with these settings."""
    every = terms.minutes + terms.buffer_minutes
    said = [f"Spotkanie trwa {terms.minutes} min, a kolejne zaczyna się najwcześniej po {every} min."]
    said.append(f"Terminy widać na {counted(terms.days_ahead, 'dzień', 'dni', 'dni')} naprzód.")
    if terms.notice_hours:
        said.append(f"Umówić się można najpóźniej na {span_words(terms.notice_hours)} przed spotkaniem.")
    else:
        said.append("Umówić się można do samego początku spotkania.")
    if terms.per_day:
        said.append(f"Jednego dnia: najwyżej {counted(terms.per_day, 'spotkanie', 'spotkania', 'spotkań')}.")
    said.append(f"Gdy miejsce się zwolni, pierwsza osoba z kolejki ma {span_words(hold_hours)} na potwierdzenie,"
                " a gdy do spotkania jest blisko, połowę czasu, który został.")  # fmt: skip
    return " ".join(said)


def nearest(starts: list[int], wanted: int, most: int) -> list[int]:
    """Return the times nearest to the one wanted, in the order of the calendar."""
    return sorted(sorted(starts, key=lambda minute: (abs(minute - wanted), minute))[:most])


def held_until(now: datetime, hold_hours: int, starts_at: datetime) -> datetime:
    """Return until when a place is held for who was offered it: for some hours, but at most half of the time left.

    So the next in line has a chance as well.
    """
    return min(now + timedelta(hours=hold_hours), now + (starts_at - now) / 2)
