"""Makers of rows for tests, as plain functions. They add to the test's session and flush."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select, update

from akademia.accounts import services as accounts
from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.certificates.services import Award
from akademia.core import clock
from akademia.core.db import db
from akademia.education.courses.models import Course, CourseModule, Lesson
from akademia.education.courses.services import learning
from akademia.education.quizzes.models import Question, Quiz
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Act, Citation, Provision
from akademia.law.services import enter

PASSWORD = "dwanaście jeży pod płotem"
LEGAL_STATE = date(2022, 9, 22)
_numbers = count(1)


def make_user(
    *roles: Role, email: str | None = None, password: str = PASSWORD, confirmed: bool = True, name: str | None = None
) -> User:
    """Make a person who can sign in; a learner unless roles are given."""
    address = email or f"osoba{next(_numbers)}@example.org"
    user = accounts.create_user(address, password, roles or (Role.Learner,), confirmed=confirmed, certificate_name=name)
    user.owes_consent = False  # the page that asks has tests of its own
    db.session.flush()
    return user


def amend_provision(key: str) -> None:
    """Enter an amendment that changed a provision yesterday, when all that cites it was long written."""
    day = clock.today() - timedelta(days=1)
    db.session.execute(update(Citation).values(legal_state_on=day - timedelta(days=900)))
    change = ChangeRow(key, "changed", "Zmieniono na próbę.", "art. 1", day, None, "Nowy opis.")
    row = AmendmentRow("du-p-1", "Ustawa próbna", "Dz.U. 2026 poz. 1", "DU/2026/1", day, day, "", None, (change,), ())
    enter(db.session.scalars(select(Act).where(Act.key == "uzs")).one(), row)
    db.session.commit()


def make_provision(key: str = "art-1", summary: str = "Kogo dotyczy ustawa.") -> Provision:
    """Make a provision of an act; the first one makes the act too."""
    act = db.session.scalar(select(Act)) or _make_act()
    provision = Provision(
        act_id=act.id,
        key=key,
        label=key.replace("-", ". ", 1),
        kind="article",
        status="in_force",
        summary=summary,
        position=1,
    )
    db.session.add(provision)
    db.session.flush()
    return provision


def _make_act() -> Act:
    act = Act(
        key="uzs", title="Ustawa o zatrudnieniu socjalnym", short="ustawa", name="ustawa",
        said="o zatrudnieniu socjalnym",
        display_address="Dz.U. 2003 nr 122 poz. 1143",
        eli="DU/2003/1143", in_force_on=LEGAL_STATE, text_address="Dz.U. 2022 poz. 2241", legal_state_on=LEGAL_STATE,
    )  # fmt: skip
    db.session.add(act)
    db.session.flush()
    return act


def make_course(lessons: int = 2, **values: Any) -> Course:
    """Make a published course of one module; its rule asks for the lessons alone unless told otherwise."""
    number = next(_numbers)
    told: dict[str, Any] = {
        "key": f"kurs-{number}", "slug": f"kurs-{number}", "title": f"Kurs {number}", "summary": "O czym jest kurs.",
        "audience": "dla wszystkich", "outcomes": ["wiesz więcej"], "authors": ["Redakcja"], "level": "basic",
        "hours": 3,
        "legal_state_on": LEGAL_STATE, "state": "published", "published_at": clock.now(), "requires_quiz": False,
        "digest": "-",
    }  # fmt: skip
    course = Course(**told | values)
    course.modules = [CourseModule(position=0, title="Moduł pierwszy", provisions="art. 1")]
    db.session.add(course)
    db.session.flush()
    for _ in range(lessons):
        make_lesson(course)
    return course


def make_lesson(course: Course, **values: Any) -> Lesson:
    """Make the next lesson of a course."""
    number = len(course.lessons) + 1
    told: dict[str, Any] = {
        "key": f"lekcja-{number}", "slug": f"lekcja-{number}", "position": number,
        "title": f"Lekcja {number}", "summary": "Krótko.",
        "minutes": 10, "html": f"<p>Treść lekcji {number}.</p>", "provisions": "art. 1", "version": 1, "digest": "-",
    }  # fmt: skip
    lesson = Lesson(**told | values)
    lesson.module = course.modules[0]
    course.lessons.append(lesson)
    db.session.flush()
    return lesson


def make_question(
    course: Course, right: Sequence[int] = (1,), options: int = 3, kind: str = "single", **values: Any
) -> Question:
    """Make a bank question whose options are numbered from 1; `right` are the good ones."""
    number = next(_numbers)
    told: dict[str, Any] = {
        "key": f"pytanie-{number}", "version": 1, "category": "ogólne", "difficulty": 1,
        "text": f"Pytanie o sprawę {number}?",
        "feedback": f"Wyjaśnienie {number}.", "provisions": [],
    }  # fmt: skip
    rows = [
        {"id": n, "text": f"Odpowiedź {number}-{n}", "right": n in right, "feedback": ""} for n in range(1, options + 1)
    ]
    question = Question(course_id=course.id, kind=kind, options=rows, **told | values)
    db.session.add(question)
    db.session.flush()
    return question


def make_quiz(course: Course | None = None, questions: int = 3, **values: Any) -> Quiz:
    """Make a counted test over a bank of single choice questions (the first option is right), in the bank's order."""
    course = course or make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    for _ in range(questions):
        make_question(course)
    number = next(_numbers)
    told: dict[str, Any] = {
        "key": f"test-{number}", "title": f"Test {number}", "intro": "Sprawdź się.", "counts": True, "draw": None,
        "categories": None,
        "pass_percent": 60, "minutes_allowed": None, "attempts_allowed": None, "shuffle": False, "review": "always",
        "after_lessons": False, "position": 0,
    }  # fmt: skip
    quiz = Quiz(course_id=course.id, **told | values)
    db.session.add(quiz)
    db.session.flush()
    return quiz


def make_learner(course: Course, name: str | None = "Anna Kowalska") -> User:
    """Make a person who is on a course and can get its certificate."""
    learner = make_user(name=name)
    learning.enrol(course, learner.id)
    return learner


def make_award(holder: User, **changes: Any) -> Award:
    """Say what a certificate would be given for; of one course unless told otherwise."""
    given = {
        "holder_id": holder.id, "kind": "course", "subject_key": "ustawa", "edition": 1, "name": "Żaneta Łęcka",
        "title": "Ustawa od podstaw", "hours": 12, "lessons": 11, "score_percent": 90, "pass_percent": 80,
        "legal_state_on": date(2022, 9, 22),
    }  # fmt: skip
    return Award(**{**given, **changes})
