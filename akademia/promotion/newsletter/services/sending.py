"""Sending an issue: planning, queueing each subscriber's letter once, pausing, and what became of each letter.

A letter goes from `waiting` to `handing` in a transaction of its own before a byte of it leaves, and to its end in
another one after the server's answer. So of two workers only one hands it over, and a worker that dies leaves at most
one letter of which nobody can know: it is marked `unsure` and goes again only if staff say so.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, bindparam, exists, func, insert, literal, select, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.law import services as law
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import NewsletterIssue, NewsletterLetter, NewsletterRun, Subscriber
from akademia.promotion.newsletter.queries.archive import KIND
from akademia.promotion.newsletter.queries.outgoing import for_whom
from akademia.promotion.newsletter.services import composing
from akademia.promotion.newsletter.services.bouncing import take_bounce
from akademia.promotion.newsletter.services.making import Outdated, check_draft

JOB = "newsletter.send"
_L, _R, _S = NewsletterLetter, NewsletterRun, Subscriber
# Ready, as they are asked twice for each letter.
_ROWS: Any = _L.__table__
_GOING = exists().where(_R.issue_id == _L.issue_id, _R.state == "sending")
_CLAIM = (
    update(_ROWS).where(_L.id == bindparam("letter"), _L.state == "waiting", _GOING)
    .values(state="handing", handed_at=bindparam("now"), attempts=_L.attempts + 1)
)  # fmt: skip
_SETTLE = (
    update(_ROWS).where(_L.id == bindparam("letter"), _L.state.in_(("handing", "waiting")))
    .values(state=bindparam("ended"), settled_at=bindparam("now"), server_words=bindparam("words"))
)  # fmt: skip


class NothingInIt(RuleBroken):
    message = "W tym numerze nic jeszcze nie ma. Dodaj słowa albo pokaż którąś z zebranych rzeczy."


class NotSo(RuleBroken):
    message = "Tego nie można teraz zrobić: wysyłka jest w innym stanie. Odśwież stronę."


def plan(issue: NewsletterIssue, opened: int, at: datetime | None, per_minute: int, actor: int) -> None:
    """Send an issue at a moment, or at once.

    :param opened: the version that the person saw.
    :raises Outdated: it was changed since.
    :raises NotADraft: it is planned or out already.
    :raises NothingInIt: it is empty.
    """
    check_draft(issue)
    if issue.version != opened:
        raise Outdated
    if not composing.parts_of(issue):
        raise NothingInIt
    issue.per_minute = per_minute
    if at is None:
        issue.send_at = clock.now()
        send_out(issue, actor)
        return
    issue.state, issue.send_at = "planned", at
    record("newsletter.planned", KIND, issue.id, actor=actor, number=issue.number)


def unplan(issue: NewsletterIssue, actor: int) -> None:
    """Make a planned issue a draft again.

    :raises NotSo: it is not planned.
    """
    if issue.state != "planned":
        raise NotSo
    issue.state, issue.send_at = "draft", None
    record("newsletter.unplanned", KIND, issue.id, actor=actor, number=issue.number)


def send_planned() -> int:
    """Send the planned issues whose moment has come. Returns how many."""
    wanted = select(NewsletterIssue).where(NewsletterIssue.state == "planned", NewsletterIssue.send_at <= clock.now())
    due = db.session.scalars(wanted.with_for_update()).all()
    for issue in due:
        send_out(issue, None)
    return len(due)


def send_out(issue: NewsletterIssue, actor: int | None) -> NewsletterRun:
    """Put an issue into the archive and begin its sending; its words stand fast from now on."""
    words, now = composing.letter_words(issue), clock.now()
    issue.state, issue.published_at, issue.html = "out", now, composing.page_html(issue)
    refs = dict.fromkeys(ref for block in issue.blocks if block.shown for ref in block.cited)
    law.cite(KIND, issue.id, issue.version, [law.place(ref) for ref in refs], clock.today(), actor)
    run = NewsletterRun(issue_id=issue.id, subject=words.subject, text_body=words.text, html_body=words.html,
                        started_at=now)  # fmt: skip
    db.session.add(run)
    db.session.flush()
    next_slice(run, now)
    record("newsletter.sent_out", KIND, issue.id, actor=actor, number=issue.number)
    return run


def next_slice(run: NewsletterRun, at: datetime, anew: bool = False) -> None:
    """Ask for the next piece of sending; `anew` ends the chain of jobs that there is and begins another.

    The moment is a part of the key, so that a piece asked for twice is done once.
    """
    if anew:
        run.serial += 1
        db.session.flush()
    enqueue(JOB, {"issue": run.issue_id, "serial": run.serial}, run_at=at,
            key=f"{run.issue_id}:{run.serial}:{at.isoformat()}")  # fmt: skip


def queue_some(run: NewsletterRun, most: int = rules.QUEUED_AT_ONCE) -> bool:
    """Queue letters to the next subscribers, in one statement of the database; return whether there may be more.

    However many subscribers there are, none of them comes into memory; each has one letter of an issue at most.
    """
    if run.all_queued:
        return False
    wanted = (_S.state == "active", *for_whom(run.issue))
    next_ones = select(_S.id).where(_S.id > run.queued_to, *wanted).order_by(_S.id).limit(most).subquery()
    count, last = db.session.execute(select(func.count(), func.max(next_ones.c.id)).select_from(next_ones)).one()
    if count:
        now = literal(clock.now(), _L.due_at.type)
        rows = select(literal(run.issue_id), _S.id, literal("waiting"), literal(0), now, literal(""))
        rows = rows.where(_S.id > run.queued_to, _S.id <= last, *wanted)
        named = ["issue_id", "subscriber_id", "state", "attempts", "due_at", "server_words"]
        db.session.execute(insert(_L).from_select(named, rows, include_defaults=False))
        run.queued_to = last
    if count < most:
        run.all_queued = True
        run.state = "sending" if run.state == "queueing" else run.state
    return bool(count == most)


def claim(letter_id: int) -> bool:
    """Take a letter to hand it over; return whether it may go: it waits, and its issue's sending goes on."""
    return db.session.connection().execute(_CLAIM, {"letter": letter_id, "now": clock.now()}).rowcount == 1


