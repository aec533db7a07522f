"""Beginning an attempt: who may, with which questions, and never two at once."""

from datetime import timedelta

import pytest

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.courses import queries as courses
from akademia.education.courses.services import learning
from akademia.education.quizzes import services
from akademia.education.quizzes.services.attempts import (
    LessonsFirst,
    NameMissing,
    NoAttemptsLeft,
    NoQuestions,
    NotEnrolled,
)
from tests.education.quizzes.taking import answer_rightly, attempts, begin_address
from tests.factories import make_course, make_learner, make_question, make_quiz, make_user


def test_an_attempt_holds_the_drawn_questions_and_the_learner_goes_to_the_first(client):
    quiz = make_quiz(questions=6, draw=4, shuffle=True)
    learner = make_learner(quiz.course)
    commit()

    gone = client.sign_in(learner).post(begin_address(quiz))

    attempt = attempts()[0]
    assert gone.location == f"/edukacja/podejscia/{attempt.id}/pytanie/1/"
    assert [answer.position for answer in attempt.answers] == [1, 2, 3, 4]
    assert len({answer.question_id for answer in attempt.answers}) == 4
    assert all(sorted(answer.option_order) == [1, 2, 3] for answer in attempt.answers)
    assert all(answer.chosen is None for answer in attempt.answers)


def test_a_test_of_one_category_draws_from_it_alone(app):
    course = make_course()
    for category in ("prawo", "prawo", "praktyka"):
        make_question(course, category=category)
    make_question(course, category="prawo", current=False)
    make_question(make_course(), category="prawo")
    quiz = make_quiz(course, questions=0, categories=["prawo"])

    attempt = services.begin(quiz, make_learner(course))

    assert [answer.question.category for answer in attempt.answers] == ["prawo", "prawo"]


def test_beginning_again_returns_the_open_attempt_with_its_answers(app):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    first = answer_rightly(services.begin(quiz, learner), 1)

    again = services.begin(quiz, learner)

    assert again is first
    assert again.answers[0].chosen == [1]


def test_after_the_end_of_time_beginning_marks_the_old_attempt_and_opens_the_next(app, noon):
    quiz = make_quiz(minutes_allowed=10)
    learner = make_learner(quiz.course)
    first = answer_rightly(services.begin(quiz, learner), 1)
    clock.freeze(noon + timedelta(minutes=11))

    second = services.begin(quiz, learner)

    assert (first.closed_by, first.score_percent, first.number) == ("clock", 33, 1)
    assert (second.number, second.ends_at) == (2, noon + timedelta(minutes=21))


def test_extra_time_lengthens_the_attempt_and_is_told_before_it(client, noon):
    quiz = make_quiz(minutes_allowed=40)
    learner = make_learner(quiz.course)
    learner.extra_time_percent = 50
    commit()

    assert "60 minut" in client.sign_in(learner).words(f"/edukacja/testy/{quiz.id}/")
    client.post(begin_address(quiz))

    assert attempts()[0].ends_at == noon + timedelta(minutes=60)


def test_who_may_not_begin_is_told_why_and_no_attempt_is_made(client):
    course = make_course(lessons=1)
    quiz, empty = make_quiz(course, after_lessons=True), make_quiz(make_course(), questions=0)
    stranger, learner, nameless = make_user(name="Ola Kot"), make_learner(course), make_learner(course, name=None)
    guest = make_learner(empty.course)

    with pytest.raises(NotEnrolled):
        services.begin(quiz, stranger)
    with pytest.raises(LessonsFirst):
        services.begin(quiz, learner)
    with pytest.raises(NoQuestions):
        services.begin(empty, guest)
    enrolment = courses.enrolment(course.id, nameless.id)
    learning.mark_done(enrolment, course.lessons[0])
    with pytest.raises(NameMissing):
        services.begin(quiz, nameless)
    assert attempts() == []
    commit()

    refused = client.sign_in(learner).post(begin_address(quiz), status=409)
    assert "Ten test otworzy się po ukończeniu wszystkich lekcji." in refused.text
    assert "Najpierw lekcje" in client.words(f"/edukacja/testy/{quiz.id}/")
    client.post(f"/edukacja/kursy/{course.slug}/lekcje/lekcja-1/ukonczona")
    client.post(begin_address(quiz))
    assert len(attempts()) == 1


