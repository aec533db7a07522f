"""Two requests at one moment, on real connections of both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from akademia.audit.models import AuditEntry
from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import commit, db
from akademia.education.courses.models import Enrolment
from akademia.education.quizzes import queries, rules, services
from akademia.education.quizzes.models import Answer
from akademia.education.quizzes.services.attempts import AttemptClosed
from akademia.mail.models import Letter
from tests.education.quizzes.taking import (
    ANSWER,
    ATTEMPT,
    all_right,
    answer_rightly,
    attempts,
    begin_address,
    chosen,
    close_due,
    saved,
)
from tests.factories import make_course, make_learner, make_lesson, make_quiz

ROUNDS = 4


def at_one_moment(*acts: Callable[[], object]) -> list:
    """Do all acts at once, each in a thread and on a connection of its own; return what each gave."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        return act()

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        given = list(pool.map(run, acts))
    db.session.rollback()
    db.session.expire_all()
    return given


def sender(client, address: str, form: dict) -> Callable[[], object]:
    """Return an act that posts a form; its token is fetched beforehand."""
    ready = {**form, "csrf_token": client.token()}
    return lambda: client.inner.post(address, data=ready)


def count_of(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def marks() -> int:
    return db.session.scalar(select(func.count()).where(AuditEntry.act == "attempt.submit"))


def test_two_beginnings_at_one_moment_open_one_attempt(new_client):
    quiz = make_quiz(shuffle=True)
    for number in range(1, ROUNDS + 1):
        learner = make_learner(quiz.course)
        commit()
        devices = [new_client().sign_in(learner) for _ in range(3)]

        given = at_one_moment(*(sender(device, begin_address(quiz), {}) for device in devices))

        assert [response.status_code for response in given] == [303, 303, 303]
        assert len({response.location for response in given}) == 1
        assert len(attempts()) == number


def test_a_test_submitted_twice_at_one_moment_has_one_result_one_certificate_and_one_letter(new_client):
    quiz = make_quiz()
    for number in range(1, ROUNDS + 1):
        learner = make_learner(quiz.course)
        attempt = services.begin(quiz, learner)
        form, address = all_right(attempt), ATTEMPT.format(attempt.id)
        commit()
        devices = [new_client().sign_in(learner) for _ in range(3)]

        given = at_one_moment(*(sender(device, address, form) for device in devices))

        assert [(r.status_code, r.location) for r in given] == [(303, f"{address}wynik/")] * 3
        assert (marks(), count_of(Certificate), count_of(Letter)) == (number, number, number)
        assert attempts()[-1].score_percent == 100


def test_the_clock_and_the_learner_at_one_moment_mark_once(app, new_client, noon):
    quiz = make_quiz(minutes_allowed=10)

    def close() -> None:
        with database.writing(), app.app_context():
            close_due(clock.now())
            commit()

    for number in range(1, ROUNDS + 1):
        clock.freeze(noon)
        learner = make_learner(quiz.course)
        attempt = answer_rightly(services.begin(quiz, learner), 3)
        commit()
        address = ATTEMPT.format(attempt.id)
        one, two = new_client().sign_in(learner), new_client().sign_in(learner)
        again = sender(two, begin_address(quiz), {})
        clock.freeze(noon + timedelta(minutes=11))

        looked, *_ = at_one_moment(lambda o=one, a=address: o.inner.get(f"{a}wynik/"), close, again)

        assert looked.status_code == 200
        assert marks() == count_of(Certificate) == number
        assert count_of(Letter) == number


def test_the_last_lesson_and_the_test_at_one_moment_complete_the_course_once(new_client):
    course = make_course(lessons=0, requires_lessons=True, requires_quiz=True)
    make_lesson(course)
    quiz = make_quiz(course)
    for number in range(1, ROUNDS + 1):
        learner = make_learner(course)
        attempt = services.begin(quiz, learner)
        form, address = all_right(attempt), ATTEMPT.format(attempt.id)
        lesson = f"/edukacja/kursy/{course.slug}/lekcje/lekcja-1/ukonczona"
        commit()
        one, two = new_client().sign_in(learner), new_client().sign_in(learner)

        given = at_one_moment(sender(one, address, form), sender(two, lesson, {}), sender(one, lesson, {}))

        assert {response.status_code for response in given} == {303}
        assert (count_of(Certificate), count_of(Letter)) == (number, number)


def test_two_enrolments_at_one_moment_are_one(new_client):
    course = make_course()
    for _ in range(ROUNDS):
        learner = make_learner(make_course())
        commit()
        address, before = f"/edukacja/kursy/{course.slug}/zapis", count_of(Enrolment)
        devices = [new_client().sign_in(learner) for _ in range(3)]

        given = at_one_moment(*(sender(device, address, {}) for device in devices))

        assert [response.status_code for response in given] == [303, 303, 303]
        assert count_of(Enrolment) == before + 1


def test_an_answer_that_was_acknowledged_is_the_one_that_was_marked(new_client):
    quiz = make_quiz()
    for _ in range(2 * ROUNDS):
        learner = make_learner(quiz.course)
        attempt = answer_rightly(services.begin(quiz, learner), 3)
        commit()
        one, two = new_client().sign_in(learner), new_client().sign_in(learner)

        saving, _ = at_one_moment(
            sender(one, ANSWER.format(attempt.id), chosen(q1=2)),
            sender(two, ATTEMPT.format(attempt.id), {"mimo-to": ""}),
        )

        assert saving.status_code in (200, 409)
        assert saved(attempt.id)[0] == ([2] if saving.status_code == 200 else [1])
        for answer in db.session.scalars(select(Answer).where(Answer.attempt_id == attempt.id)):
            assert answer.right == rules.is_right(answer.question.right_ids, set(answer.chosen))


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)  # SQLite has one writer at a time: the other waits
def test_a_save_that_read_the_attempt_before_another_submitted_it_is_refused(app, new_client):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    number = answer_rightly(services.begin(quiz, learner), 3).id
    commit()
    other = new_client().sign_in(learner)
    send = sender(other, ATTEMPT.format(number), {"mimo-to": ""})

    mine = queries.own_attempt(number, learner)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(send).result().status_code == 303

    with pytest.raises(AttemptClosed):
        services.save_answer(mine, 1, {2})
    db.session.rollback()
    assert saved(number) == [[1], [1], [1]]
