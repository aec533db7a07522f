"""When to try again, and where a period of the clock begins."""

from datetime import datetime, timedelta, timezone

ATTEMPTS = 12
FIRST_DELAY_SECONDS = 15
LONGEST_DELAY_SECONDS = 6 * 3600
LONGEST_PERIOD_MINUTES = 7 * 24 * 60


def retry_delay(attempts: int, chance: float) -> timedelta:
    """Return how long to wait after a failed attempt: each time twice as long, shaken so that jobs spread out.

    Twelve attempts take about eight and a half hours.

    :param attempts: how many were made, 1 or more.
    :param chance: 0 to 1; the delay is that much between three quarters and five quarters of the plain one.
    """
    plain = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (attempts - 1))
    return timedelta(seconds=plain * (0.75 + 0.5 * chance))


def period_start(moment: datetime, minutes: int) -> datetime:
    """Return where the period that holds a moment begins. Periods are counted from 1970, in UTC."""
    length = minutes * 60
    return datetime.fromtimestamp(moment.timestamp() // length * length, timezone.utc)
