"""A consultation as an entry of a calendar: the invitation, its change, its end; and an expert's feed.

Moments are in UTC, which means the same on the days the clock changes, too.
Source: RFC 5545 (VEVENT), RFC 5546 (REQUEST and CANCEL; UID and SEQUENCE), RFC 7986 (NAME, REFRESH-INTERVAL).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from akademia.core.icalendar import escape, join_lines, utc_stamp

PRODUCER = "-//Akademia Zatrudnienia Socjalnego//Konsultacje//PL"


@dataclass(frozen=True)
class Entry:
    """One consultation. `sequence` counts what changed since it was first sent; `stamp`: when it last did."""

    key: str
    host: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    place: str
    url: str
    sequence: int
    stamp: datetime


def invitation(entry: Entry, organizer: str, attendee: str) -> str:
    """Return the entry as it is sent when it is made or changed.

    :param organizer: `Name <address>` of the academy; `attendee`: the address of who comes.
    """
    return _calendar("REQUEST", _event(entry, "CONFIRMED", organizer, attendee))


def cancellation(entry: Entry, organizer: str, attendee: str) -> str:
    """Return the word that the entry is off."""
    return _calendar("CANCEL", _event(entry, "CANCELLED", organizer, attendee))


def feed(name: str, entries: Iterable[Entry]) -> str:
    """Return a calendar to subscribe to."""
    lines = [f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for entry in entries:
        lines += _event(entry, "CONFIRMED")
    return _calendar("PUBLISH", lines)


def _calendar(method: str, lines: Iterable[str]) -> str:
    opening = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCER}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    return join_lines([*opening, *lines, "END:VCALENDAR"])


def _event(entry: Entry, status: str, organizer: str = "", attendee: str = "") -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{entry.host}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{utc_stamp(entry.stamp)}"
    yield f"DTSTART:{utc_stamp(entry.starts_at)}"
    yield f"DTEND:{utc_stamp(entry.ends_at)}"
    yield f"SUMMARY:{escape(entry.summary)}"
    yield f"DESCRIPTION:{escape(entry.description)}"
    if entry.place:
        yield f"LOCATION:{escape(entry.place)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{status}"
    if organizer:
        name, address = parseaddr(organizer)
        yield f'ORGANIZER;CN="{name.replace(chr(34), "")}":mailto:{address}'
        yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{attendee}"
    yield "END:VEVENT"
