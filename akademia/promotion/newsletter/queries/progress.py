"""How far an issue's sending is, and how its letters ended. Nobody is asked who opened what."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterLetter, NewsletterRun
from akademia.promotion.newsletter.rules import RUN_STATES

_L = NewsletterLetter


@dataclass(frozen=True)
class Tally:
    """How many letters of an issue are in each state; `left`: whose readers left by a link of this issue."""

    waiting: int = 0
    handing: int = 0
    sent: int = 0
    unsure: int = 0
    hard: int = 0
    soft: int = 0
    dropped: int = 0
    left: int = 0

    @property
    def total(self) -> int:
        return sum(self.as_kept().values()) - self.left

    @property
    def settled(self) -> int:
        return self.total - self.waiting - self.handing

    @property
    def bounced(self) -> int:
        return self.hard + self.soft

    def as_kept(self) -> dict[str, int]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


def tallies(issues: Collection[int]) -> dict[int, Tally]:
    """Return how the letters of some issues stand, from their rows or, where those are gone, as it was kept."""
    kept = db.session.execute(
        select(NewsletterRun.issue_id, NewsletterRun.tally).where(
            NewsletterRun.issue_id.in_(issues), NewsletterRun.tally.is_not(None)
        )
    )
    found: dict[int, dict[str, int]] = {issue: {} for issue in issues}
    found.update({issue: dict(tally or {}) for issue, tally in kept})
    counted = db.session.execute(
        select(_L.issue_id, _L.state, func.count(), func.count(_L.left_at))
        .where(_L.issue_id.in_(issues)).group_by(_L.issue_id, _L.state)
    )  # fmt: skip
    for issue, state, count, left in counted:
        found[issue][state] = count
        found[issue]["left"] = found[issue].get("left", 0) + left
    return {issue: Tally(**states) for issue, states in found.items()}


@dataclass(frozen=True)
class Progress:
    """What the page of an issue's sending says. `percent` of its letters are settled."""

    state: str
    said: str
    tally: Tally
    percent: int
    started_at: datetime
    ended_at: datetime | None
    held_until: datetime | None
    server_words: str

    @property
    def is_going(self) -> bool:
        return self.state in ("queueing", "sending")


def run_of(issue_id: int) -> NewsletterRun:
    """Return the sending of an issue.

    :raises Missing: it has not begun.
    """
    run = db.session.get(NewsletterRun, issue_id)
    if run is None:
        raise Missing
    return run


def progress_of(issue: NewsletterIssue) -> Progress:
    """Return how far the sending of an issue is.

    :raises Missing: it has not begun.
    """
    run, tally = run_of(issue.id), tallies([issue.id])[issue.id]
    percent = 100 * tally.settled // tally.total if tally.total else 100 if run.all_queued else 0
    return Progress(run.state, RUN_STATES[run.state], tally, percent, run.started_at, run.ended_at, run.held_until,
                    run.server_words)  # fmt: skip
