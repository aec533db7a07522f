"""A calendar of whole days that come back each year, as iCalendar text.

Source: RFC 5545 (lines, escaping, VALUE=DATE, RRULE), RFC 7986 (NAME, REFRESH-INTERVAL).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone

LINE_OCTETS = 75
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
    lines += [f"NAME:{_escape(name)}", f"X-WR-CALNAME:{_escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:P7D"]
    for event in events:
        lines += _event(event, _moment(stamp))
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield "RRULE:FREQ=YEARLY" + (f";INTERVAL={event.every}" if event.every > 1 else "")
    yield f"SUMMARY:{_escape(event.summary)}"
    yield f"DESCRIPTION:{_escape(event.description)}"
    yield f"CATEGORIES:{','.join(_escape(one) for one in event.categories)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(stamp: datetime) -> str:
    return f"{stamp.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Give a line in pieces of at most 75 octets; no letter is cut in two, each further piece begins with a blank."""
    piece, room = "", LINE_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield piece
            piece, room = " ", LINE_OCTETS - 1
        piece, room = piece + sign, room - size
    yield piece
