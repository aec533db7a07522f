"""Sending in slices, and the clock that begins planned issues and mends broken chains of jobs."""

import time
from collections.abc import Sequence

from akademia.core import clock
from akademia.core.db import commit, let_go
from akademia.jobs.services import Task, every, handler, progress
from akademia.mail.post import AddressRefused, Later, Line, LineBroken, Post, Refused, Unreachable
from akademia.mail.services import post_office
from akademia.promotion.newsletter.queries import outgoing
from akademia.promotion.newsletter.services import sending

BREAKS_IN_A_ROW = 3


@handler(sending.JOB, lease_seconds=45, label="wysyłka newslettera")
def send(task: Task) -> None:
    """Queue what is not queued yet, then send a slice. No transaction is open while the server is spoken to."""
    run = outgoing.going_run(task.payload["issue"], task.payload["serial"])
    if run is None:
        return
    while sending.queue_some(run):
        commit()
        progress(task, 0, 1)
    commit()
    begun_at, held_until, sent = clock.now(), None, 0
    office = post_office()
    letters = outgoing.next_letters(run, office)
    let_go()
    if letters:
        sender = _Sender(office, letters)
        held = sender.send()
        sent = sender.sent
        run = outgoing.going_run(task.payload["issue"], task.payload["serial"])
        if run is None:
            return
        if sent and run.troubles:
            sending.go_well(run)
        if held is not None:
            held_until = sending.hold(run, held)
    sending.go_on(run, begun_at, sent, held_until)


class _Sender:
    """A slice of letters on its way."""

    def __init__(self, office: Post, letters: Sequence[outgoing.Outgoing]) -> None:
        self.office = office
        self.waiting = list(reversed(letters))
        self.sent = self.breaks = 0
        self.until = time.monotonic() + outgoing.BUSY_SECONDS

    def send(self) -> str | None:
        """Send until the slice or the time is over; return the server's words where it wants no more for now."""
        while self.waiting and time.monotonic() < self.until:
            try:
                with self.office.line(outgoing.ANSWER_SECONDS) as line:
                    self._over(line)
            except LineBroken as trouble:
                self.breaks += 1
                if self.breaks >= BREAKS_IN_A_ROW:
                    return str(trouble)
            except Unreachable as trouble:
                return str(trouble)
        return None

    def _over(self, line: Line) -> None:
        while self.waiting and time.monotonic() < self.until:
            one = self.waiting.pop()
            if not self._send(line, one) and not outgoing.is_going(one.issue_id):
                self.waiting.clear()
            let_go()

    def _send(self, line: Line, one: outgoing.Outgoing) -> bool:
        """Hand one letter over and write how it ended; return whether it went."""
        try:
            went = line.hand(one.sealed(line.post), lambda: _claim(one.id))
        except Refused as refusal:
            sending.refuse(one.id, str(refusal), of_address=isinstance(refusal, AddressRefused))
        except Unreachable as trouble:
            sending.put_off(one.id, str(trouble))
            commit()
            if not isinstance(trouble, Later):
                raise
            return False
        else:
            if went:
                self.sent, self.breaks = self.sent + 1, 0
                sending.settle(one.id, "sent")
            commit()
            return went
        commit()
        return False


def _claim(letter_id: int) -> bool:
    may_go = sending.claim(letter_id)
    commit()
    return may_go


@every("newsletter.watch", minutes=1, label="zaplanowane numery newslettera")
def watch(_task: Task) -> None:
    """Begin the planned issues whose time has come; take up sendings that no job is left of."""
    sending.send_planned()
    for run in outgoing.forgotten_runs():
        sending.next_slice(run, clock.now(), anew=True)
