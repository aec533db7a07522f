"""The table of learners in each of its orders: the rows a plain question gives, read off an index alone."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.listing import Asked
from akademia.education.courses.models import Course, Enrolment
from akademia.education.learners import queries
from akademia.education.learners.queries import table
from tests.factories import make_course, make_learner
from tests.plans import plan, reads_only_an_index

ALL = [(sort, down, state) for sort, down, state in product(queries.ORDERS, (False, True), (None, *queries.STATES))]
PUT_BY: dict[str, Callable[[Enrolment], Any]] = {
    "aktywnosc": lambda one: one.touched_at,
    "zapis": lambda one: one.enrolled_at,
    "wynik": lambda one: -1 if one.quiz_percent is None else one.quiz_percent,
    "nazwisko": lambda one: one.name_key,
}
IN_STATE: dict[str | None, Callable[[Enrolment], bool]] = {
    None: lambda one: True,
    "ukonczone": lambda one: one.completed_at is not None,
    "w-toku": lambda one: one.completed_at is None,
    "zdane": lambda one: one.quiz_passed_at is not None,
    "niezdane": lambda one: one.quiz_passed_at is None and one.quiz_percent is not None,
    "bez-testu": lambda one: one.quiz_percent is None,
}


def make_learners() -> Course:
    """Make a course of eleven learners of whom some share a day, a name, a result, and some have none."""
    course = make_course()
    make_learner(make_course(), "Obca Osoba")
    for number, percent in enumerate((None, 40, 90, 90, None, 100, 40, 70, 90, None, 10)):
        person = make_learner(course, ("Adam Lis", "Żaneta Łęcka", "Ewa Żak")[number % 3])
        found = db.session.scalars(select(Enrolment).where(Enrolment.user_id == person.id)).one()
        day = clock.now() - timedelta(days=number % 4)
        found.touched_at, found.enrolled_at, found.quiz_percent = day, day - timedelta(days=9 * (number % 2)), percent
        found.quiz_passed_at = day if percent and percent >= 70 else None
        found.completed_at = day if percent == 90 else None
    commit()
    return course


@pytest.fixture
def in_pages_of_four(monkeypatch):
    monkeypatch.setattr(table, "LEARNERS_A_PAGE", 4)


def test_each_order_and_state_gives_every_learner_once_as_a_plain_question_does(app, in_pages_of_four):
    course = make_learners()
    every = db.session.scalars(select(Enrolment).where(Enrolment.course_id == course.id)).all()
    head = queries.course_head(course.id)

    for sort, down, state in ALL:
        wanted = [one for one in every if IN_STATE[state](one)]
        pages = -(-len(wanted) // 4)
        shown = [
            row
            for number in range(1, pages + 1)
            for row in queries.learners(head, Asked(number, sort, down, "", {"stan": state} if state else {})).rows
        ]
        plain = sorted(wanted, key=lambda one: (PUT_BY[sort](one), one.id), reverse=down)
        assert [row.user_id for row in shown] == [one.user_id for one in plain], (sort, down, state)


@pytest.mark.parametrize("state", [None, *queries.STATES])
def test_every_order_and_state_is_read_off_an_index_alone(app, state):
    for sort, down in product(queries.ORDERS, (False, True)):
        told = plan(table.long_list(sort, down, state).statement, course=1, most=1001, start=25_000, size=25)

        assert reads_only_an_index(told), (sort, down, told)
