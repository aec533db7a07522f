"""Two clients at one moment: one outcome, one certificate, one letter."""

import threading

import pytest
from sqlalchemy import func, select

from akademia.certificates.models import Certificate
from akademia.core.db import commit, db
from akademia.education.courses.models import Course, Lesson
from akademia.education.courses.services.learning import enrol, mark_done
from akademia.education.quizzes.models import Attempt, Quiz
from akademia.education.quizzes.services import begin, save_answer
from akademia.mail.models import Letter
from tests.factories import PASSWORD, make_user
from tests.proof.academy import Academy, Browser

pytestmark = pytest.mark.proof
ROUNDS = 5


def make_ready(academy: Academy) -> tuple[str, int, int]:
    """Make a learner who has done all lessons and all of the final test but the last answer.

    Returns e-mail, the learner's number, the attempt's number.
    """
    with academy.inside():
        learner = make_user(name="Zofia Wyścigowa")
        course = db.session.scalars(select(Course)).one()
        enrolment = enrol(course, learner.id)
        for lesson in db.session.scalars(select(Lesson).where(Lesson.course_id == course.id)):
            mark_done(enrolment, lesson)
        attempt = begin(db.session.scalars(select(Quiz).where(Quiz.counts)).one(), learner)
        for answer in attempt.answers[:-1]:
            save_answer(attempt, answer.position, answer.question.right_ids)
        commit()
        return learner.email or "", learner.id, attempt.id


def last_answer(academy: Academy, attempt_id: int) -> list[tuple[str, str]]:
    with academy.inside():
        attempt = db.session.get_one(Attempt, attempt_id)
        last = attempt.answers[-1]
        return [("pytanie", str(last.position)), *((f"q{last.position}", str(o)) for o in last.question.right_ids)]


def test_two_clients_handing_in_the_last_answer_at_one_moment_get_one_certificate(academy: Academy):
    academy.start()
    for _ in range(ROUNDS):
        email, user_id, attempt_id = make_ready(academy)
        fields = last_answer(academy, attempt_id)
        browsers = [Browser(academy.base), Browser(academy.base)]
        for browser in browsers:
            browser.sign_in(email, PASSWORD)
        path = f"/edukacja/podejscia/{attempt_id}/"
        tokens = [browser.token(path) for browser in browsers]
        start, seen = threading.Barrier(2), []

        def hand_in(browser: Browser, token: str, start=start, seen=seen, path=path, fields=fields) -> None:
            start.wait()
            seen.append(browser.post(path, [("csrf_token", token), *fields]))

        threads = [threading.Thread(target=hand_in, args=pair) for pair in zip(browsers, tokens, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

        assert [status for status, _, _ in seen] == [200, 200], [body[:500] for _, _, body in seen]
        assert all("Test zaliczony" in body for _, _, body in seen)
        with academy.inside():
            count = select(func.count(Certificate.id)).where(Certificate.holder_id == user_id)
            assert db.session.scalar(count) == 1
            letters = select(func.count(Letter.id)).where(Letter.user_number == user_id)
            assert db.session.scalar(letters.where(Letter.template == "certificates/issued")) == 1
