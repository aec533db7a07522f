"""An issue to ten thousand subscribers over a server that refuses, defers and breaks off, its worker killed thrice.

Each subscriber has exactly one letter. Where SMTP itself cannot know is told apart: a worker killed after it began to
hand a letter over, and before the answer came, cannot tell whether the server took it. Such a letter is marked, not
sent again, and staff decide; here one of two was taken and the other was not, and both look the same from our side.
A worker that lives and sees the line break in mid-letter sends the letter again with the same Message-ID (RFC 5321):
the server here breaks off before it takes a letter, so nobody has two.
"""

import asyncio
import os
import re
import signal
import subprocess
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from sqlalchemy import insert, select, update

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import Job
from akademia.promotion.newsletter.formats.dsn import Report
from akademia.promotion.newsletter.models import NewsletterLetter, NewsletterRun, Subscriber
from akademia.promotion.newsletter.queries.progress import Tally, tallies
from akademia.promotion.newsletter.services import sending
from akademia.promotion.newsletter.services.bouncing import take_report
from tests.promotion.newsletter.making import sent_out
from tests.proof.academy import Academy, free_port, without_first_work

pytestmark = pytest.mark.proof
LETTERS = {"sqlite": 10_000, "postgresql": 1_000}
EVERY = 100  # in each hundred one address is refused, one is put off twice, one has its line broken in mid-letter
REFUSED, DEFERRED, BROKEN = 1, 2, 3
PATIENCE_SECONDS = 600  # a busy machine is no fault of the sending
REPORTS = 5


def address(number: int) -> str:
    return f"c{number:06}@example.org"


def number_in(to: str) -> int:
    return int(to[1:7])


class Server:
    """What the mail server took and does. `kills`: how many letters were taken -> at which moment the worker dies."""

    def __init__(self, kills: dict[int, str]) -> None:
        self.kills = dict(sorted(kills.items()))
        self.worker: subprocess.Popen[str] | None = None
        self.taken: list[tuple[str, str]] = []  # address and Message-ID
        self.asked: Counter[str] = Counter()
        self.died_over: dict[str, str] = {}

    def kill_now(self, moment: str, to: str) -> bool:
        """Kill the worker if it is its turn at this moment; return whether it was."""
        turn = next(iter(self.kills), None)
        if turn is None or len(self.taken) < turn or self.kills[turn] != moment or self.worker is None:
            return False
        if number_in(to) % EVERY in (REFUSED, DEFERRED, BROKEN):
            return False
        del self.kills[turn]
        self.died_over[moment] = to
        os.kill(self.worker.pid, signal.SIGKILL)
        return True

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, to: str, options: Any) -> str:  # noqa: N802
        self.asked[to] += 1
        kind = number_in(to) % EVERY
        if kind == REFUSED:
            return f"550 5.1.1 <{to}> no such user"
        if kind == DEFERRED and self.asked[to] <= 2:
            return "450 4.2.1 try again later"
        self.kill_now("address", to)
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        to = envelope.rcpt_tos[0]
        name = re.search(rb"^Message-ID: (\S+)", envelope.content, re.MULTILINE)
        assert name
        self.taken.append((to, name[1].decode()))
        if self.kill_now("taken, unanswered", to):
            await asyncio.sleep(1)
        return "250 OK"


class BreakingSMTP(SMTP):
    """Breaks the line off in the middle of a letter, before it is taken."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        peer, to = self.event_handler, self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        breaks = to and number_in(to) % EVERY == BROKEN and peer.asked[to] == 1
        if breaks or (to and peer.kill_now("in mid-letter", to)):
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Door(Controller):
    def factory(self) -> SMTP:
        return BreakingSMTP(self.handler, hostname="mx.example", enable_SMTPUTF8=False)


def subscribe_all(count: int) -> None:
    """Fill the table past the models: ten thousand confirmed addresses."""
    now = clock.now()
    rows = [
        {"key": f"{n:024x}", "nonce": f"n{n:023x}", "email": address(n), "email_key": address(n), "state": "active",
         "topics": "", "consent_version": "v", "consent_text": "t", "asked_at": now, "confirmed_at": now,
         "ended_by": ""}
        for n in range(count)
    ]  # fmt: skip
    db.session.execute(insert(Subscriber), rows)


def tally(academy: Academy, issue: int) -> Tally:
    with academy.inside():
        found = tallies([issue])[issue]
        db.session.rollback()
        return found


def bury(academy: Academy) -> None:
    """Let the time pass that a dead worker's job and letter are held for: 45 and 150 seconds, three times."""
    with academy.inside():
        past = clock.now() - timedelta(minutes=10)
        db.session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=past))
        handing = update(NewsletterLetter).where(NewsletterLetter.state == "handing")
        db.session.execute(handing.values(handed_at=past))
        commit()


