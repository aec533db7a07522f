"""Learners with whom a walk may begin: signed in, further on, made by the house's own services and not by its pages.

From registration to a certificate the pages are walked in `test_whole_walk.py`, with scripts and without.
"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.services import record_consents
from akademia.certificates.models import Certificate
from akademia.core.db import commit, db, writing
from akademia.education.courses.models import Course
from akademia.education.courses.services import learning
from akademia.education.quizzes.models import Attempt, Quiz
from akademia.education.quizzes.services import attempts
from tests.client import InspectingClient
from tests.factories import make_user
from tests.journeys.academy import Academy
from tests.journeys.walks import COURSE, PASSWORD, new_address


@dataclass(frozen=True)
class Graduate:
    """Who holds a certificate, and the addresses that such a person meets."""

    email: str
    state: Any
    code: str
    final: str
    practice: str
    passed: str
    failed: str
    open: str


def make_learner(context: BrowserContext, academy: Academy, *, lessons: bool = False) -> str:
    """Sign a new person who is on the course in; with every lesson marked, if told. Return the address."""
    with writing(), academy.app.app_context():
        learner = _enrol(lessons)
        commit()
        _sign_in(context, academy, learner)
        return str(learner.email)


def make_graduate(context: BrowserContext, academy: Academy, name: str = "Łucja Źdźbło-Żądło") -> Graduate:
    """Sign in a person who holds a certificate, failed a practice test and has another one open."""
    with writing(), academy.app.app_context():
        learner = _enrol(lessons=True)
        attempts.give_name(learner, name)
        final, practice = (db.session.scalars(select(Quiz).where(Quiz.course == _course(), Quiz.title == title)).one()
                           for title in ("Test końcowy", "Test próbny"))  # fmt: skip
        passed = attempts.begin(final, learner)
        attempts.save_answers(passed, {one.position: set(one.question.right_ids) for one in passed.answers})
        attempts.submit_attempt(passed)
        failed = attempts.submit_attempt(attempts.begin(practice, learner))
        opened = attempts.begin(practice, learner)
        commit()
        _sign_in(context, academy, learner)
        code = db.session.scalars(select(Certificate.code).where(Certificate.holder_id == learner.id)).one()
        return Graduate(
            str(learner.email), context.storage_state(), code,
            f"/edukacja/testy/{final.id}/", f"/edukacja/testy/{practice.id}/",
            f"{_place(passed)}wynik/", f"{_place(failed)}wynik/", _place(opened),
        )  # fmt: skip


def _course() -> Course:
    return db.session.scalars(select(Course).where(Course.slug == COURSE.rstrip("/").rsplit("/", 1)[1])).one()


def _enrol(lessons: bool) -> User:
    learner, course = make_user(email=new_address(), password=PASSWORD), _course()
    record_consents(learner, ("terms", "privacy", "news"))
    enrolment = learning.enrol(course, learner.id)
    for lesson in course.lessons if lessons else ():
        learning.mark_done(enrolment, lesson)
    return learner


def _sign_in(context: BrowserContext, academy: Academy, learner: User) -> None:
    kept = InspectingClient(academy.app).sign_in(learner).inner.get_cookie("sesja")
    assert kept
    context.add_cookies([{"name": kept.key, "value": kept.value, "url": academy.address}])


def _place(attempt: Attempt) -> str:
    return f"/edukacja/podejscia/{attempt.id}/"
