"""Learners of a course: the table at any size, one learner's way, lists of people to enrol."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from akademia.accounts.models import PersonWord, User
from akademia.accounts.queries import numbers_named
from akademia.accounts.rules import normal_email
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import MOST_AHEAD, Asked, ListPage, long_page_of
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress
from akademia.education.courses.queries.enrolments import certificate_code, enrolment, lesson_count
from akademia.education.learners.models import EnrolmentList
from akademia.education.learners.rules import ABSENT, ENROLS, ON_IT, OUTCOMES, TWICE, WRONG, address_in
from akademia.education.quizzes.models import Attempt, Quiz
from akademia.education.quizzes.queries import allowed_attempts

# The word in the address -> the word on the page.
STATES = {"ukonczone": "ukończyli", "w-toku": "w trakcie", "zdane": "zdali test", "niezdane": "nie zdali testu",
          "bez-testu": "jeszcze bez testu"}  # fmt: skip
EXPORTED_AT_ONCE = 1_000
LEARNERS_A_PAGE = 25
ORDERS = {
    "aktywnosc": Enrolment.touched_at,
    "zapis": Enrolment.enrolled_at,
    "wynik": Enrolment.quiz_percent,
    "nazwisko": Enrolment.name_key,
}


@dataclass(frozen=True)
class CourseRow:
    course: Course
    learners: int


@dataclass(frozen=True)
class LearnerRow:
    """A learner in the table. `total`: lessons of the course; `percent`: the best counted result, None before one."""

    user_id: int
    name: str | None
    email: str | None
    extra_percent: int
    done: int
    total: int
    percent: int | None
    passed: bool
    enrolled_at: datetime
    touched_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True)
class QuizState:
    """A test as one learner stands to it. `allowed` None: no limit."""

    quiz: Quiz
    attempts: Sequence[Attempt]
    allowed: int | None
    added: int


@dataclass(frozen=True)
class LearnerPage:
    """One learner on one course. `lessons`: (title, when done or None)."""

    course: Course
    user: User
    enrolment: Enrolment
    lessons: Sequence[tuple[str, datetime | None]]
    quizzes: Sequence[QuizState]
    code: str | None


@dataclass(frozen=True)
class Line:
    """A pasted line and what will happen: `outcome` is one of `rules.OUTCOMES`."""

    text: str
    address: str | None
    outcome: str
    user_id: int | None

    @property
    def said(self) -> str:
        return OUTCOMES[self.outcome]


def courses() -> list[CourseRow]:
    """Return every course with how many are on it."""
    counts = select(func.count(Enrolment.id)).where(Enrolment.course_id == Course.id).scalar_subquery()
    rows = db.session.execute(select(Course, counts).order_by(Course.title))
    return [CourseRow(course, count) for course, count in rows]


def course_of(number: int) -> Course:
    """Return a course, a draft too.

    :raises Missing: there is none.
    """
    course = db.session.get(Course, number)
    if course is None:
        raise Missing
    return course


def learners(course: Course, asked: Asked) -> ListPage[LearnerRow]:
    """Return one page of a course's learners.

    Which ones they are is read from the index of enrolments alone; only those of the page are looked up whole.
    """
    named = numbers_named(asked.words)
    found = _page_of_all(course.id, asked) if named is None else _page_of_named(course.id, asked, named)
    rows = {row.id: row for row in _rows(course.id, found.rows)}
    shown = [rows[number].row for number in found.rows if number in rows]
    return ListPage(shown, found.number, found.total, found.size, found.more)


def _page_of_all(course_id: int, asked: Asked) -> ListPage[int]:
    wanted = _chosen(select(Enrolment.id), course_id, asked)
    return long_page_of(wanted.order_by(*_order(ORDERS[asked.sort], asked.descending)), asked, LEARNERS_A_PAGE)


def _order(column: Any, down: bool) -> list[Any]:
    if column is Enrolment.name_key:  # never null, and many people share a name
        return [one.desc() if down else one.asc() for one in (column, Enrolment.id)]
    return [column.desc().nulls_last() if down else column.asc().nulls_first()]


def _page_of_named(course_id: int, asked: Asked, named: Select[Any]) -> ListPage[int]:
    """Return a page of those a search means, put in order here: their rows are looked up one by one."""
    columns: tuple[Any, ...] = (Enrolment.id, ORDERS[asked.sort])
    wanted = _chosen(select(*columns), course_id, replace(asked, words=""))
    people = _first_named(named, wanted)
    counted = people[:MOST_AHEAD]
    rows = db.session.execute(wanted.where(Enrolment.user_id.in_(counted))).all() if counted else []
    rows = sorted(rows, key=_placed, reverse=asked.descending)
    number = min(asked.number, max(1, -(-len(rows) // LEARNERS_A_PAGE)))
    start = (number - 1) * LEARNERS_A_PAGE
    shown = [row[0] for row in rows[start : start + LEARNERS_A_PAGE]]
    return ListPage(shown, number, len(rows), LEARNERS_A_PAGE, len(people) > MOST_AHEAD)


def _placed(row: Any) -> tuple[Any, ...]:
    """Return what a row (number, value) is sorted by: those without a value before all others."""
    number, value = row[0], row[1]
    return (False, number) if value is None else (True, value, number)


def _first_named(named: Select[Any], wanted: Select[Any]) -> list[int]:
    """Return the first of the wanted learners that a search means: the few it means as a rule, some of very many.

    They are looked up first: left inside the query, a database reads the whole course in its order to find them.
    """
    here = wanted.where(Enrolment.user_id == PersonWord.user_id).correlate(PersonWord)
    return list(db.session.scalars(named.where(here.exists()).limit(MOST_AHEAD + 1)))


def chosen_ids(course: Course, asked: Asked) -> list[int]:
    """Return the numbers of all enrolments that a list means, whatever its page."""
    return list(db.session.scalars(_chosen(select(Enrolment.id), course.id, asked).order_by(Enrolment.id)))


def _chosen(query: Select[Any], course_id: int, asked: Asked) -> Select[Any]:
    query = query.where(Enrolment.course_id == course_id)
    state = asked.filters.get("stan")
    if state is not None:
        query = query.where({
            "ukonczone": Enrolment.completed_at.is_not(None),
            "w-toku": Enrolment.completed_at.is_(None),
            "zdane": Enrolment.quiz_passed_at.is_not(None),
            "niezdane": Enrolment.quiz_passed_at.is_(None) & Enrolment.quiz_percent.is_not(None),
            "bez-testu": Enrolment.quiz_percent.is_(None),
        }[state])  # fmt: skip
    named = numbers_named(asked.words)
    if named is not None:
        query = query.where(Enrolment.user_id.in_(named))
    return query


@dataclass(frozen=True)
class _Numbered:
    id: int
    row: LearnerRow


def _rows(course_id: int, ids: Sequence[int]) -> list[_Numbered]:
    """Return the learners of some enrolments in three statements."""
    total = lesson_count(course_id)
    done = {row[0]: row[1] for row in db.session.execute(
        select(LessonProgress.enrolment_id, func.count(LessonProgress.id))
        .where(LessonProgress.enrolment_id.in_(ids))
        .group_by(LessonProgress.enrolment_id)
    )}  # fmt: skip
    found = db.session.execute(
        select(Enrolment.id, Enrolment.user_id, Enrolment.quiz_percent, Enrolment.quiz_passed_at,
               Enrolment.enrolled_at, Enrolment.touched_at, Enrolment.completed_at, User.certificate_name,
               User.email, User.extra_time_percent)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.id.in_(ids))
    )  # fmt: skip
    return [
        _Numbered(row.id, LearnerRow(
            row.user_id, row.certificate_name, row.email, row.extra_time_percent, done.get(row.id, 0), total,
            row.quiz_percent, row.quiz_passed_at is not None, row.enrolled_at, row.touched_at, row.completed_at,
        ))
        for row in found
    ]  # fmt: skip


def rows_of(course_id: int, ids: Sequence[int]) -> list[LearnerRow]:
    """Return the learners of some enrolments, by enrolment."""
    return [one.row for one in sorted(_rows(course_id, ids), key=lambda one: one.id)]


def chosen_learners(course_id: int, user_ids: Sequence[int]) -> list[User]:
    """Return those of some people who are on a course."""
    on_it = select(Enrolment.user_id).where(Enrolment.course_id == course_id, Enrolment.user_id.in_(user_ids))
    return list(db.session.scalars(select(User).where(User.id.in_(on_it)).order_by(User.id)))


def limited_quizzes(course_id: int) -> list[Quiz]:
    """Return the tests of a course that may be taken only so many times."""
    own = select(Quiz).where(Quiz.course_id == course_id, Quiz.attempts_allowed.is_not(None))
    return list(db.session.scalars(own.order_by(Quiz.position)))


def learner_page(course_id: int, user_id: int) -> LearnerPage:
    """Return one learner's way through a course.

    :raises Missing: the person is not on the course.
    """
    course, user = db.session.get(Course, course_id), db.session.get(User, user_id)
    found = enrolment(course_id, user_id)
    if course is None or found is None or user is None:
        raise Missing
    done = select(LessonProgress).where(LessonProgress.enrolment_id == found.id).subquery()
    lessons = db.session.execute(
        select(Lesson.title, done.c.done_at)
        .outerjoin(done, done.c.lesson_id == Lesson.id)
        .where(Lesson.course_id == course_id)
        .order_by(Lesson.position)
    )
    quizzes = db.session.scalars(select(Quiz).where(Quiz.course_id == course_id).order_by(Quiz.position)).all()
    own = select(Attempt).join(Quiz).where(Quiz.course_id == course_id, Attempt.user_id == user_id)
    attempts = list(db.session.scalars(own.order_by(Attempt.number)))
    return LearnerPage(
        course=course,
        user=user,
        enrolment=found,
        lessons=[(row[0], row[1]) for row in lessons],
        quizzes=[_state(quiz, [a for a in attempts if a.quiz_id == quiz.id], user_id) for quiz in quizzes],
        code=certificate_code(course_id, user_id),
    )


def _state(quiz: Quiz, attempts: Sequence[Attempt], user_id: int) -> QuizState:
    allowed = allowed_attempts(quiz, user_id)
    return QuizState(quiz, attempts, allowed, allowed - (quiz.attempts_allowed or 0) if allowed is not None else 0)


def quiz_on(course_id: int, quiz_id: int) -> Quiz:
    """Return a test of a course.

    :raises Missing: the course has none of that number.
    """
    quiz = db.session.scalar(select(Quiz).where(Quiz.id == quiz_id, Quiz.course_id == course_id))
    if quiz is None:
        raise Missing
    return quiz


def attempt_of(course_id: int, user_id: int, attempt_id: int) -> Attempt:
    """Return a learner's handed-in attempt at a test of a course.

    :raises Missing: there is none.
    """
    attempt = db.session.scalar(
        select(Attempt)
        .options(joinedload(Attempt.quiz).joinedload(Quiz.course))
        .join(Quiz)
        .where(Attempt.id == attempt_id, Attempt.user_id == user_id, Quiz.course_id == course_id)
    )
    if attempt is None or attempt.submitted_at is None:
        raise Missing
    return attempt


def enrolment_list(course_id: int, number: int) -> EnrolmentList:
    """Return a pasted list.

    :raises Missing: there is none, or it was removed a day after.
    """
    found = db.session.get(EnrolmentList, number)
    if found is None or found.course_id != course_id:
        raise Missing
    return found


def judged(course_id: int, lines: Iterable[str]) -> list[Line]:
    """Say what will happen for each pasted line, in two statements for any number of lines."""
    read = [(line, normal_email(address_in(line))) for line in lines]
    known = _people({address for _line, address in read if address})
    on_it = _enrolled(course_id, known.values())
    seen: set[str] = set()
    made = []
    for text, address in read:
        user_id = known.get(address.lower()) if address else None
        made.append(Line(text, address, _outcome(address, user_id, on_it, seen), user_id))
        if address:
            seen.add(address.lower())
    return made


def _outcome(address: str | None, user_id: int | None, on_it: set[int], seen: set[str]) -> str:
    if address is None:
        return WRONG
    if address.lower() in seen:
        return TWICE
    if user_id is None:
        return ABSENT
    return ON_IT if user_id in on_it else ENROLS


BATCH = 500  # values in one IN


def _people(addresses: set[str]) -> Mapping[str, int]:
    lowered = sorted({address.lower() for address in addresses})
    found: dict[str, int] = {}
    for start in range(0, len(lowered), BATCH):
        part = select(User.id, User.email).where(func.lower(User.email).in_(lowered[start : start + BATCH]))
        found |= {str(row.email).lower(): row.id for row in db.session.execute(part)}
    return found


def _enrolled(course_id: int, user_ids: Iterable[int]) -> set[int]:
    numbers, found = sorted(user_ids), set[int]()
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        found |= set(db.session.scalars(
            select(Enrolment.user_id).where(Enrolment.course_id == course_id, Enrolment.user_id.in_(part))
        ))  # fmt: skip
    return found


def running_list(number: int) -> EnrolmentList | None:
    """Return a list that is being enrolled, held until the transaction ends; None when it is done or gone."""
    kept = db.session.scalar(select(EnrolmentList).where(EnrolmentList.id == number).with_for_update())
    return kept if kept is not None and kept.state == "running" else None


def tally_of(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Return (what will happen, to how many lines), what happens to none left out."""
    counts = Counter(line.outcome for line in lines)
    return [(words, counts[outcome]) for outcome, words in OUTCOMES.items() if counts[outcome]]