def send_all(academy: Academy, server: Server, issue: int) -> int:
    """Keep one worker at work until the issue is sent; return how many died."""
    deaths, until = 0, time.monotonic() + PATIENCE_SECONDS
    server.worker = academy.run("worker")
    while not is_ended(academy, issue):
        assert time.monotonic() < until, tally(academy, issue)
        if server.worker.poll() is not None:
            deaths += 1
            server.worker.communicate()
            bury(academy)
            server.worker = academy.run("worker")
        time.sleep(0.2)
    server.worker.terminate()
    server.worker.communicate(timeout=30)
    return deaths


def is_ended(academy: Academy, issue: int) -> bool:
    with academy.inside():
        state = db.session.scalar(select(NewsletterRun.state).where(NewsletterRun.issue_id == issue))
        db.session.rollback()
        return state == "ended"


def test_each_subscriber_has_one_letter_though_the_server_misbehaves_and_the_worker_is_killed(academy: Academy):
    with academy.inside():
        count = LETTERS[db.engine.dialect.name]
    server = Server({count // 5: "address", count // 2: "taken, unanswered", count * 4 // 5: "in mid-letter"})
    door = Door(server, "127.0.0.1", port=free_port())
    academy.own["AKADEMIA_MAIL_URL"] = f"smtp://127.0.0.1:{door.port}"
    without_first_work(academy)
    with academy.inside():
        subscribe_all(count)
        issue = sent_out().issue_id
        commit()
    door.start()
    try:
        begun = time.monotonic()
        deaths = send_all(academy, server, issue)
        print(f"{count} letters in {time.monotonic() - begun:.0f} s, {deaths} deaths")  # noqa: T201

        lost, unanswered = server.died_over["in mid-letter"], server.died_over["taken, unanswered"]
        refused = {address(n) for n in range(count) if n % EVERY == REFUSED}
        got = Counter(to for to, _name in server.taken)
        assert (deaths, server.kills) == (3, {})
        assert set(got.values()) == {1}
        assert set(got) == {address(n) for n in range(count)} - refused - {lost}
        assert len({name for _to, name in server.taken}) == len(server.taken)
        end = tally(academy, issue)
        assert (end.sent, end.hard, end.unsure) == (count - len(refused) - 2, len(refused), 2)
        assert end.total == count

        # Nobody on our side can tell these two apart; sent again, one comes the first time and one the second.
        with academy.inside():
            unsure = select(Subscriber.email).join(NewsletterLetter, NewsletterLetter.subscriber_id == Subscriber.id)
            assert set(db.session.scalars(unsure.where(NewsletterLetter.state == "unsure"))) == {lost, unanswered}
            sending.send_unsure(db.session.get_one(NewsletterRun, issue), 1)
            commit()
        send_all(academy, server, issue)
        again = Counter(to for to, _name in server.taken)
        assert (again[lost], again[unanswered]) == (1, 2)
        assert len({name for to, name in server.taken if to == unanswered}) == 1
        stop_by_reports(academy, server, issue)
    finally:
        door.stop()
        if server.worker is not None and server.worker.poll() is None:
            server.worker.kill()
            server.worker.communicate()


def stop_by_reports(academy: Academy, server: Server, issue: int) -> None:
    """Let reports come back of some letters that were taken: their subscriptions end."""
    returned = [pair for pair in server.taken if number_in(pair[0]) % EVERY == EVERY - 1][:REPORTS]
    with academy.inside():
        for _to, name in returned:
            take_report(Report(name.strip("<>").partition("@")[0], "failed", "5.1.1 no such user"))
        commit()
        stopped = select(Subscriber.email).where(Subscriber.state == "stopped")
        found = {to for to in db.session.scalars(stopped) if number_in(to) % EVERY != REFUSED}
        assert found == {to for to, _name in returned}
