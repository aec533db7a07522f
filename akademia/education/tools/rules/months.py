"""Months of the calendar: their names, their lengths, their first days."""

from calendar import monthrange
from datetime import date

NAMES = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2004, 2100


def month_words(month: date) -> str:
    """Return a month in words: „luty 2026”."""
    return f"{NAMES[month.month - 1]} {month.year}"


def months_words(first: date, last: date) -> str:
    """Return a run of months in words: „luty 2026 – maj 2026”."""
    return month_words(first) if first == last else f"{month_words(first)} – {month_words(last)}"


def length(month: date) -> int:
    return monthrange(month.year, month.month)[1]