def test_the_attempts_that_are_allowed_are_counted_and_then_used_up(client):
    quiz = make_quiz(attempts_allowed=2)
    learner = make_learner(quiz.course)
    commit()
    client.sign_in(learner)
    page = f"/edukacja/testy/{quiz.id}/"

    assert "Zostały Ci 2 podejścia z 2" in client.words(page)
    for _ in range(2):
        services.submit_attempt(services.begin(quiz, db.session.get(User, learner.id)))
        commit()
    assert "Wszystkie podejścia są wykorzystane" in client.words(page)

    refused = client.post(begin_address(quiz), status=409)
    assert "Wszystkie podejścia do tego testu są już wykorzystane." in refused.text
    with pytest.raises(NoAttemptsLeft):
        services.begin(quiz, db.session.get(User, learner.id))
    assert len(attempts()) == 2


def test_the_name_is_asked_for_before_the_first_counted_attempt_and_a_bad_one_is_kept_with_a_message(client):
    quiz = make_quiz()
    learner = make_learner(quiz.course, name=None)
    commit()
    client.sign_in(learner)

    assert "Imię i nazwisko na zaświadczenie" in client.words(f"/edukacja/testy/{quiz.id}/")
    assert "Podaj imię i nazwisko" in client.post(begin_address(quiz), status=422).text
    bad = client.post(begin_address(quiz), {"certificate_name": "R2-D2 <3"}, status=422).text
    assert 'value="R2-D2 &lt;3"' in bad
    assert "Wpisz imię i nazwisko literami" in bad
    long = client.post(begin_address(quiz), {"certificate_name": "ą" * 121}, status=422).text
    assert "Skróć do 120 znaków" in long
    assert attempts() == []

    client.post(begin_address(quiz), {"certificate_name": "  Żaneta   Ćma "})
    assert db.session.get(User, learner.id).certificate_name == "Żaneta Ćma"
    assert len(attempts()) == 1


def test_a_test_that_does_not_count_asks_for_no_name(client):
    quiz = make_quiz(counts=False)
    learner = make_learner(quiz.course, name=None)
    commit()
    client.sign_in(learner)

    assert "Imię i nazwisko na zaświadczenie" not in client.words(f"/edukacja/testy/{quiz.id}/")
    client.post(begin_address(quiz))
    assert len(attempts()) == 1


def test_a_test_of_a_draft_course_and_an_unknown_one_are_404(client):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    quiz.course.state = "draft"
    commit()
    client.sign_in(learner)

    for number in (quiz.id, 999_999, 10**20):
        client.get(f"/edukacja/testy/{number}/", 404)
        client.post(f"/edukacja/testy/{number}/podejscie", status=404)
    client.get(f"/edukacja/podejscia/{10**20}/", 404)


def test_the_page_of_a_test_asks_the_same_number_of_queries_for_1_attempt_and_for_30(new_client, count_queries):
    quiz = make_quiz()
    rare, keen = make_learner(quiz.course), make_learner(quiz.course)
    for learner, times in ((rare, 1), (keen, 30)):
        for _ in range(times):
            services.submit_attempt(services.begin(quiz, learner))
    commit()
    address = f"/edukacja/testy/{quiz.id}/"
    one, many = new_client().sign_in(rare), new_client().sign_in(keen)
    one.get(address)

    few = count_queries(lambda: one.get(address))

    assert count_queries(lambda: many.get(address)) == few
    assert many.get(address).text.count("Podejście ") >= 30
