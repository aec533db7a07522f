"""The calendar of duties, for its page and as a file."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from akademia.core.text import MONTHS
from akademia.education.tools.formats.calendar import Event, write_calendar
from akademia.education.tools.queries import ToolPage
from akademia.education.tools.rules import duties

FIRST_YEAR, LAST_YEAR = 2023, 2100


def chosen(who: Collection[str]) -> list[str]:
    """Return whom a list of duties is asked for, in the house's order; strange words go."""
    return [key for key in duties.WHO if key in who]


def year_in(said: str) -> int | None:
    """Return a year that may be counted from, or None for what is none."""
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def shown(who: Sequence[str]) -> dict[str, Any]:
    """Return what the page of the calendar shows: duties by day of the year, terms, and whom one may ask for."""
    wanted = duties.duties_of(who)
    days = list(dict.fromkeys((duty.month, duty.day) for duty in wanted))
    by_day = [(day, [duty for duty in wanted if (duty.month, duty.day) == day]) for day in days]
    return {"days": by_day, "terms": duties.TERMS, "everyone": duties.WHO, "month_names": MONTHS}


def calendar_text(tool: ToolPage, address: str, who: Sequence[str], year: int | None) -> str:
    """Return the duties as iCalendar text. It depends on nothing but what is given, so a feed stays the same.

    :param address: the full address of the page.
    :param year: a year in which a duty of every few years falls; None: it is shown each year, as one to be checked.
    """
    name = "Terminy zatrudnienia socjalnego"
    if who:
        name += ": " + ", ".join(duties.WHO[key] for key in who)
    events = [_event(duty, tool, address, year) for duty in duties.duties_of(who)]
    return write_calendar(name, events, tool.changed_at)


def _event(duty: duties.Duty, tool: ToolPage, address: str, year: int | None) -> Event:
    counted = duty.every > 1 and year is not None
    doubtful = duty.every > 1 and year is None
    return Event(
        uid=duty.uid,
        on=date(year if counted and year else FIRST_YEAR, duty.month, duty.day),
        summary=f"Sprawdź, czy w tym roku: {duty.title}" if doubtful else duty.title,
        description=_description(duty, tool),
        categories=[duties.WHO[key] for key in duty.who],
        url=f"{address}#{duty.key}",
        every=duty.every if counted else 1,
    )


def _description(duty: duties.Duty, tool: ToolPage) -> str:
    law = duty.other.label if duty.other else f"{tool.laws[str(duty.provision)].label} ustawy o zatrudnieniu socjalnym"
    lines = (f"Kto: {duty.by_whom}", f"Komu: {duty.to_whom}", duty.text, f"Podstawa: {law}")
    return "\n".join((*lines, f"Stan prawny na dzień {tool.legal_state_on:%d.%m.%Y}"))
