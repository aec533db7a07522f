"""Several questions of the bank at once: foreseen one after another, then done just so."""

from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.education.quizzes import queries as quizzes
from akademia.education.quizzes.models import Question, Quiz
from akademia.education.quizzes.queries.chosen import BulkAct, foresee
from akademia.education.quizzes.services.bank import retire_question
from akademia.education.quizzes.services.chosen import change_all
from tests.factories import make_course, make_question, make_quiz, make_user

LIST, CHOSEN = "/panel/pytania/", "/panel/pytania/wybrane/"


@pytest.fixture
def editor(app, client):
    staff = make_user(Role.Staff)
    commit()
    return client.sign_in(staff)


def bank() -> list[Question]:
    db.session.expire_all()
    return list(db.session.scalars(select(Question).order_by(Question.id)))


def ids(*questions: Question) -> list[int]:
    return [question.id for question in questions]


def asked(act: str, *numbers: object) -> str:
    return f"{CHOSEN}?{urlencode([('akcja', act), *(('pytanie', number) for number in numbers)])}"


def test_questions_are_retired_until_a_test_would_have_too_few_and_the_rest_stay(app):
    quiz = make_quiz(questions=0, draw=2)
    chosen = ids(*(make_question(quiz.course, key=key) for key in "abcd"))

    foreseen = foresee(chosen, BulkAct("retire"))
    done = change_all(chosen, BulkAct("retire"), 7)

    assert [q.id for q, _ in foreseen.going] == [q.id for q, _ in done.going] == chosen[:2]
    assert {note for _, note in foreseen.going} == {f"Przestanie je losować 1\xa0test: „{quiz.title}”."}
    assert {why for _, why in foreseen.staying} == {
        f"Test „{quiz.title}” losuje 2 z 2 pytań. Najpierw dodaj do banku inne pytanie albo zmień test."
    }
    assert [question.current for question in bank()] == [False, False, True, True]
    assert quizzes.bank_size(db.session.get(Quiz, quiz.id)) == 2
    assert db.session.scalars(select(AuditEntry.act)).all() == ["question.retire"] * 2


def test_retired_questions_come_back_and_what_is_in_the_bank_stays(app):
    course = make_course()
    first, second = make_question(course), make_question(course)
    retire_question(first, None)

    done = change_all(ids(first, second), BulkAct("restore"), 7)

    assert [(q.id, note) for q, note in done.going] == [(first.id, "")]
    assert [(q.id, why) for q, why in done.staying] == [(second.id, "Jest w banku.")]
    assert all(question.current for question in bank())


def test_a_new_difficulty_is_a_next_version_and_the_same_one_is_none(app):
    course = make_course()
    easy, hard, gone = make_question(course), make_question(course, difficulty=3), make_question(course)
    retire_question(gone, None)

    done = change_all(ids(easy, hard, gone), BulkAct("difficulty", "3"), 7)

    assert [note for _, note in done.going] == ["łatwe → trudne. Powstanie wersja 2."]
    assert [why for _, why in done.staying] == ["Ma już tę trudność.", "Jest wycofane. Najpierw przywróć je do banku."]
    versions = [(q.version, q.difficulty, q.current) for q in bank() if q.key == easy.key]
    assert versions == [(1, 1, False), (2, 3, True)]


def test_moving_to_another_category_tells_which_tests_lose_and_win_and_counts_both(app):
    course = make_course()
    questions = [make_question(course, category="stary") for _ in range(3)]
    make_question(course, category="nowy")
    losing = make_quiz(course, questions=0, categories=["stary"], draw=2, title="Stary test")
    winning = make_quiz(course, questions=0, categories=["nowy"], draw=1, title="Nowy test", position=1)
    make_quiz(course, questions=0, draw=4, title="Wszystko", position=2)

    done = change_all(ids(*questions), BulkAct("category", "nowy"), 7)

    assert [note for _, note in done.going] == [
        "stary → nowy. Powstanie wersja 2. Przestanie je losować 1\xa0test: „Stary test”. "
        "Zacznie je losować 1\xa0test: „Nowy test”."
    ]
    assert len(done.staying) == 2
    assert (quizzes.bank_size(losing), quizzes.bank_size(winning)) == (2, 2)


def test_each_question_is_meant_by_its_last_version_and_once(app):
    course = make_course()
    old = make_question(course)
    change_all([old.id], BulkAct("difficulty", "2"), 7)
    new = bank()[-1]

    assert [q.id for q, _ in foresee([old.id, new.id, 999_999], BulkAct("retire")).going] == [new.id]


def test_the_desk_shows_what_will_happen_changes_nothing_and_then_does_it(editor):
    make_quiz(questions=3, draw=2)
    commit()
    chosen = ids(*bank())

    page = editor.words(asked("wycofaj", *chosen, 999_999, "x"))
    assert "Do wycofania 1 pytanie" in page
    assert "Zostaną, jak są 2 pytania" in page
    assert all(question.current for question in bank())
    editor.post(CHOSEN, {"akcja": "wycofaj", "pytanie": [*chosen, 999_999, "x"]})

    said = editor.words(LIST)
    assert "Wycofane: 1 pytanie. Znajdziesz je w stanie „wycofane” i tam przywrócisz." in said
    assert "losuje 2 z 2 pytań" in said
    assert "Przywrócić do banku" in editor.words(f"{LIST}?stan=wycofane")
    editor.post(CHOSEN, {"akcja": "przywroc", "pytanie": chosen})
    assert "Przywrócone: 1 pytanie." in editor.words(LIST)
    assert all(question.current for question in bank())


def test_the_list_offers_difficulties_and_the_categories_there_are(editor):
    make_question(make_course(), category="Umowy & „prawa”")
    commit()
    (question,) = bank()

    assert 'value="dzial-Umowy &amp; „prawa”"' in editor.get(LIST).text
    assert "Zmienią trudność na: trudne 1 pytanie" in editor.words(asked("trudnosc-3", question.id))
    editor.post(CHOSEN, {"akcja": "trudnosc-3", "pytanie": question.id})
    assert bank()[-1].difficulty == 3
    assert "Nic się nie zmieni." in editor.words(asked("dzial-Umowy & „prawa”", question.id))


@pytest.mark.parametrize("act", ["", "usun", "trudnosc-9", "trudnosc-", "dzial-nieznany", "dzial-\0"])
def test_an_act_that_there_is_not_changes_nothing_and_says_so(editor, act):
    make_question(make_course())
    commit()
    (question,) = bank()

    editor.get(asked(act, question.id), 303)
    editor.post(CHOSEN, {"akcja": act, "pytanie": question.id})

    assert "Nic się nie zmieniło" in editor.words(LIST)
    assert [(q.version, q.current) for q in bank()] == [(1, True)]


def test_nothing_chosen_leads_back_to_the_list_and_says_so(editor):
    editor.get(asked("wycofaj"), 303)
    assert "Zaznacz co najmniej jedno pytanie" in editor.words(LIST)

    editor.post(CHOSEN, {"akcja": "wycofaj"})
    assert "Nic się nie zmieniło" in editor.words(LIST)


def test_many_chosen_questions_cost_as_many_queries_as_one(editor, count_queries):
    make_quiz(questions=30)
    commit()
    chosen = ids(*bank())

    one = count_queries(lambda: editor.get(asked("wycofaj", chosen[0])))

    assert count_queries(lambda: editor.get(asked("wycofaj", *chosen))) == one
