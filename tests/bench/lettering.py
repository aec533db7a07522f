"""Queueing an issue of the newsletter to many subscribers: how long it takes, and that its memory does not grow."""

import resource
import time
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, writing
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterLetter, NewsletterRun, Subscriber
from akademia.promotion.newsletter.services import sending

FEW, MANY = 10_000, 100_000
MOST_GROWTH = 1.2


@dataclass(frozen=True)
class Queueing:
    """Peaks of Python's memory while a number of letters is queued; `resident_mb`: how much the whole process grew."""

    seconds: float
    few_kb: float
    many_kb: float
    resident_mb: float

    def told(self, database: str) -> str:
        return (
            f"queueing an issue to {MANY} subscribers, {database}: {self.seconds:.1f} s, memory at its peak"
            f" {self.many_kb:.0f} KB ({self.few_kb:.0f} KB for {FEW}; at most {MOST_GROWTH} times as much),"
            f" the whole process grew by {self.resident_mb:.1f} MB"
        )


def measure(environ: Mapping[str, str]) -> Queueing:
    """Queue an issue to 10,000 and another to 100,000 subscribers. Nothing of it stays."""
    app = create_app(environ)
    with app.app_context(), writing():
        _subscribe(0, FEW)
        few = _queue(1, FEW)[1]
        _subscribe(FEW, MANY)
        before = _resident_mb()
        seconds, many = _queue(2, MANY)
        grown = _resident_mb() - before
        for table in (NewsletterLetter, NewsletterRun, NewsletterIssue):
            db.session.execute(delete(table))
        db.session.execute(delete(Subscriber).where(Subscriber.email.startswith("bench")))
        commit()
    assert many <= few * MOST_GROWTH, (few, many)
    return Queueing(seconds, few, many, grown)


def _subscribe(start: int, end: int) -> None:
    now = clock.now()
    for first in range(start, end, 10_000):
        rows = [
            {"key": f"bench{n}", "nonce": f"bench{n}", "email": f"bench{n}@example.org",
             "email_key": f"bench{n}@example.org", "state": "active", "topics": "", "consent_version": "-",
             "consent_text": "-", "asked_at": now, "confirmed_at": now, "ended_by": ""}
            for n in range(first, min(first + 10_000, end))
        ]  # fmt: skip
        db.session.execute(insert(Subscriber), rows)
    commit()


def _queue(number: int, count: int) -> tuple[float, float]:
    """Queue an issue as the worker does; return seconds and the peak of Python's memory in KB."""
    today = clock.today()
    issue = NewsletterIssue(number=number, title="-", summary="-", first_on=today, last_on=today, state="out",
                            published_at=clock.now(), send_at=clock.now())  # fmt: skip
    db.session.add(issue)
    db.session.flush()
    run = NewsletterRun(issue_id=issue.id, subject="-", text_body="-", html_body="-")
    db.session.add(run)
    commit()
    begun = time.perf_counter()
    tracemalloc.start()
    while sending.queue_some(run):
        commit()
    commit()
    peak = tracemalloc.get_traced_memory()[1] / 1_000
    tracemalloc.stop()
    queued = select(func.count(NewsletterLetter.id)).where(NewsletterLetter.issue_id == run.issue_id)
    assert db.session.scalar(queued) == count
    return time.perf_counter() - begun, peak


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
