"""The table of a course's learners at any size, and the courses it is kept for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, select

from akademia.accounts.models import PersonWord, User
from akademia.accounts.queries import numbers_named
from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.listing import MOST_AHEAD, Asked, ListPage, LongList
from akademia.education.courses.models import Course, Enrolment, LessonProgress
from akademia.education.courses.queries.enrolments import lesson_count
from akademia.education.quizzes.models import Quiz

# The word in the address -> the word on the page.
STATES = {"ukonczone": "ukończyli", "w-toku": "w trakcie", "zdane": "zdali test", "niezdane": "nie zdali testu",
          "bez-testu": "jeszcze bez testu"}  # fmt: skip
EXPORTED_AT_ONCE = 1_000
LEARNERS_A_PAGE = 25
# Of each order, what rows are put by; each has its index, which holds what they are filtered by too.
ORDERS: dict[str, Any] = {
    "aktywnosc": Enrolment.touched_at,
    "zapis": Enrolment.enrolled_at,
    "wynik": func.coalesce(Enrolment.quiz_percent, literal_column("-1")),  # who has none before the worst
    "nazwisko": Enrolment.name_key,
}


@dataclass(frozen=True)
class CourseRow:
    course: Course
    learners: int


@dataclass(frozen=True)
class CourseHead:
    """What the table of learners says of its course. `limited`: (number, title) of tests with a limit of attempts."""

    id: int
    title: str
    lessons: int
    limited: tuple[tuple[int, str], ...]


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


def courses() -> list[CourseRow]:
    """Return every course with how many are on it."""
    counts = select(func.count(Enrolment.id)).where(Enrolment.course_id == Course.id).scalar_subquery()
    found = db.session.execute(select(Course, counts).order_by(Course.title))
    return [CourseRow(course, count) for course, count in found]


def course_of(number: int) -> Course:
    """Return a course, a draft too.

    :raises Missing: there is none.
    """
    course = db.session.get(Course, number)
    if course is None:
        raise Missing
    return course


def course_head(number: int) -> CourseHead:
    """Return what the table says of its course, the same for everybody until something public changes.

    :raises Missing: there is no such course.
    """
    return same_for_all(("learners", number), lambda: _head(number))


def _head(number: int) -> CourseHead:
    limited = tuple((quiz.id, quiz.title) for quiz in limited_quizzes(number))
    return CourseHead(number, course_of(number).title, lesson_count(number), limited)


def learners(course: CourseHead, asked: Asked) -> ListPage[LearnerRow]:
    """Return one page of a course's learners.

    Which ones they are is read from the index of enrolments alone; only those of the page are looked up whole.
    """
    named = numbers_named(asked.words)
    if named is None:
        found = long_list(asked.sort, asked.descending, asked.filters.get("stan")).page(
            asked.number, LEARNERS_A_PAGE, course=course.id
        )
    else:
        found = _page_of_named(course.id, asked, named)
    known = dict(_rows(course.lessons, found.rows))
    shown = [known[number] for number in found.rows if number in known]
    return ListPage(shown, found.number, found.total, found.size, found.more)


@lru_cache
def long_list(sort: str, descending: bool, state: str | None) -> LongList:
    """Return the learners of a course (`course`: its number) in one of the orders, made ready once."""
    wanted = _in_state(select(Enrolment.id).where(Enrolment.course_id == bindparam("course")), state)
    order = (ORDERS[sort], Enrolment.id)
    return LongList(wanted.order_by(*(one.desc() if descending else one.asc() for one in order)))


def _page_of_named(course_id: int, asked: Asked, named: Select[Any]) -> ListPage[int]:
    """Return a page of those a search means, put in order here: their rows are looked up one by one."""
    columns: tuple[Any, ...] = (Enrolment.id, ORDERS[asked.sort])
    wanted = _chosen(select(*columns), course_id, replace(asked, words=""))
    people = _first_named(named, wanted)
    counted = people[:MOST_AHEAD]
    placed = db.session.execute(wanted.where(Enrolment.user_id.in_(counted))).all() if counted else []
    placed = sorted(placed, key=itemgetter(1, 0), reverse=asked.descending)
    number = min(asked.number, max(1, -(-len(placed) // LEARNERS_A_PAGE)))
    start = (number - 1) * LEARNERS_A_PAGE
    shown = [row[0] for row in placed[start : start + LEARNERS_A_PAGE]]
    return ListPage(shown, number, len(placed), LEARNERS_A_PAGE, len(people) > MOST_AHEAD)


def _first_named(named: Select[Any], wanted: Select[Any]) -> list[int]:
    """Return the first of the wanted learners that a search means: the few it means as a rule, some of very many.

    They are looked up first: left inside the query, a database reads the whole course in its order to find them.
    """
    here = wanted.where(Enrolment.user_id == PersonWord.user_id).correlate(PersonWord)
    return list(db.session.scalars(named.where(here.exists()).limit(MOST_AHEAD + 1)))


def chosen_ids(course: Course, asked: Asked) -> list[int]:
    """Return the numbers of all enrolments that a list means, whatever its page."""
    return list(db.session.scalars(_chosen(select(Enrolment.id), course.id, asked).order_by(Enrolment.id)))


def _in_state(query: Select[Any], state: str | None) -> Select[Any]:
    if state is None:
        return query
    return query.where({
        "ukonczone": Enrolment.completed_at.is_not(None),
        "w-toku": Enrolment.completed_at.is_(None),
        "zdane": Enrolment.quiz_passed_at.is_not(None),
        "niezdane": Enrolment.quiz_passed_at.is_(None) & Enrolment.quiz_percent.is_not(None),
        "bez-testu": Enrolment.quiz_percent.is_(None),
    }[state])  # fmt: skip


def _chosen(query: Select[Any], course_id: int, asked: Asked) -> Select[Any]:
    query = _in_state(query.where(Enrolment.course_id == course_id), asked.filters.get("stan"))
    named = numbers_named(asked.words)
    if named is not None:
        query = query.where(Enrolment.user_id.in_(named))
    return query


_DONE = select(func.count(LessonProgress.id)).where(LessonProgress.enrolment_id == Enrolment.id).scalar_subquery()
_LEARNERS = (
    select(Enrolment.id, Enrolment.user_id, User.certificate_name, User.email, User.extra_time_percent, _DONE,
           Enrolment.quiz_percent, Enrolment.quiz_passed_at, Enrolment.enrolled_at, Enrolment.touched_at,
           Enrolment.completed_at)
    .join(User, User.id == Enrolment.user_id)
    .where(Enrolment.id.in_(bindparam("numbers", expanding=True)))
)  # fmt: skip


def _rows(total: int, ids: Sequence[int]) -> list[tuple[int, LearnerRow]]:
    """Return the learners of some enrolments by enrolment, in one statement."""
    return [
        (number, LearnerRow(user_id, name, email, extra, done, total, percent, passed is not None, *moments))
        for number, user_id, name, email, extra, done, percent, passed, *moments in rows(_LEARNERS, numbers=ids)
    ]


def rows_of(course_id: int, ids: Sequence[int]) -> list[LearnerRow]:
    """Return the learners of some enrolments, by enrolment."""
    return [row for _number, row in sorted(_rows(lesson_count(course_id), ids), key=itemgetter(0))]


def chosen_learners(course_id: int, user_ids: Sequence[int]) -> list[User]:
    """Return those of some people who are on a course."""
    on_it = select(Enrolment.user_id).where(Enrolment.course_id == course_id, Enrolment.user_id.in_(user_ids))
    return list(db.session.scalars(select(User).where(User.id.in_(on_it)).order_by(User.id)))


def limited_quizzes(course_id: int) -> list[Quiz]:
    """Return the tests of a course that may be taken only so many times."""
    own = select(Quiz).where(Quiz.course_id == course_id, Quiz.attempts_allowed.is_not(None))
    return list(db.session.scalars(own.order_by(Quiz.position)))
