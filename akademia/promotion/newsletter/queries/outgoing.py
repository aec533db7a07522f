"""What goes out next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.links import full_url_for
from akademia.jobs.queries import any_open
from akademia.mail.formats.mime import Mould
from akademia.mail.post import Post, Sealed
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterLetter, NewsletterRun, Subscriber
from akademia.promotion.newsletter.queries import subscribers

BUSY_SECONDS, ANSWER_SECONDS = rules.BUSY_SECONDS, rules.ANSWER_SECONDS
_L, _R, _S = NewsletterLetter, NewsletterRun, Subscriber


@dataclass(frozen=True)
class Outgoing:
    """A letter that is due: plain values. `mould`: the issue's letter, composed once for all."""

    id: int
    issue_id: int
    key: str
    email: str
    name: str
    mould: Mould

    def sealed(self, office: Post) -> Sealed:
        """Return the letter ready to go.

        :raises Refused: the address cannot stand in a letter.
        """
        way_out = full_url_for("newsletter.show_way_out", token=subscribers.way_out_token(self.key, self.issue_id))
        token = subscribers.letter_token(self.issue_id, self.id, self.key)
        return office.cast(self.mould, self.name, token, self.email, way_out)


def going_run(issue_id: int, serial: int) -> NewsletterRun | None:
    """Return the sending of an issue if it goes on and its chain of jobs is still the present one."""
    run = db.session.get(_R, issue_id, populate_existing=True)
    return run if run is not None and run.state in ("queueing", "sending") and run.serial == serial else None


def is_going(issue_id: int) -> bool:
    return db.session.scalar(select(_R.state).where(_R.issue_id == issue_id)) == "sending"


def next_letters(run: NewsletterRun, office: Post) -> Sequence[Outgoing]:
    """Return the letters that are due, at most one slice of them."""
    due = (
        select(_L.id, _S.key, _S.email).join(_S, _S.id == _L.subscriber_id)
        .where(_L.issue_id == run.issue_id, _L.state == "waiting", _L.due_at <= clock.now())
        .order_by(_L.due_at, _L.id).limit(rules.slice_size(run.issue.per_minute))
    )  # fmt: skip
    found = db.session.execute(due).all()
    if not found:
        return []
    mould = office.to_many(run.subject, run.text_body, run.html_body, run.started_at, rules.LIST_NAME)
    return [
        Outgoing(number, run.issue_id, key, email, rules.file_name(run.issue_id, number), mould)
        for number, key, email in found
    ]


def readers_of(issue: NewsletterIssue) -> int:
    """Return how many subscribers an issue would go to now."""
    return db.session.scalar(select(func.count()).select_from(_S).where(_S.state == "active", *for_whom(issue))) or 0


def for_whom(issue: NewsletterIssue) -> list[ColumnElement[bool]]:
    """Return who an issue is for. Who chose nothing wants everything."""
    found: list[ColumnElement[bool]] = []
    if issue.topics:
        named = (_S.topics.contains(f" {topic} ", autoescape=True) for topic in rules.unpacked(issue.topics))
        found.append(or_(_S.topics == "", *named))
    if issue.region_code:
        found.append(or_(_S.region_code.is_(None), _S.region_code == issue.region_code))
    return found


def forgotten_runs() -> list[NewsletterRun]:
    """Return sendings that should go on and have no open job: someone dropped it, or it was given up."""
    going = db.session.scalars(select(_R).where(_R.state.in_(("queueing", "sending")))).all()
    return [run for run in going if not any_open("newsletter.send", f"{run.issue_id}:{run.serial}:")]
