"""Invented learners: written past the models, yet true to their rules."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.certificates.models import Certificate
from akademia.core import db as database
from akademia.core.db import db
from akademia.education.courses.models import Enrolment, LessonProgress
from akademia.education.courses.queries import certificate_code, lessons_left
from akademia.education.quizzes import rules
from akademia.education.quizzes.models import Answer, Attempt
from akademia.starter.services import PASSWORD, DemoRefused, fill
from tests.client import InspectingClient

LEARNERS = 30


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _learner(number: int) -> User:
    return db.session.scalars(select(User).where(User.email == f"learner{number:06d}@example.org")).one()


def test_thirty_learners_are_as_if_they_had_done_it_themselves(
    app: Flask, client: InspectingClient, new_client: Callable[[], InspectingClient], starter: None
) -> None:
    fill(LEARNERS, "local")
    database.commit()

    assert (_count(User), _count(Enrolment), _count(Attempt), _count(Certificate)) == (30, 45, 15, 6)
    assert _count(LessonProgress) > LEARNERS
    for attempt in db.session.scalars(select(Attempt).where(Attempt.submitted_at.is_not(None))):
        _check_marks(attempt)
    for enrolment in db.session.scalars(select(Enrolment).where(Enrolment.completed_at.is_not(None))):
        assert lessons_left(enrolment) == 0
        assert certificate_code(enrolment.course_id, enrolment.user_id)

    page = client.sign_in(_learner(8)).words("/konto/nauka/")
    assert "Kurs pokazowy: 24 lekcje" in page
    assert "90%, zaliczony" in page
    _check_an_open_test_goes_on(new_client())


def _check_marks(attempt: Attempt) -> None:
    right = [a for a in attempt.answers if rules.is_right(a.question.right_ids, set(a.chosen or ()))]
    assert [a.right for a in attempt.answers] == [a in right for a in attempt.answers]
    assert attempt.right_count == len(right)
    assert attempt.score_percent == rules.score_percent(len(right), len(attempt.answers))
    assert attempt.passed == (attempt.score_percent >= attempt.quiz.pass_percent)
    assert [a.position for a in attempt.answers] == list(range(1, attempt.quiz.draw + 1))


def _check_an_open_test_goes_on(client: InspectingClient) -> None:
    learner = _learner(5)
    attempt = db.session.scalars(select(Attempt).where(Attempt.user_id == learner.id)).one()
    question = (
        db.session.scalars(select(Answer).where(Answer.attempt_id == attempt.id, Answer.position == 6)).one().question
    )
    answer = {"pytanie": "6", "q6": str(min(question.option_ids))}

    said = client.sign_in(learner).post(f"/edukacja/podejscia/{attempt.id}/odpowiedz", answer, status=200)

    assert said.json is not None
    assert said.json["answered"] == 6


def test_the_command_says_the_password_and_refuses_a_second_time(
    app: Flask, new_client: Callable[[], InspectingClient], starter: None
) -> None:
    said = app.test_cli_runner().invoke(args=["demo", "fill", "--learners", "10"])
    again = app.test_cli_runner().invoke(args=["demo", "fill", "--learners", "10"])

    assert said.exit_code == 0, said.output
    assert PASSWORD in said.output
    new_client().post("/konto/logowanie/", {"email": "learner000010@example.org", "password": PASSWORD})
    assert again.exit_code == 1
    assert "już są" in again.output
    assert _count(User) == 10


def test_production_refuses_invented_learners(app: Flask) -> None:
    with pytest.raises(DemoRefused, match="production"):
        fill(LEARNERS, "production")
