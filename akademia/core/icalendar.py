"""iCalendar text: lines of a file, what is escaped in them, moments.

Source: RFC 5545, 3.1 (lines), 3.3.11 (text), 3.3.5 (moments in UTC).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone

LINE_OCTETS = 75


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as the text of a file, long ones folded."""
    return "".join(f"{piece}\r\n" for line in lines for piece in _fold(line))


def utc_stamp(moment: datetime) -> str:
    """Return a moment with a time zone as it stands in a calendar, in UTC: „20261123T110000Z”."""
    return f"{moment.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """Return text as the value of a property."""
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
