"""A calendar of whole days that come back each year, as iCalendar text.

Source: RFC 5545 (VALUE=DATE, RRULE), RFC 7986 (NAME, REFRESH-INTERVAL).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from akademia.core.icalendar import escape, join_lines, utc_stamp

PRODUCER = "-//Akademia Zatrudnienia Socjalnego//Terminarz//PL"


@dataclass(frozen=True)
class Event:
    """A whole day that comes back. `every`: once in how many years."""

    uid: str
    on: date
    summary: str
    description: str
    categories: Sequence[str]
    url: str
    every: int = 1


def write_calendar(name: str, events: Iterable[Event], stamp: datetime) -> str:
    """Return a calendar of some events.

    :param stamp: when what it says last changed, with a time zone; equal input gives equal text.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCER}", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:P7D"]
    for event in events:
        lines += _event(event, utc_stamp(stamp))
    return join_lines([*lines, "END:VCALENDAR"])


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield "RRULE:FREQ=YEARLY" + (f";INTERVAL={event.every}" if event.every > 1 else "")
    yield f"SUMMARY:{escape(event.summary)}"
    yield f"DESCRIPTION:{escape(event.description)}"
    yield f"CATEGORIES:{','.join(escape(one) for one in event.categories)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
