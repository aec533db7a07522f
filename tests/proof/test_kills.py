"""What was acknowledged survives `kill -9`, of the whole process group and of the parent alone."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.education.courses.models import Course
from akademia.education.courses.services.learning import enrol
from akademia.education.quizzes.models import Answer, Attempt, Quiz
from akademia.education.quizzes.services import begin
from tests.factories import PASSWORD, make_user
from tests.proof.academy import Academy, Browser

pytestmark = pytest.mark.proof
LEARNERS = 4
SECONDS_OF_LOAD = 3.0


@dataclass
class Writer:
    """A learner who answers without a pause and remembers what was acknowledged and what was on its way."""

    browser: Browser
    attempt_id: int
    token: str
    options: dict[int, list[int]]
    acknowledged: dict[int, list[int]] = field(default_factory=dict)
    on_its_way: tuple[int, list[int]] | None = None
    count: int = 0

    def run(self, stop: threading.Event) -> None:
        places = sorted(self.options)
        while not stop.is_set():
            place = places[self.count % len(places)]
            ids = self.options[place]
            chosen = [ids[(self.count // len(places)) % len(ids)]]
            self.on_its_way = (place, chosen)
            if self.browser.save(self.attempt_id, self.token, place, chosen) is None:
                return
            self.acknowledged[place] = chosen
            self.on_its_way = None
            self.count += 1


def make_writers(academy: Academy) -> list[Writer]:
    with academy.inside():
        course = db.session.scalars(select(Course)).one()
        quiz = db.session.scalars(select(Quiz).where(Quiz.counts.is_(False))).one()
        learners = [make_user() for _ in range(LEARNERS)]
        prepared = []
        for learner in learners:
            enrol(course, learner.id)
            attempt = begin(quiz, learner)
            options = {a.position: a.option_order for a in attempt.answers}
            prepared.append((learner.email or "", attempt.id, options))
        commit()
    return [sit_down(academy, *one) for one in prepared]


def sit_down(academy: Academy, email: str, attempt_id: int, options: dict[int, list[int]]) -> Writer:
    browser = Browser(academy.base)
    browser.sign_in(email, PASSWORD)
    return Writer(browser, attempt_id, browser.token(f"/edukacja/podejscia/{attempt_id}/"), options)


@pytest.mark.parametrize("kill", [Academy.kill_all, Academy.kill_parent], ids=["whole group", "parent alone"])
def test_no_acknowledged_answer_is_lost_when_processes_are_killed_under_load(
    academy: Academy, kill: Callable[[Academy], None]
):
    academy.start()
    writers = make_writers(academy)
    stop = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    stop.wait(SECONDS_OF_LOAD)

    kill(academy)
    stop.set()
    for thread in threads:
        thread.join(40)
    academy.start()

    assert sum(writer.count for writer in writers) > 50
    with academy.inside():
        for writer in writers:
            assert db.session.get(Attempt, writer.attempt_id) is not None
            stored = {
                answer.position: answer.chosen
                for answer in db.session.scalars(select(Answer).where(Answer.attempt_id == writer.attempt_id))
            }
            for place, chosen in writer.acknowledged.items():
                sent_last = [
                    chosen,
                    *([writer.on_its_way[1]] if writer.on_its_way and writer.on_its_way[0] == place else []),
                ]
                assert stored[place] in sent_last
