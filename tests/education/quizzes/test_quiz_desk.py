"""Tests at the desk: settings, the sentence that tells what a learner meets, order, trial, removal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.education.quizzes import rules, services
from akademia.education.quizzes.models import Answer, Attempt, Quiz
from tests.factories import make_course, make_learner, make_question, make_quiz, make_user

LIST, NEW = "/panel/testy/", "/panel/testy/nowy/"


@pytest.fixture
def editor(app, client):
    staff = make_user(Role.Staff)
    commit()
    return client.sign_in(staff)


def settings(**changes):
    return {"version": "0", "title": "Test z pieniędzy", "intro": "Krótko.", "draw": "2", "pass_percent": "80",
            "minutes": "40", "attempts": "3", "shuffle": "y", "review": "always"} | changes  # fmt: skip


def quizzes() -> list[Quiz]:
    db.session.expire_all()
    return list(db.session.scalars(select(Quiz).order_by(Quiz.position)))


def words(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_the_sentence_says_what_a_learner_meets():
    told = words(rules.meets(10, 77, 40, 3, 80))

    assert told == "10 pytań losowanych z 77, 40 minut, trzy podejścia, zalicza 80%, czyli 8 dobrych odpowiedzi"
    assert words(rules.meets(None, 4, None, None, 50)) == (
        "wszystkie 4 pytania z banku, bez limitu czasu, dowolna liczba podejść, zalicza 50%, czyli 2 dobre odpowiedzi"
    )
    assert words(rules.meets(1, 2, 1, 1, 100)).startswith("1 pytanie losowane z 2, 1 minuta, jedno podejście")


@given(some.integers(1, 200), some.integers(1, 200), some.integers(1, 100))
def test_as_many_right_answers_as_the_sentence_names_do_pass_and_one_fewer_does_not(draw, bank, percent):
    asked = min(draw, bank)
    needed = rules.needed_right(asked, percent)

    assert f"czyli {needed} " in words(rules.meets(draw, bank, None, None, percent))
    assert rules.score_percent(needed, asked) >= percent
    assert needed == 0 or rules.score_percent(needed - 1, asked) < percent


def test_a_test_is_made_and_stands_at_the_end_of_its_course(editor):
    first = make_quiz(questions=3)
    commit()

    editor.post(f"{NEW}?kurs={first.course_id}", settings())

    made = quizzes()[-1]
    assert (made.key, made.draw, made.minutes_allowed, made.position) == ("test-z-pieniedzy", 2, 40, 1)
    told = editor.words(LIST)
    assert "2 pytania losowane z 3, 40 minut, trzy podejścia, zalicza 80%, czyli 2 dobre odpowiedzi" in told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"draw": "4"}, "Bank ma tylko 3"),
        ({"pass_percent": "101"}, "Wpisz liczbę od 1 do 100"),
        ({"minutes": "0"}, "Wpisz liczbę od 1 do 1440"),
        ({"minutes": "dużo"}, "Wpisz liczbę całkowitą"),
        ({"title": ""}, "Wpisz tytuł"),
        ({"categories": ["nie ma"]}, "nie ma"),
        ({"review": "zawsze"}, "Wybierz jedną z podanych możliwości"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_the_reason(editor, changes, said):
    course = make_quiz(questions=3).course
    commit()

    page = editor.post(f"{NEW}?kurs={course.id}", settings(**changes), status=422).text

    assert said in words(page)
    assert len(quizzes()) == 1


def test_the_only_counted_test_of_a_course_that_asks_for_one_must_count(editor):
    quiz = make_quiz(questions=3)
    commit()

    page = editor.post(f"{LIST}{quiz.id}/", settings(version="1"), status=422).text

    assert "żaden inny się nie liczy" in page
    editor.post(f"{LIST}{quiz.id}/", settings(version="1", counts="y"))
    assert quizzes()[0].version == 2


def test_a_test_over_an_empty_bank_waits_at_the_desk_and_says_why(editor):
    quiz = make_quiz(questions=0)
    commit()

    assert "za mało pytań" in editor.words("/panel/")
    assert "nie mają jeszcze żadnego pytania" in editor.words(f"{LIST}{quiz.id}/")
    editor.get(f"{LIST}{quiz.id}/proba/?ziarno=1", status=404)


def test_the_later_of_two_editors_sees_both_settings_and_decides(editor, new_client):
    quiz = make_quiz(questions=3)
    other = make_user(Role.Staff)
    commit()
    new_client().sign_in(other).post(f"{LIST}{quiz.id}/", settings(version="1", counts="y", minutes="25"))

    page = editor.post(f"{LIST}{quiz.id}/", settings(version="1", counts="y", minutes="55"), status=409).text

    assert "25 min" in page
    assert "55 min" in page
    assert quizzes()[0].minutes_allowed == 25
    editor.post(f"{LIST}{quiz.id}/", settings(version="2", counts="y", minutes="55"))
    assert quizzes()[0].minutes_allowed == 55


def test_the_script_is_told_the_sentence_for_settings_not_yet_saved(editor):
    quiz = make_quiz(questions=3)
    commit()

    told = editor.get(f"{LIST}zdanie/{quiz.course_id}?draw=1&pass_percent=100&minutes=5&review=always").text
    too_many = editor.get(f"{LIST}zdanie/{quiz.course_id}?draw=9&pass_percent=zle").text

    assert words(told).startswith("1 pytanie losowane z 3, 5 minut")
    assert words(too_many) == "Bank ma tylko 3 pytania w wybranych działach."


def test_a_trial_shows_the_result_and_leaves_no_trace(editor):
    quiz = make_quiz(questions=2)
    commit()
    drawn = editor.get(f"{LIST}{quiz.id}/proba/", status=303).location

    taken = editor.words(drawn)
    result = editor.words(f"{drawn}&sprawdz=1&pytanie=1&q1=1&pytanie=2&q2=2")

    assert "Pytanie 2 z 2" in taken
    assert "Wynik próby: 50%, niezaliczone" in result
    assert [db.session.scalar(select(func.count(m.id))) for m in (Attempt, Answer)] == [0, 0]


def test_the_same_seed_draws_the_same_trial(editor):
    quiz = make_quiz(questions=20, draw=5, shuffle=True)
    commit()

    assert editor.words(f"{LIST}{quiz.id}/proba/?ziarno=7") == editor.words(f"{LIST}{quiz.id}/proba/?ziarno=7")
    assert editor.words(f"{LIST}{quiz.id}/proba/?ziarno=7") != editor.words(f"{LIST}{quiz.id}/proba/?ziarno=8")


def test_a_test_that_somebody_took_is_not_removed_and_the_page_says_why(editor):
    quiz = make_quiz(questions=1)
    services.begin(quiz, make_learner(quiz.course))
    commit()

    assert "Ktoś już rozwiązywał ten test" in editor.words(f"{LIST}{quiz.id}/")
    editor.post(f"{LIST}{quiz.id}/usun/", status=409)
    assert len(quizzes()) == 1


def test_a_test_that_nobody_took_is_removed_after_a_question(editor):
    course = make_course()
    quiz = make_quiz(course, questions=1, counts=False)
    commit()

    assert "Pytania zostaną w banku" in editor.words(f"{LIST}{quiz.id}/usun/")
    editor.post(f"{LIST}{quiz.id}/usun/")

    assert quizzes() == []


def test_tests_change_places(editor):
    course = make_course()
    first, second = make_quiz(course, counts=False), make_quiz(course, counts=False, position=1)
    make_question(course)
    commit()
    one, two = first.id, second.id

    editor.post(f"{LIST}{two}/kolejnosc", {"wyzej": "1"})
    assert [quiz.id for quiz in quizzes()] == [two, one]
    editor.post(f"{LIST}{two}/kolejnosc", {"wyzej": "1"})
    editor.post(f"{LIST}{two}/kolejnosc", {"nizej": "1"})
    assert [quiz.id for quiz in quizzes()] == [one, two]


def titles(editor, query: str = "") -> list[str]:
    return re.findall(r'<tr id="test-\d+"><th scope="row"><a href="[^"]+">([^<]+)</a>', editor.get(LIST + query).text)


def make_three() -> tuple[int, int]:
    """Two courses: one has a test that counts and one with too few questions, the other has one; a third has none."""
    maths = make_course(title="Alfabet")
    law = make_course(title="Biblioteka")
    make_course(title="Cisza")
    make_quiz(maths, title="Zet", questions=2, position=0)
    make_quiz(maths, title="Igrek", questions=0, draw=9, counts=False, position=1)
    other = make_quiz(law, title="Ósmy 100%", questions=1, counts=False)
    person = make_learner(law)
    services.begin(other, person)
    commit()
    return maths.id, law.id


def test_tests_are_sorted_filtered_and_found_by_the_address(editor):
    maths, law = make_three()

    assert titles(editor) == ["Zet", "Igrek", "Ósmy 100%"]
    assert titles(editor, "?sort=-kurs") == ["Ósmy 100%", "Zet", "Igrek"]
    assert titles(editor, "?sort=test")[0] == "Igrek"
    assert titles(editor, "?sort=-podejscia")[0] == "Ósmy 100%"
    assert titles(editor, f"?kurs={law}") == ["Ósmy 100%"]
    assert titles(editor, "?stan=za-malo") == ["Igrek"]
    assert titles(editor, "?stan=licza-sie") == ["Zet"]
    assert titles(editor, "?szukaj=100%25") == ["Ósmy 100%"]
    assert titles(editor, f"?kurs={maths}&szukaj=igr") == ["Igrek"]
    assert titles(editor, "?szukaj=_") == []
    assert titles(editor, "?kurs=999&stan=x&sort=key&strona=99") == ["Zet", "Igrek", "Ósmy 100%"]
    assert "Cisza: dodaj pierwszy test" in editor.words(LIST)
    assert "Cisza: dodaj" not in editor.words(f"{LIST}?kurs={law}")


def test_a_filtered_list_still_moves_a_test_among_all_of_its_course(editor):
    maths, law = make_three()

    moved = editor.words(f"{LIST}?szukaj=Igrek")
    assert "Wyżej w kursie: Igrek" in moved
    assert "Niżej w kursie" not in moved
    assert "w kursie" not in editor.words(f"{LIST}?kurs={law}")
    number = quizzes()[-1].id
    answer = editor.post(f"{LIST}{number}/kolejnosc", {"wyzej": "1"})
    assert answer.location == f"{LIST}?kurs={maths}#test-{number}"
    assert titles(editor) == ["Igrek", "Zet", "Ósmy 100%"]


def test_a_course_without_a_test_and_a_house_without_a_course_say_what_to_do(editor):
    assert "Najpierw dodaj kurs" in editor.words(LIST)
    course = make_course()
    commit()

    assert "Ten kurs nie ma testu. Dodaj pierwszy" in editor.words(f"{LIST}?kurs={course.id}")
    assert "Zmień filtr albo dodaj nowy test" in editor.words(f"{LIST}?szukaj=nic")


def test_tests_of_a_course_in_the_bin_are_not_listed(editor):
    make_quiz().course.removed = True
    commit()

    assert titles(editor) == []


def test_many_tests_come_page_by_page_in_as_many_queries_as_one(editor, count_queries):
    make_quiz(title="Pierwszy")
    commit()
    few = count_queries(lambda: editor.get(LIST))
    for number in range(60):
        make_quiz(questions=1, title=f"Kolejny {number}")
    commit()

    assert count_queries(lambda: editor.get(LIST)) == few
    assert [len(titles(editor, f"?strona={number}")) for number in (1, 2)] == [50, 11]
    assert "61 testów, na tej stronie 51–61" in editor.words(f"{LIST}?strona=2")
