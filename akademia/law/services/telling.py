"""Telling editors of an amendment: once when it is entered, and again before its day if texts still wait."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from akademia.accounts.queries import people_with
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.doors import Permission
from akademia.core.links import full_url_for
from akademia.jobs.services import enqueue
from akademia.law.models import Act, Amendment
from akademia.law.queries.digest import digest
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "law",
        "Zmiany prawa i teksty do przeglądu",
        "Przychodzi do redakcji, gdy ktoś wpisze nowelizację, i dwa tygodnie przed jej dniem, jeśli teksty jeszcze"
        " czekają.",
        ("law/",),
        optional=True,
        readers=Permission.TextEdit,
    )
)
REMIND_DAYS = 14  # before the day of force
HOUR = time(7)
WORK = "law.tell_editors"


def foretell(act: Act, amendment: Amendment, told: Collection[date], is_new: bool) -> None:
    """Have editors told of an amendment that was entered, and reminded before each day that is new in it.

    The letters are made later and tell what waits then; where nothing waits, or the day has moved, nothing is sent.
    One entered so late that the reminder's day has passed is told of once.

    :param told: its days before it was mended.
    """
    whose = {"act": act.key, "amendment": amendment.key}
    if is_new:
        enqueue(WORK, {**whose, "stamp": clock.now().isoformat()})
    for day in sorted({change.in_force_on for change in amendment.changes} - set(told)):
        at = datetime.combine(day - timedelta(days=REMIND_DAYS), HOUR, WARSAW)
        if day > clock.today() and (not is_new or at > clock.now()):
            key = f"{act.key}:{amendment.key}:{day}"
            enqueue(WORK, {**whose, "day": day.isoformat()}, key, max(at, clock.now()))


def tell_editors(act_key: str, amendment_key: str, stamp: str, day: date | None = None) -> int:
    """Queue a letter to each editor about the texts that an amendment sends to look at. Returns to how many.

    Telling again with the same stamp sends nothing twice. An amendment that was withdrawn is told of to nobody.

    :param stamp: what tells this telling from another of the same amendment.
    :param day: only of what takes force on this day: a reminder.
    """
    found = digest(act_key, amendment_key, day)
    if found is None:
        return 0
    desk = full_url_for("reviews.show_reviews", nowelizacja=amendment_key)
    page = full_url_for("law.show_amendment", key=amendment_key)
    told = {"found": found, "day": day, "days_left": (day - clock.today()).days if day else None}
    people = people_with(Permission.TextEdit)
    for number, address in people:
        queue_letter(address, "law/amendment", {**told, "desk": desk, "page": page}, user_id=number,
                     key=f"law:{act_key}:{amendment_key}:{stamp}:{number}")  # fmt: skip
    return len(people)
