"""The bank of questions in the browser: writing, next versions, two editors, out of use and back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.education.quizzes import services
from akademia.education.quizzes.models import Attempt, Question
from akademia.law.models import Amendment, Provision, ProvisionChange
from tests.education.quizzes.taking import answer_rightly
from tests.education.quizzes.test_races import at_one_moment, sender
from tests.factories import LEGAL_STATE, make_course, make_learner, make_provision, make_question, make_quiz, make_user

LIST, NEW = "/panel/pytania/", "/panel/pytania/nowe/"
TEXT = "Kto nadaje status centrum?"


@pytest.fixture
def editor(app, client):
    staff = make_user(Role.Staff)
    commit()
    return client.sign_in(staff)


def asked(**changes):
    """Return a good question as its form sends it."""
    return {
        "version": "0", "lesson": "lekcja-1", "category": "status", "difficulty": "2", "kind": "single", "text": TEXT,
        "options-0-text": "Wojewoda", "options-0-right": "y", "options-0-feedback": "Tak.",
        "options-1-text": "Wójt", "options-1-feedback": "", "feedback": "Status nadaje wojewoda.",
    } | changes  # fmt: skip


def questions() -> list[Question]:
    db.session.expire_all()
    return list(db.session.scalars(select(Question).order_by(Question.id)))


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_question_is_written_and_its_key_names_the_lesson_that_teaches_it(editor):
    course = make_course()
    make_provision("art-5", "Kto nadaje status.")
    commit()

    editor.post(f"{NEW}?kurs={course.id}", asked(add_provision="art-5"))

    made = questions()[0]
    assert (made.key, made.version, made.provisions) == ("lekcja-1-01", 1, ["art-5"])
    assert [option["right"] for option in made.options] == [True, False]
    assert TEXT in editor.words(LIST)
    assert "Kto nadaje status." in editor.words(f"{LIST}{made.id}/")
    assert acts() == ["question.add"]


def test_where_there_are_courses_to_choose_from_one_is_chosen_first(editor):
    make_course(title="Pierwszy")
    make_course(title="Drugi")
    commit()

    assert "Drugi" in editor.words(NEW)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Napisz pytanie"),
        ({"feedback": "  "}, "Wyjaśnij odpowiedź"),
        ({"options-1-text": ""}, "Wpisz co najmniej dwie odpowiedzi"),
        ({"options-1-right": "y"}, "dokładnie jedną dobrą odpowiedź"),
        ({"kind": "multiple", "options-0-right": ""}, "Zaznacz, które odpowiedzi są dobre"),
        ({"kind": "true_false"}, "Powiedz, czy to zdanie jest prawdziwe"),
        ({"options-2-feedback": "sama uwaga"}, "Wpisz odpowiedź"),
        ({"category": ""}, "Wpisz dział"),
        ({"provisions": ["art-999"]}, "art-999"),
        ({"text": "x" * 801}, "Skróć do 800 znaków"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_everything_typed_kept(editor, changes, said):
    course = make_course()
    commit()

    page = editor.post(f"{NEW}?kurs={course.id}", asked(**changes), status=422).text

    assert said in page
    assert "Wojewoda" in page
    assert questions() == []


def test_answers_are_added_moved_and_removed_by_buttons_alone(editor):
    course = make_course()
    commit()

    def press(act):
        return editor.post(f"{NEW}?kurs={course.id}", asked(akcja=act), status=200).text

    assert 'name="options-2-text"' in press("dodaj")
    assert 'name="options-1-text"' not in press("usun-1")
    moved = press("wyzej-1")
    assert moved.index('value="Wójt"') < moved.index('value="Wojewoda"')
    assert press("nizej-1").index('value="Wojewoda"') < moved.index('value="Wojewoda"')
    assert press("usun-99")
    assert questions() == []


def test_a_sentence_that_is_true_or_false_needs_no_answers_of_its_own(editor):
    course = make_course()
    commit()

    editor.post(f"{NEW}?kurs={course.id}", asked(kind="true_false", answer="false"))

    assert [(o["text"], o["right"]) for o in questions()[0].options] == [("prawda", False), ("fałsz", True)]


def test_an_edited_question_is_its_next_version_and_a_past_result_stays(editor, new_client):
    quiz = make_quiz(questions=1, pass_percent=100)
    question = db.session.scalars(select(Question)).one()
    learner = make_learner(quiz.course)
    attempt = services.submit_attempt(answer_rightly(services.begin(quiz, learner), 1))
    commit()
    outcome = f"/edukacja/podejscia/{attempt.id}/wynik/"
    reader = new_client().sign_in(learner)
    before = reader.words(outcome)

    editor.post(f"{LIST}{question.id}/edycja/", asked(version="1", category="ogólne",
                                                      **{"options-0-right": "", "options-1-right": "y"}))  # fmt: skip

    old, new = questions()
    assert (old.current, new.current, new.version, new.text) == (False, True, 2, TEXT)
    assert reader.words(outcome) == before
    kept = db.session.get(Attempt, attempt.id)
    assert (kept.score_percent, kept.passed, kept.answers[0].question_id) == (100, True, old.id)
    words = editor.words(f"{LIST}{new.id}/")
    assert "Zadano je w 1 oddanym podejściu. Dobrze odpowiedziało 100%" in words
    assert "Zmieniono: treść, odpowiedzi, wyjaśnienie, trudność" in words


def test_saving_what_stands_already_makes_no_version(editor):
    course = make_course()
    commit()
    editor.post(f"{NEW}?kurs={course.id}", asked())
    number = questions()[0].id

    editor.post(f"{LIST}{number}/edycja/", asked(version="1"))

    assert [q.version for q in questions()] == [1]


def test_the_later_of_two_editors_sees_both_texts_and_decides(editor, new_client):
    course = make_course()
    question = make_question(course, text="Jak było?")
    other = make_user(Role.Staff)
    commit()
    address = f"{LIST}{question.id}/edycja/"
    new_client().sign_in(other).post(address, asked(version="1", text="Jak chce pierwsza osoba?"))

    page = editor.post(address, asked(version="1", text="Jak chce druga osoba?"), status=409).text

    assert "Jak chce pierwsza osoba?" in page
    assert "Jak chce druga osoba?" in page
    assert questions()[-1].text == "Jak chce pierwsza osoba?"
    assert 'name="version" type="hidden" value="2"' in page
    editor.post(address, asked(version="2", text="Jak chce druga osoba?"))
    assert [q.text for q in questions()][-1] == "Jak chce druga osoba?"


def test_a_retired_question_is_asked_no_more_and_can_come_back(editor):
    course = make_course()
    make_provision("art-5")
    question = make_question(course, provisions=["art-5"])
    make_question(course)
    commit()

    editor.post(f"{LIST}{question.id}/wycofaj")

    assert question.text not in editor.words(LIST)
    assert question.text in editor.words(f"{LIST}?stan=wycofane")
    assert "wycofane" in editor.words(f"{LIST}{question.id}/")
    editor.post(f"{LIST}{question.id}/edycja/", asked(version="1"), status=409)
    editor.post(f"{LIST}{question.id}/przywroc")
    assert question.text in editor.words(f"{LIST}?przepis=art-5")
    assert acts() == ["question.retire", "question.restore"]


def test_a_question_that_a_test_cannot_spare_is_not_retired(editor):
    quiz = make_quiz(questions=2, draw=2)
    number = questions()[0].id
    commit()

    page = editor.post(f"{LIST}{number}/wycofaj", status=409).text

    assert f"Test „{quiz.title}”" in page.replace("\u00a0", " ")
    assert all(q.current for q in questions())


def test_questions_are_filtered_sorted_and_found(editor):
    course, other = make_course(), make_course()
    make_question(course, text="O pieniądzach?", category="pieniądze", difficulty=3)
    make_question(other, text="O statusie?", category="status")
    commit()

    assert "O statusie?" not in editor.words(f"{LIST}?kurs={course.id}")
    assert "O statusie?" not in editor.words(f"{LIST}?dzial=pieni%C4%85dze")
    assert "O statusie?" not in editor.words(f"{LIST}?trudnosc=3")
    assert "O statusie?" not in editor.words(f"{LIST}?szukaj=pieni")
    both = editor.words(f"{LIST}?sort=-dzial")
    assert both.index("O statusie?") < both.index("O pieniądzach?")
    assert "2 pytania" in editor.words(f"{LIST}?kurs=999&dzial=nie-ma&stan=zmyslony&sort=zle")


def test_a_question_about_a_repealed_provision_waits_at_the_desk(editor):
    course = make_course()
    make_provision("art-5")
    commit()
    editor.post(f"{NEW}?kurs={course.id}", asked(add_provision="art-5"))
    assert "przepis uchylony" not in editor.words("/panel/")

    repeal(db.session.scalars(select(Provision)).one(), LEGAL_STATE)
    assert "przepis uchylony" not in editor.words("/panel/"), "it was written for that day, and knows"
    repeal(db.session.scalars(select(Provision)).one(), LEGAL_STATE + timedelta(days=1))

    assert f"{TEXT} przepis uchylony" in editor.words("/panel/")
    assert TEXT in editor.words(f"{LIST}?stan=uchylone")


def repeal(provision: Provision, day: date) -> None:
    """Enter into the register that a provision was repealed on a day."""
    provision.status = "repealed"
    change = ProvisionChange(
        provision_id=provision.id, kind="repealed", what="uchylono", unit="", in_force_on=day, position=1
    )
    amendment = Amendment(act_id=provision.act_id, key=f"zmiana-{day}", title="Ustawa zmieniająca", eli="DU/2022/1",
                          display_address="Dz.U. 2022 poz. 1", passed_on=day, promulgated_on=day)  # fmt: skip
    amendment.changes = [change]
    db.session.add(amendment)
    commit()


def test_the_list_costs_the_same_with_one_question_and_with_thirty(editor, count_queries):
    quiz = make_quiz(questions=1)
    commit()
    one = count_queries(lambda: editor.get(LIST))
    for _ in range(29):
        make_question(quiz.course)
    commit()

    assert count_queries(lambda: editor.get(LIST)) == one


@pytest.mark.parametrize("address", ["/panel/pytania/99/", "/panel/pytania/99/edycja/", f"{NEW}?kurs=99"])
def test_what_is_not_there_is_not_found(editor, address):
    editor.get(address, status=404)


def test_two_editors_at_one_moment_make_one_version_and_the_other_is_asked(app, new_client):
    course = make_course()
    question = make_question(course)
    editors = [make_user(Role.Staff) for _ in range(2)]
    commit()
    number = question.id

    for version in range(1, 4):
        address = f"{LIST}{number}/edycja/"
        acts_of = [
            sender(
                new_client().sign_in(db.session.get(User, one)),
                address,
                asked(version=version, text=f"{version}-{one}?"),
            )
            for one in [person.id for person in editors]
        ]
        given = at_one_moment(*acts_of)

        assert sorted(answer.status_code for answer in given) == [303, 409]
        assert [q.version for q in questions() if q.current] == [version + 1]


def test_two_new_questions_at_one_moment_have_two_keys(app, new_client):
    course = make_course()
    editors = [new_client().sign_in(make_user(Role.Staff)) for _ in range(2)]
    commit()
    number = course.id

    given = at_one_moment(*(sender(one, f"{NEW}?kurs={number}", asked()) for one in editors))

    assert [answer.status_code for answer in given] == [303, 303]
    assert sorted(q.key for q in questions()) == ["lekcja-1-01", "lekcja-1-02"]


def test_where_a_question_is_asked_leads_to_the_tests_page_once_learners_may_see_it(editor):
    course = make_course()
    quiz, question = make_quiz(course), make_question(course)
    address, place = f"/edukacja/testy/{quiz.id}/", f"{LIST}{question.id}/"
    commit()

    assert f'href="{address}"' in editor.get(place).text
    editor.get(address)
    db.session.get(type(course), course.id).state = "draft"
    commit()

    assert f'href="{address}"' not in editor.get(place).text
    editor.get(address, 404)


def test_a_fresh_question_asks_for_little_and_what_is_seldom_set_is_folded(editor):
    course = make_course()
    make_provision("art-5", "Kto nadaje status.")
    commit()
    address = f"{NEW}?kurs={course.id}"

    fresh = editor.get(address).text
    assert fresh.count('<details class="fold"><summary>Co powiedzieć') == 4
    assert '<details class="more"><summary>Trudność (średnie), przepisy (0), stan prawny' in fresh

    sent = editor.post(
        address, asked(add_provision="art-5", akcja="przepis", **{"options-1-feedback": "Nie."}), 200
    ).text
    assert sent.count('<details class="fold" open>') == 2, "what was written is seen"
    assert '<details class="more" open><summary>Trudność (średnie), przepisy (1), stan prawny' in sent
    assert '<details class="more" open>' in editor.post(address, asked(legal_state_on="kiedyś"), 422).text
