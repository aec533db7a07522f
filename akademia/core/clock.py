"""What time it is. Everything that asks for the time asks here, so that tests can stop it."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")


class _Clock:
    frozen_at: datetime | None = None


def now() -> datetime:
    """Return the present moment in UTC, with microseconds."""
    return _Clock.frozen_at or datetime.now(timezone.utc)


def today() -> date:
    """Return the present day in Poland."""
    return now().astimezone(WARSAW).date()


def day_span(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments at which some days begin and end in Poland; the second is the first moment after them."""
    begins = datetime.combine(first, time(), WARSAW)
    return begins, datetime.combine(last + timedelta(days=1), time(), WARSAW)


def freeze(moment: datetime | None) -> None:
    """Stop the clock at a moment with a time zone, or let it run again (None). For tests."""
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    _Clock.frozen_at = moment
