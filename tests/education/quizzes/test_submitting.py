"""Submitting: unanswered questions first, marked once, from what was saved; then looking back."""

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.audit.models import AuditEntry
from akademia.certificates.models import Certificate
from akademia.core.db import commit, db
from akademia.education.courses.models import Enrolment
from akademia.education.quizzes import services
from akademia.mail.models import Letter
from tests.education.quizzes.taking import ATTEMPT, all_right, answer_rightly, attempts, chosen, saved
from tests.factories import make_course, make_learner, make_lesson, make_provision, make_question, make_quiz


def test_unanswered_questions_are_listed_first_and_submitted_only_when_insisted_on(client):
    quiz = make_quiz(questions=3)
    learner = make_learner(quiz.course)
    attempt = services.begin(quiz, learner)
    commit()
    client.sign_in(learner)
    address = ATTEMPT.format(attempt.id)
    form = chosen(q1=1, q2=[], q3=1) | {"oddaj": ""}

    listed = client.post(address, form, status=422)

    assert "1 pytanie bez odpowiedzi" in listed.text.replace("\xa0", " ")
    assert 'href="#q2"' in listed.text
    assert 'href="#q1">Pytanie 1:' not in listed.text
    assert saved(attempt.id) == [[1], [], [1]]
    assert attempts()[0].submitted_at is None

    gone = client.post(address, form | {"mimo-to": ""})
    assert gone.location == f"{address}wynik/"
    assert (attempts()[0].score_percent, attempts()[0].passed, attempts()[0].closed_by) == (66, True, "learner")
    assert client.get(address, 303).location == gone.location


def test_finishing_later_saves_and_leaves_the_attempt_open(client):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    attempt = services.begin(quiz, learner)
    commit()

    gone = client.sign_in(learner).post(ATTEMPT.format(attempt.id), chosen(q1=2) | {"pozniej": ""})

    assert gone.location == f"/edukacja/testy/{quiz.id}/"
    assert saved(attempt.id) == [[2], None, None]
    assert attempts()[0].submitted_at is None
    assert "Wróć do rozpoczętego podejścia" in client.words(gone.location)


def test_a_passed_test_completes_the_course_and_leads_to_the_certificate(client):
    quiz = make_quiz(questions=5, pass_percent=80)
    learner = make_learner(quiz.course, "Halina Wąs")
    attempt = answer_rightly(services.begin(quiz, learner), 4)
    commit()
    client.sign_in(learner)

    client.post(ATTEMPT.format(attempt.id), {"mimo-to": ""})
    words = client.words(f"{ATTEMPT.format(attempt.id)}wynik/")

    made = db.session.scalars(select(Certificate)).one()
    assert (made.name, made.score_percent, made.pass_percent) == ("Halina Wąs", 80, 80)
    assert "Test zaliczony" in words
    assert "4 dobre odpowiedzi z 5" in words
    assert "Twoje zaświadczenie jest gotowe." in words
    client.get(f"/zaswiadczenia/{made.code}/")
    assert db.session.scalars(select(Letter.to_address)).all() == [db.session.get(User, made.holder_id).email]


def test_submitting_again_changes_nothing(client):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    attempt = services.begin(quiz, learner)
    form = all_right(attempt)
    commit()
    client.sign_in(learner)
    address = ATTEMPT.format(attempt.id)

    client.post(address, form)
    first = attempts()[0]
    outcome = (first.score_percent, first.submitted_at)
    for late in (chosen(q1=2, q2=2, q3=2), form, {"mimo-to": ""}):
        assert client.post(address, late).location == f"{address}wynik/"

    again = attempts()[0]
    assert (again.score_percent, again.submitted_at) == outcome == (100, outcome[1])
    assert saved(attempt.id) == [[1], [1], [1]]
    assert len(db.session.scalars(select(Certificate)).all()) == 1
    assert len(db.session.scalars(select(Letter)).all()) == 1
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all().count("attempt.submit") == 1


@pytest.mark.parametrize("pass_percent", [1, 100])
def test_no_answers_never_pass_and_give_no_certificate(client, pass_percent):
    quiz = make_quiz(questions=2, pass_percent=pass_percent)
    make_question(quiz.course, kind="multiple", right=())  # not even where nothing is right
    learner = make_learner(quiz.course)
    attempt = services.begin(quiz, learner)
    commit()

    client.sign_in(learner).post(ATTEMPT.format(attempt.id), {"mimo-to": ""})

    assert (attempts()[0].score_percent, attempts()[0].passed) == (0, False)
    assert db.session.scalars(select(Certificate)).all() == []
    assert db.session.scalars(select(Enrolment.completed_at)).all() == [None]


