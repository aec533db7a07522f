"""How fresh what is said of an entity is."""

from datetime import date, timedelta

GOOD_DAYS = 365  # a confirmation is good for
ANSWER_DAYS = 60  # the private link works for
CONFIRMED, WAITING, HISTORIC = "potwierdzone", "niepotwierdzone", "historyczne"
STATES = {
    CONFIRMED: "potwierdzone w ostatnim roku",
    WAITING: "niepotwierdzone od roku",
    HISTORIC: "dane historyczne",
}


def fresh_since(today: date) -> date:
    """Return the first day whose confirmation is still good."""
    return today - timedelta(days=GOOD_DAYS)


def freshness(confirmed_on: date | None, historic_year: int | None, today: date) -> str:
    """Return a key of `STATES`."""
    if historic_year is not None:
        return HISTORIC
    return CONFIRMED if confirmed_on is not None and confirmed_on >= fresh_since(today) else WAITING