def settle(letter_id: int, state: str, words: str = "") -> None:
    """Write how a letter that was being handed over ended."""
    told = {"letter": letter_id, "now": clock.now(), "ended": state, "words": rules.without_addresses(words)}
    db.session.connection().execute(_SETTLE, told)


def put_off(letter_id: int, words: str) -> None:
    """Let a letter that the server did not take wait, longer each time; after many times it is given up."""
    letter = db.session.get(_L, letter_id, populate_existing=True)
    if letter is None or letter.state not in ("handing", "waiting"):
        return
    letter.attempts += letter.state == "waiting"  # it was not claimed: its address was put off
    if letter.attempts >= rules.LETTER_ATTEMPTS:
        refuse(letter_id, words, of_address=False)
        return
    letter.state, letter.server_words = "waiting", rules.without_addresses(words)
    letter.due_at = clock.now() + rules.delay(letter.attempts)


def refuse(letter_id: int, words: str, of_address: bool) -> None:
    """Write that a server refused a letter for good; a refused address stops its subscription."""
    letter = db.session.get(_L, letter_id, populate_existing=True)
    if letter is not None and letter.state in ("handing", "waiting"):
        take_bounce(letter, words, hard=rules.is_hard(words, of_address))


def mark_unsure(issue_id: int) -> int:
    """Mark letters whose worker died before the server's answer. Returns how many."""
    old = clock.now() - rules.UNSURE_AFTER
    left = update(_L).where(_L.issue_id == issue_id, _L.state == "handing", _L.handed_at < old)
    return _count(left.values(state="unsure", settled_at=clock.now()))


def hold(run: NewsletterRun, words: str) -> datetime:
    """Wait before the server is asked again, longer each time; return until when."""
    run.troubles += 1
    run.server_words = rules.without_addresses(words)
    run.held_until = clock.now() + rules.delay(run.troubles)
    return run.held_until


def go_well(run: NewsletterRun) -> None:
    """Forget troubles: a letter has gone."""
    run.troubles, run.held_until, run.server_words = 0, None, ""


def go_on(run: NewsletterRun, begun_at: datetime, sent: int, held_until: datetime | None) -> None:
    """End a slice of sending: ask for the next one, or end the sending when nothing is left of it."""
    now = clock.now()
    mark_unsure(run.issue_id)
    counts = db.session.execute(
        select(func.min(_L.due_at).filter(_L.state == "waiting"), func.count().filter(_L.state == "handing"))
        .where(_L.issue_id == run.issue_id, _L.state.in_(("waiting", "handing")))
    ).one()  # fmt: skip
    earliest, handing = counts
    if earliest is None and not handing:
        run.state, run.ended_at = "ended", now
        record("newsletter.ended", KIND, run.issue_id, number=run.issue.number)
        return
    paced = begun_at + timedelta(seconds=rules.slice_seconds(run.issue.per_minute, sent))
    waits = [now, paced, held_until or now, earliest or now + rules.UNSURE_AFTER]
    next_slice(run, max(waits))


def pause(run: NewsletterRun, actor: int) -> None:
    """Hold a sending: the letter that is just being handed over still goes, no other does.

    :raises NotSo: it does not go on now.
    """
    if run.state not in ("queueing", "sending"):
        raise NotSo
    run.state = "paused"
    record("newsletter.paused", KIND, run.issue_id, actor=actor)


def resume(run: NewsletterRun, actor: int) -> None:
    """Let a paused sending go on.

    :raises NotSo: it is not paused.
    """
    if run.state != "paused":
        raise NotSo
    run.state = "sending" if run.all_queued else "queueing"
    go_well(run)
    next_slice(run, clock.now(), anew=True)
    record("newsletter.resumed", KIND, run.issue_id, actor=actor)


def send_unsure(run: NewsletterRun, actor: int) -> int:
    """Send again the letters of which nobody can know; their readers may get them twice. Returns how many."""
    again = update(_L).where(_L.issue_id == run.issue_id, _L.state == "unsure", _L.subscriber_id.is_not(None))
    count = _count(again.values(state="waiting", settled_at=None, due_at=clock.now()))
    if count and run.state == "ended":
        run.state, run.ended_at = "sending", None
        next_slice(run, clock.now(), anew=True)
    record("newsletter.unsure_again", KIND, run.issue_id, actor=actor, letters=count)
    return count


def _count(statement: Any) -> int:
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return result.rowcount
