"""Issues at the staff desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db, row_of
from akademia.core.listing import Asked, ListPage, list_page
from akademia.core.text import fold, row_numbers
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterRun
from akademia.promotion.newsletter.queries.archive import issue_desk
from akademia.promotion.newsletter.queries.progress import Tally, tallies
from akademia.promotion.newsletter.rules import ISSUE_STATES, RUN_STATES, topic_words

_N = NewsletterIssue
__all__ = ["topic_words"]
MOST_FOUND = 5


@dataclass(frozen=True)
class DeskRow:
    """An issue in the desk's list; `at`: when it goes or went, or was changed."""

    id: int
    number: int
    title: str
    said: str
    at: datetime
    is_draft: bool


def issue_row(ref: int, lock: bool = False) -> NewsletterIssue:
    """Return an issue.

    :raises Missing: there is none.
    """
    return row_of(_N, ref, lock)


def desk_issues(asked: Asked) -> ListPage[DeskRow]:
    """Return all issues, the newest first."""
    return list_page(select(_N).order_by(_N.number.desc()), asked, _row)


def _row(issue: NewsletterIssue) -> DeskRow:
    at = issue.published_at or issue.send_at or issue.changed_at
    return DeskRow(issue.id, issue.number, issue.title, ISSUE_STATES[issue.state], at, issue.state == "draft")


def tallies_of(rows: Sequence[DeskRow]) -> Mapping[int, Tally]:
    return tallies([row.id for row in rows])


def found_at_desk(words: str) -> list[Found]:
    """Return the few issues whose titles hold the words."""
    wanted = fold(words)
    titles = db.session.execute(select(_N.id, _N.title).order_by(_N.number.desc())).all()
    hits = [ref for ref, title in titles if wanted in fold(title)][:MOST_FOUND]
    found = issue_desk(hits)
    return [found[ref] for ref in hits]


def waiting(_user_id: int) -> list[WaitingRow]:
    """Return what waits for anyone who sends: drafts, and sendings that are paused."""
    drafts = db.session.scalars(select(_N).where(_N.state == "draft").order_by(_N.changed_at))
    held = db.session.execute(
        select(_N, NewsletterRun.started_at).join(NewsletterRun, NewsletterRun.issue_id == _N.id)
        .where(NewsletterRun.state == "paused")
    )  # fmt: skip
    held_words = f"wysyłka {RUN_STATES['paused']}"
    rows = [
        WaitingRow(issue.title, "newsletter_desk.show_progress", {"ref": issue.id}, held_words, since)
        for issue, since in held
    ]
    return rows + [
        WaitingRow(one.title, "newsletter_desk.show_issue", {"ref": one.id}, "szkic", one.changed_at) for one in drafts
    ]


def things(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in issue_desk(row_numbers(refs)).items()}
