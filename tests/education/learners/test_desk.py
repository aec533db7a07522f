"""Learners at the desk: the table, one learner, answers under the trail's eye, extra time and attempts, CSV."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core import clock, listing
from akademia.core.db import commit, db
from akademia.core.listing import Asked
from akademia.core.sheet import in_cell
from akademia.education.courses import queries as courses
from akademia.education.courses.privacy import merge
from akademia.education.courses.services import learning
from akademia.education.learners import queries
from akademia.education.learners import services as leading
from akademia.education.learners.queries import table as own_table
from akademia.education.quizzes import services
from akademia.education.quizzes.models import Attempt, ExtraAttempt
from akademia.education.quizzes.privacy import CARD
from akademia.education.quizzes.services.attempts import NoAttemptsLeft
from tests.education.quizzes.taking import answer_rightly
from tests.factories import make_course, make_learner, make_quiz, make_user

DESK = "/panel/uczestnicy/"


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def acts() -> list[tuple[str, str]]:
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.act, row.thing_ref) for row in rows if not row.act.startswith("attempt.")]


def take(quiz, learner, right):
    return services.submit_attempt(answer_rightly(services.begin(quiz, learner), right))


def test_the_table_shows_progress_and_results(staff):
    course = make_course(lessons=2, title="O ustawie", requires_quiz=True)
    quiz = make_quiz(course, questions=2, pass_percent=50)
    learner = make_learner(course, "Żaneta Łęcka")
    learning.mark_done(courses.enrolment(course.id, learner.id), course.lessons[0])
    take(quiz, learner, 1)
    make_learner(make_course(), "Ktoś Z Innego")
    commit()

    assert "O ustawie" in staff.words(DESK)
    words = staff.words(f"{DESK}{course.id}/")

    assert "Żaneta Łęcka" in words
    assert "1 z 2" in words
    assert "50% test zaliczony" in words
    assert "Ktoś Z Innego" not in words


def test_learners_are_filtered_sorted_and_found(staff):
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    quiz = make_quiz(course, questions=2, pass_percent=60)
    for name, right in (("Ada Pierwsza", 2), ("Bolek Drugi", 1)):
        take(quiz, make_learner(course, name), right)
    make_learner(course, "Celina Trzecia")
    commit()
    table = f"{DESK}{course.id}/"

    assert "Ada Pierwsza" in staff.words(f"{table}?stan=zdane")
    assert "Bolek Drugi" not in staff.words(f"{table}?stan=zdane")
    assert "Bolek Drugi" in staff.words(f"{table}?stan=niezdane")
    assert "Celina Trzecia" in staff.words(f"{table}?stan=bez-testu")
    assert "1 uczestnik" in staff.words(f"{table}?szukaj=bolek")
    best = staff.words(f"{table}?sort=-wynik")
    assert best.index("Ada") < best.index("Bolek") < best.index("Celina")
    worst = staff.words(f"{table}?sort=wynik")
    assert worst.index("Celina") < worst.index("Bolek") < worst.index("Ada")


def test_learners_stand_in_the_polish_order_of_names_also_after_a_change_of_name_or_a_merge(staff):
    course = make_course()
    people = [make_learner(course, name) for name in ("Łucja Ostatnia", "Ądela Druga", "Adam Pierwszy", "Lena Trzecia")]
    commit()
    how = Asked(sort="nazwisko")

    assert [row.name for row in queries.learners(course, how).rows] == [
        "Adam Pierwszy", "Ądela Druga", "Lena Trzecia", "Łucja Ostatnia",
    ]  # fmt: skip
    assert queries.learners(course, replace(how, descending=True)).rows[0].name == "Łucja Ostatnia"

    people[0].certificate_name = "Aaron Nowy"
    merged_into = make_user(email="zofia@example.org", name="Zofia Żak")
    commit()
    merge(people[2].id, merged_into.id)
    commit()

    names = [row.name for row in queries.learners(course, how).rows]
    assert names == ["Aaron Nowy", "Ądela Druga", "Lena Trzecia", "Zofia Żak"]
    assert [row.name for row in queries.learners(course, replace(how, words="ZAK zof")).rows] == ["Zofia Żak"]
    assert queries.learners(course, replace(how, words="ofia")).rows == []


def test_each_word_of_a_search_begins_one_of_the_learners_own_and_a_nameless_one_stands_first(staff):
    course, other = make_course(), make_course()
    for name in ("Anna Lis", "Anna Sowa", "Jan Lis"):
        make_learner(course, name)
    make_learner(other, "Anna Obca")
    commit()

    found = queries.learners(course, Asked(sort="nazwisko", words="anna lis"))
    assert [row.name for row in found.rows] == ["Anna Lis"]
    nameless = make_user(email="anna.bez.nazwiska@example.org")
    learning.enrol(course, nameless.id)
    commit()
    found = queries.learners(course, Asked(sort="nazwisko", words="anna"))
    assert [row.name for row in found.rows] == [None, "Anna Lis", "Anna Sowa"]


def test_a_long_table_has_pages(staff):
    course = make_course()
    for _ in range(26):
        make_learner(course)
    commit()

    assert "26 uczestników, na tej stronie 1–25" in staff.words(f"{DESK}{course.id}/")
    assert "na tej stronie 26–26" in staff.words(f"{DESK}{course.id}/?strona=2")


def test_a_search_keeps_the_filter_the_order_and_the_course(staff):
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    quiz = make_quiz(course, questions=2, pass_percent=60)
    for name, right in (("Ada Łęcka", 1), ("Ewa Łęcka", 2)):
        take(quiz, make_learner(course, name), right)
    make_learner(course, "Ola Łęcka")
    make_learner(make_course(), "Iza Łęcka")
    commit()
    table = f"{DESK}{course.id}/?szukaj=lec"

    best = staff.words(f"{table}&sort=-wynik")
    passed = staff.words(f"{table}&stan=zdane&strona=9")

    assert best.index("Ewa") < best.index("Ada") < best.index("Ola")
    assert "Iza" not in best
    assert "Ewa" in passed
    assert "Ada" not in passed


def test_of_very_many_learners_it_is_said_that_there_are_more(staff, monkeypatch):
    monkeypatch.setattr(listing, "MOST_AHEAD", 26)
    monkeypatch.setattr(own_table, "MOST_AHEAD", 26)
    course = make_course()
    for _ in range(28):
        make_learner(course, "Anna Żak")
    commit()

    assert "Ponad 26 uczestników, na tej stronie 1–25" in staff.words(f"{DESK}{course.id}/")
    assert "28 uczestników, na tej stronie 26–28" in staff.words(f"{DESK}{course.id}/?strona=2")
    assert "Ponad 26" in staff.words(f"{DESK}{course.id}/?szukaj=zak")


def test_the_table_costs_the_same_with_one_learner_and_with_thirty(staff, count_queries):
    course = make_course()
    make_learner(course)
    commit()
    one = count_queries(lambda: staff.get(f"{DESK}{course.id}/"))
    for _ in range(29):
        make_learner(course)
    commit()

    assert count_queries(lambda: staff.get(f"{DESK}{course.id}/")) == one


def test_each_look_at_a_learners_answers_is_in_the_trail(staff):
    quiz = make_quiz(questions=2)
    learner = make_learner(quiz.course)
    attempt = take(quiz, learner, 1)
    commit()
    mine = f"{DESK}{quiz.course_id}/{learner.id}/"
    number = attempt.id

    assert "Podejście 1" in staff.words(mine)
    assert acts() == []
    words = staff.words(f"{mine}podejscia/{number}/")
    staff.get(f"{mine}podejscia/{number}/")

    assert "1 dobra odpowiedź z 2" in words
    assert acts() == [("answers.read", str(number))] * 2
    kept = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "answers.read")).first()
    assert kept.details == {}


def test_an_attempt_is_shown_only_where_it_belongs(staff):
    quiz = make_quiz(questions=1)
    learner, other = make_learner(quiz.course), make_learner(quiz.course)
    done, going = take(quiz, learner, 1).id, services.begin(quiz, other).id
    commit()

    staff.get(f"{DESK}{quiz.course_id}/{other.id}/podejscia/{done}/", status=404)
    staff.get(f"{DESK}{quiz.course_id}/{other.id}/podejscia/{going}/", status=404)
    staff.get(f"{DESK}{quiz.course_id}/{make_outsider()}/", status=404)


def make_outsider() -> int:
    person = make_user()
    commit()
    return person.id


def test_extra_time_prolongs_the_open_attempt_and_never_shortens_it(staff, noon):
    quiz = make_quiz(questions=1, minutes_allowed=40)
    learner = make_learner(quiz.course)
    attempt = services.begin(quiz, learner)
    commit()
    number, address = attempt.id, f"{DESK}{quiz.course_id}/{learner.id}/czas"

    staff.post(address, {"percent": "50"})
    assert db.session.get(Attempt, number).ends_at == noon + timedelta(minutes=60)
    staff.post(address, {"percent": "0"})

    assert db.session.get(Attempt, number).ends_at == noon + timedelta(minutes=60)
    assert db.session.get(User, learner.id).extra_time_percent == 0
    staff.post(address, {"percent": "17"}, status=422)


def test_an_attempt_whose_time_ended_is_not_brought_back_by_extra_time(staff, noon):
    quiz = make_quiz(questions=1, minutes_allowed=40)
    learner = make_learner(quiz.course)
    number = services.begin(quiz, learner).id
    commit()
    clock.freeze(noon + timedelta(minutes=41))

    staff.post(f"{DESK}{quiz.course_id}/{learner.id}/czas", {"percent": "100"})

    assert db.session.get(Attempt, number).ends_at == noon + timedelta(minutes=40)


def test_one_more_attempt_can_be_begun_and_the_old_result_stays(staff):
    quiz = make_quiz(questions=2, attempts_allowed=1)
    learner = make_learner(quiz.course)
    first = take(quiz, learner, 0).id
    commit()
    with pytest.raises(NoAttemptsLeft):
        services.begin(quiz, learner)
    db.session.rollback()
    address = f"{DESK}{quiz.course_id}/{learner.id}/testy/{quiz.id}/podejscie"

    assert "Napisz, dlaczego" in staff.post(address, {"reason": ""}, status=422).text
    staff.post(address, {"reason": "awaria prądu"})

    second = take(quiz, db.session.get(User, learner.id), 2)
    assert (second.number, second.passed) == (2, True)
    assert db.session.get(Attempt, first).score_percent == 0
    assert acts()[0] == ("learner.extra_attempt", str(learner.id))
    assert "prąd" not in str(db.session.scalars(select(AuditEntry.details)).all())


def test_a_person_takes_away_and_loses_what_was_added(app):
    quiz = make_quiz(questions=1, attempts_allowed=1)
    learner = make_learner(quiz.course)
    leading.give_attempt(quiz, learner.id, "awaria", learner.id)

    assert [row["test"] for row in CARD.export(learner.id)["dodatkowe podejścia"]] == [quiz.title]
    CARD.erase(learner.id)

    assert db.session.scalars(select(ExtraAttempt)).all() == []


def test_a_test_without_a_limit_takes_no_more_attempts(staff):
    quiz = make_quiz(questions=1)
    learner = make_learner(quiz.course)
    commit()

    staff.post(f"{DESK}{quiz.course_id}/{learner.id}/testy/{quiz.id}/podejscie", {"reason": "tak"}, status=409)


def test_a_bulk_act_is_previewed_and_then_done(staff):
    quiz = make_quiz(questions=1, attempts_allowed=1)
    first, second = make_learner(quiz.course, "Ada Pierwsza"), make_learner(quiz.course, "Bolek Drugi")
    stranger = make_user(name="Obca Osoba")
    commit()
    address, chosen = f"{DESK}{quiz.course_id}/zbiorczo", [first.id, second.id, stranger.id]

    preview = staff.post(address, {"kto": chosen, "percent": "50"}, status=200).text
    assert "Ada Pierwsza" in preview
    assert "Obca Osoba" not in preview
    assert db.session.get(User, first.id).extra_time_percent == 0
    staff.post(address, {"kto": chosen, "percent": "50", "wykonaj": "1"})
    staff.post(address, {"kto": chosen, "percent": "0", "test": quiz.id, "wykonaj": "1"})

    people = [db.session.get(User, number).extra_time_percent for number in chosen]
    assert people == [50, 50, 0]
    assert set(db.session.scalars(select(ExtraAttempt.user_id))) == {first.id, second.id}
    staff.post(address, {"percent": "50", "wykonaj": "1"})
    assert "Zaznacz uczestników" in staff.words(f"{DESK}{quiz.course_id}/")


def test_the_file_holds_every_learner_of_the_list_and_no_formula(staff):
    course = make_course(lessons=1, key="ustawa")
    make_learner(course, "Jan (Żak)")
    danger = make_learner(course)
    danger.certificate_name = "=1+1"
    commit()

    answer = staff.post(f"{DESK}{course.id}/eksport.csv", status=200)
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="uczestnicy-ustawa.csv"'
    assert [row[0] for row in rows] == ["imię i nazwisko", "Jan (Żak)", "'=1+1"]
    assert rows[1][2:4] == ["0", "1"]
    assert acts() == [("learners.export", str(course.id))]
    few = staff.post(f"{DESK}{course.id}/eksport.csv?szukaj=%C5%BBak", status=200).data.decode()
    assert few.count("\n") == 2


@pytest.mark.parametrize("value", ["=A1", "+48 600", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_reckon_is_marked_as_text(value):
    assert in_cell(value) == f"'{value}"
    assert in_cell(None) == ""
    assert in_cell(5) == "5"
