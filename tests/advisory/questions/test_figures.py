"""Figures of the window without people."""

import re
from datetime import date, datetime, timedelta, timezone
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.queries.figures import asked_without_a_lesson, figures
from akademia.advisory.questions.rules.figures import ranked
from akademia.core.db import commit, db
from akademia.law.services import cite, place
from akademia.texts.models import Draft
from tests.advisory.factories import make_case, make_topic
from tests.factories import make_course, make_provision, make_user

FIGURES = "/doradztwo/liczby/"


@given(st.lists(st.integers(0, 60), min_size=1, max_size=200), st.integers(1, 100))
def test_a_percentile_is_the_value_at_its_nearest_rank(values, percent):
    counts = [(value, values.count(value)) for value in set(values)]

    assert ranked(counts, percent) == sorted(values)[-(-len(values) * percent // 100) - 1]


def test_no_values_have_no_percentile():
    assert ranked([], 50) is None


def answered(topic, days, asked=datetime(2026, 11, 2, 9, 0, tzinfo=timezone.utc)):
    make_case(topic, state="closed", asked_at=asked, answered_at=asked + timedelta(days=days),
              closed_at=asked + timedelta(days=days), due_on=date(2026, 11, 16))  # fmt: skip


def test_the_page_tells_the_promise_and_the_real_times_in_working_days(client, noon):
    """Asked on Monday 2 November; 7 days on is Monday: 5 working days. 11 November is free."""
    topic = make_topic(name="Świadczenia", promise_days=5)
    for days in (1, 1, 2, 2, 2, 3, 3, 4, 7, 14):
        answered(topic, days)
    make_case(topic)
    make_case(make_topic(name="Nowy temat"))
    commit()

    assert f'href="{FIGURES}"' in client.get("/doradztwo/").text
    words = client.words(FIGURES)

    assert "Świadczenia do 5 dni do 2 dni do 5 dni 90% 1 pytanie" in words
    assert "Nowy temat do 10 dni za mało odpowiedzi" in words
    assert "W kolejce na odpowiedź: 2 pytania" in words


def test_the_page_takes_as_many_questions_for_one_topic_as_for_many(client, count_queries, noon):
    answered(make_topic(), 1)
    commit()
    few = count_queries(lambda: client.get(FIGURES))
    for _ in range(5):
        answered(make_topic(), 2)
    commit()

    assert count_queries(lambda: client.get(f"{FIGURES}?b")) == few


def test_a_merged_case_is_counted_once(app, noon):
    topic = make_topic()
    into = make_case(topic)
    for _ in range(6):
        make_case(topic, state="closed", answered_at=noon, closed_at=noon, merged_into_id=into.id)

    assert figures().topics[0].answered == 0


def test_staff_see_what_people_ask_about_and_no_lesson_tells_and_begin_one(app, new_client):
    told, untold, part = (make_provision(key) for key in ("art-15", "art-16", "art-15-ust-4"))
    lesson = make_course(lessons=1).lessons[0]
    cite("lesson", lesson.id, 1, [place("art-15-ust-4")], date(2022, 9, 22))
    cases = [make_case(provision_id=provision.id) for provision in (told, part, untold, untold)]
    for case in cases[2:] + cases[:1]:  # two that came from it, and one whose reply cites it
        cite("reply", case.id, 1, [place("art-16")], date(2022, 9, 22))
    commit()
    staff = new_client().sign_in(make_user(Role.Staff))

    assert [(one.key, one.times) for one in asked_without_a_lesson()] == [("art-16", 3)]
    page = staff.get("/panel/odpowiedzi/pytania-o-przepisy/").text
    begin = unescape(re.search(r'href="(/panel/kursy/nowa-lekcja/[^"]+)"', page)[1])
    assert "art. 16" in staff.words(begin)
    draft = staff.post(begin, {"title": "O czym mówi art. 16", "module": str(lesson.module_id)}).headers["Location"]

    kept = db.session.scalars(select(Draft).where(Draft.kind == "lesson")).one()
    assert draft == f"/panel/szkice/{kept.id}/"
    assert (kept.parent, kept.data["title"]) == (lesson.module_id, "O czym mówi art. 16")
    assert kept.data["source"].strip().endswith("](uzs:art-16).")
    assert "O czym mówi art. 16" in staff.get(draft).text


def test_a_lesson_begins_only_in_a_module_that_there_is(app, new_client):
    module = make_course(lessons=1).lessons[0].module_id
    commit()
    staff, address = new_client().sign_in(make_user(Role.Staff)), "/panel/kursy/nowa-lekcja/?przepis=uzs:art-999"

    refused = staff.post(address, {"title": "O czym mówi przepis", "module": str(module + 1)}, 422).text

    assert 'value="O czym mówi przepis"' in refused
    assert "Omawiany przepis" not in refused
    assert db.session.scalar(select(Draft.id)) is None


@pytest.mark.parametrize("role", [Role.Expert, Role.Learner])
def test_others_do_not_see_it(app, new_client, role):
    person = make_user(role)
    commit()

    new_client().sign_in(person).get("/panel/odpowiedzi/pytania-o-przepisy/", 403)