def test_a_test_that_does_not_count_gives_no_certificate(app):
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    quiz = make_quiz(course, counts=False)

    done = services.submit_attempt(answer_rightly(services.begin(quiz, make_learner(course)), 3))

    assert (done.score_percent, done.passed) == (100, True)
    assert db.session.scalars(select(Enrolment.quiz_percent)).all() == [None]
    assert db.session.scalars(select(Certificate)).all() == []


def test_a_passed_test_before_the_lessons_says_that_lessons_are_missing(client):
    quiz = make_quiz()
    quiz.course.requires_lessons = True
    make_lesson(quiz.course)
    learner = make_learner(quiz.course)
    attempt = services.submit_attempt(answer_rightly(services.begin(quiz, learner), 3))
    commit()

    words = client.sign_in(learner).words(f"{ATTEMPT.format(attempt.id)}wynik/")

    assert "Do zaświadczenia została jeszcze 1 lekcja." in words


@pytest.mark.parametrize(("review", "right", "told"), [
    ("always", 0, True), ("always", 3, True), ("passed", 0, False), ("passed", 3, True), ("never", 3, False),
])  # fmt: skip
def test_right_answers_are_shown_only_as_the_rule_of_review_allows(client, review, right, told):
    provision = make_provision("art-1", summary="Gist przepisu.")
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    for _ in range(3):
        make_question(course, provisions=[provision.key])
    quiz = make_quiz(course, questions=0, review=review)
    learner = make_learner(course)
    attempt = services.submit_attempt(answer_rightly(services.begin(quiz, learner), right))
    feedback = attempt.answers[0].question.feedback
    good = attempt.answers[0].question.options[0]["text"]
    commit()

    page = client.sign_in(learner).words(f"{ATTEMPT.format(attempt.id)}wynik/")

    assert f"{100 if right else 0} %" in page
    assert (feedback in page) is told
    assert (good in page) is told
    assert ("Gist przepisu." in page) is told


def test_an_open_attempt_shows_neither_what_is_right_nor_why(client):
    quiz = make_quiz()
    learner = make_learner(quiz.course)
    attempt = answer_rightly(services.begin(quiz, learner), 1)
    feedback = attempt.answers[0].question.feedback
    commit()
    client.sign_in(learner)

    for page in ("", "pytanie/1/"):
        text = client.get(f"{ATTEMPT.format(attempt.id)}{page}").text
        assert feedback not in text
        assert "right" not in text.replace("copyright", "")
    assert client.get(f"{ATTEMPT.format(attempt.id)}wynik/", 303).location == ATTEMPT.format(attempt.id)


def test_the_pages_of_an_attempt_ask_the_same_number_of_queries_for_1_question_and_for_30(client, count_queries):
    short = make_quiz(questions=1)
    learner = make_learner(short.course)
    long = make_quiz(short.course, questions=29)
    short.draw = 1
    pair = [services.begin(quiz, learner) for quiz in (short, long)]
    commit()
    client.sign_in(learner)

    for page in ("", "pytanie/1/"):
        addresses = [f"{ATTEMPT.format(attempt.id)}{page}" for attempt in pair]
        client.get(addresses[0])
        one, many = (count_queries(lambda a=a: client.get(a)) for a in addresses)
        assert many == one, page
    for attempt in pair:
        client.post(ATTEMPT.format(attempt.id), {"mimo-to": ""})
    outcomes = [f"{ATTEMPT.format(attempt.id)}wynik/" for attempt in attempts()]
    client.get(outcomes[0])
    one, many = (count_queries(lambda a=a: client.get(a)) for a in outcomes)
    assert many == one


def test_the_outcome_leads_to_the_lessons_of_the_mistakes_and_shows_mistakes_first(client):
    course = make_course(lessons=3, requires_lessons=False, requires_quiz=True)
    for lesson in course.lessons:
        make_question(course, key=f"{lesson.key}-01", text=f"O czym jest {lesson.title}?")
    quiz = make_quiz(course, questions=0)
    learner = make_learner(course)
    attempt = services.begin(quiz, learner)
    places = {answer.question.key: answer.position for answer in attempt.answers}
    services.save_answers(attempt, {places["lekcja-1-01"]: {1}, places["lekcja-2-01"]: {1}, places["lekcja-3-01"]: {2}})
    services.submit_attempt(attempt)
    commit()

    page = client.sign_in(learner).get(f"{ATTEMPT.format(attempt.id)}wynik/").text.replace("\u00a0", " ")

    side = page.partition('aria-label="Do powtórzenia"')[2].partition("</aside>")[0]
    assert f"/edukacja/kursy/{course.slug}/lekcje/lekcja-3/" in side
    assert "lekcja-1" not in side
    assert page.index("O czym jest Lekcja 3?") < page.index("O czym jest Lekcja 1?")
    assert "2 dobre odpowiedzi z 3. Wystarczało 2" in page
