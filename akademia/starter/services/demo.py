"""Invented learners in any number, to measure by: written in bulk, the same at every fill but for the day.

Learner number n is learner00000n@example.org; all have one password. Of ten, five are in the middle of the lessons, one
has a test open, two failed it, two passed and hold a certificate. Every second one also takes a course of 24 lessons.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Integer,
    case,
    cast,
    column,
    func,
    insert,
    literal,
    null,
    select,
    values,
)

from akademia.accounts.models import PersonWord, User, words_of
from akademia.accounts.roles import Role
from akademia.accounts.services import hashed
from akademia.certificates.models import Certificate
from akademia.certificates.rules import CODE_ALPHABET, CODE_LETTERS, certificate_number, normalise_code
from akademia.core import clock
from akademia.core.db import Model, Moment, db, touch_public
from akademia.core.errors import RuleBroken
from akademia.core.operator import OPERATOR
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress
from akademia.education.quizzes.models import Answer, Attempt, Question, Quiz
from akademia.starter.services.demo_course import keep_long_course

PASSWORD = "wymyślone hasło do pomiarów"  # noqa: S105 - of invented people, refused in production
MARK = "demo"
BATCH = 5_000
MOST = 900_000
SAVED = 5  # how many answers of an open attempt are saved
LEARNING, OPEN, FAILED, PASSED = range(5), (5,), (6, 7), (8, 9)


class DemoRefused(RuleBroken):
    message = "Wymyślonych uczestników nie wolno dodać w środowisku production."


def fill(learners: int, env: str) -> None:
    """Add learners number 1 to `learners` with enrolments, lessons done, attempts, answers and certificates.

    Nothing is committed.

    :param env: the environment of the installation.
    :raises DemoRefused: it is `production`, the learners are there already, or there is no course with a counted test.
    """
    if env == "production":
        raise DemoRefused
    if not 1 <= learners <= MOST:
        raise DemoRefused(f"Podaj liczbę od 1 do {MOST}.")
    if db.session.scalar(select(User.id).where(User.fs_uniquifier == _uniquifier(1))) is not None:
        raise DemoRefused("Wymyśleni uczestnicy już są w tej bazie.")
    quiz = db.session.scalar(select(Quiz).where(Quiz.counts, Quiz.draw.is_not(None)).order_by(Quiz.id))
    if quiz is None:
        raise DemoRefused("Najpierw wczytaj zasoby startowe: flask --app wsgi starter load.")
    secret, now = hashed(PASSWORD), clock.now()
    long_course = keep_long_course(quiz.course)
    _write(User, _people(learners, secret, now))
    _write(PersonWord, _words())
    _enrol(quiz, quiz.course, now)
    _enrol(None, long_course, now)
    _mark_lessons(now)
    _take(quiz, now)
    _certify(quiz, now)
    touch_public()


def _uniquifier(number: int) -> str:
    return f"{MARK}{number:06d}"


def _write(model: type[Model], rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            db.session.execute(insert(model), batch)
            batch = []
    if batch:
        db.session.execute(insert(model), batch)


def _words() -> Iterator[dict[str, Any]]:
    invented = User.fs_uniquifier.startswith(MARK)
    for row in db.session.execute(select(User.id, User.email, User.certificate_name).where(invented)).all():
        yield from words_of(row.id, row.email, row.certificate_name)


def _people(learners: int, secret: str, now: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, learners + 1):
        yield {
            "email": f"learner{number:06d}@example.org",
            "password": secret,
            "active": True,
            "fs_uniquifier": _uniquifier(number),
            "confirmed_at": now,
            "created_at": now - timedelta(minutes=number % 500_000),
            "roles": [Role.Learner.value],
            "certificate_name": f"Uczestniczka Wymyślona {number}",
            "extra_time_percent": 0,
            "profile_version": 1,
            "owes_consent": False,
        }


# An invented learner's number, and its last digit, as the database reads them.
_IS_DEMO = User.fs_uniquifier.startswith(MARK, autoescape=True)
_NUMBER: ColumnElement[int] = cast(func.substr(User.fs_uniquifier, len(MARK) + 1), Integer)
_DIGIT: ColumnElement[int] = _NUMBER % 10


def _moment(value: datetime) -> ColumnElement[datetime]:
    return literal(value, Moment())


def _among(digits: Any, then: Any, otherwise: Any = None) -> ColumnElement[Any]:
    return case((_DIGIT.in_(list(digits)), then), else_=null() if otherwise is None else otherwise)


def _enrol(quiz: Quiz | None, course: Course, now: datetime) -> None:
    """Enrol all on the course of a test, or every second on a course without one."""
    lessons = len(course.lessons)
    last = select(Lesson.id).where(Lesson.course_id == course.id, Lesson.position == _NUMBER % lessons)
    chosen: dict[str, Any] = {
        "course_id": literal(course.id),
        "user_id": User.id,
        "name_key": User.name_key,
        "enrolled_at": _moment(now - timedelta(days=20)),
        "touched_at": _moment(now - timedelta(hours=len(course.key))),
        "last_lesson_id": last.correlate(User).scalar_subquery(),
    }
    people = _IS_DEMO
    if quiz is None:
        people = people & (_NUMBER % 2 == 0)
    else:
        chosen |= {
            "quiz_percent": _among(FAILED, literal(50), _among(PASSED, literal(90))),
            "quiz_pass_percent": _among((*FAILED, *PASSED), literal(quiz.pass_percent)),
            "quiz_passed_at": _among(PASSED, _moment(now - timedelta(days=1))),
            "completed_at": _among(PASSED, _moment(now - timedelta(days=1))),
        }
    _insert(Enrolment, chosen, people)


def _insert(model: type[Model], chosen: dict[str, Any], *where: Any) -> None:
    rows = select(*(value.label(name) for name, value in chosen.items())).where(*where)
    db.session.execute(insert(model).from_select(list(chosen), rows, include_defaults=False))


def _mark_lessons(now: datetime) -> None:
    """Mark as many lessons as each one's number says; all of them for who took the test."""
    others = select(func.count(Lesson.id)).where(Lesson.course_id == Enrolment.course_id).correlate(Enrolment)
    done = case(
        (Enrolment.quiz_percent.is_not(None), 1_000),
        (_DIGIT.in_(OPEN), 1_000),
        else_=_NUMBER % others.scalar_subquery(),
    )
    _insert(
        LessonProgress,
        {"enrolment_id": Enrolment.id, "lesson_id": Lesson.id, "done_at": _moment(now - timedelta(days=2))},
        Enrolment.user_id == User.id,
        Lesson.course_id == Enrolment.course_id,
        _IS_DEMO,
        Lesson.position < done,
    )


def _take(quiz: Quiz, now: datetime) -> None:
    """Begin an attempt for half of the learners; mark it for four of those five."""
    drawn = _drawn(quiz)
    asked, ends = len(drawn), now + timedelta(minutes=quiz.minutes_allowed) if quiz.minutes_allowed else None
    marked = (*FAILED, *PASSED)
    _insert(
        Attempt,
        {
            "quiz_id": literal(quiz.id),
            "user_id": User.id,
            "number": literal(1),
            "started_at": _moment(now),
            "ends_at": _moment(ends) if ends else null(),
            "submitted_at": _among(marked, _moment(now)),
            "score_percent": _among(FAILED, literal(50), _among(PASSED, literal(90))),
            "right_count": _among(FAILED, literal(asked * 5 // 10), _among(PASSED, literal(asked * 9 // 10))),
            "passed": _among(FAILED, literal(False), _among(PASSED, literal(True))),
            "closed_by": _among(marked, literal("learner")),
        },
        _IS_DEMO,
        _DIGIT.not_in(list(LEARNING)),
    )
    _answer(quiz, _as_values(drawn), now)


def _drawn(quiz: Quiz) -> list[Question]:
    bank = db.session.scalars(
        select(Question).where(Question.course_id == quiz.course_id, Question.current).order_by(Question.key)
    )
    return list(bank)[: quiz.draw]


def _as_values(drawn: list[Question]) -> CTE:
    """Return the questions as rows: number, place, order of options, a right choice, a wrong one."""
    shape = [column("question_id", Integer), column("position", Integer),
             column("option_order", JSON), column("right", JSON), column("wrong", JSON)]  # fmt: skip
    rows = [
        (one.id, place, sorted(one.option_ids), sorted(one.right_ids), sorted(one.option_ids - one.right_ids)[:1])
        for place, one in enumerate(drawn, start=1)
    ]
    return values(*shape, name="drawn").data(rows).cte()


def _answer(quiz: Quiz, drawn: CTE, now: datetime) -> None:
    right = drawn.c.position <= func.coalesce(Attempt.right_count, SAVED)
    begun = Attempt.submitted_at.is_(None) & (drawn.c.position > SAVED)
    _insert(
        Answer,
        {
            "attempt_id": Attempt.id,
            "question_id": drawn.c.question_id,
            "position": drawn.c.position,
            "option_order": drawn.c.option_order,
            "chosen": case((begun, null()), (right, drawn.c.right), else_=drawn.c.wrong),
            "saved_at": case((begun, null()), else_=_moment(now)),
            "right": case((Attempt.submitted_at.is_(None), null()), else_=right),
        },
        Attempt.quiz_id == quiz.id,
        Attempt.user_id == User.id,
        drawn.c.position >= Attempt.number,  # each with every question: these attempts have number 1
        _IS_DEMO,
    )


def _certify(quiz: Quiz, now: datetime) -> None:
    """Give everyone who passed a certificate; numbers go on from those already given."""
    course, today = quiz.course, clock.today()
    first = 1 + (db.session.scalar(select(func.count(Certificate.id))) or 0)
    passed = db.session.execute(
        select(User.id, User.certificate_name).where(_IS_DEMO, _DIGIT.in_(list(PASSED))).order_by(_NUMBER)
    ).all()
    lessons = len(course.lessons)
    _write(Certificate, (
        {
            "number": certificate_number(place, today), "code": _code(place), "holder_id": holder, "kind": "course",
            "subject_key": course.key, "edition": course.edition, "name": name, "title": course.title,
            "hours": course.hours, "lessons": lessons, "score_percent": 90, "pass_percent": quiz.pass_percent,
            "legal_state_on": course.legal_state_on, "issuer": OPERATOR.issuer, "issuer_place": OPERATOR.place,
            "issued_at": now,
        }
        for place, (holder, name) in enumerate(passed, start=first)
    ))  # fmt: skip


def _code(number: int) -> str:
    """Return a code that is the same at every fill, unlike a real one."""
    chance = Random(number)  # noqa: S311 - nothing secret
    code = normalise_code("".join(chance.choices(CODE_ALPHABET, k=CODE_LETTERS)))
    assert code is not None
    return code
