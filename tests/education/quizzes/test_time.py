"""An attempt whose time ends is marked from what was saved: by the clock or when its learner looks."""

from datetime import timedelta

from sqlalchemy import select

from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.courses.privacy import CARD as COURSES
from akademia.education.quizzes import services
from akademia.education.quizzes.privacy import CARD as QUIZZES
from akademia.jobs import services as jobs
from akademia.jobs.models import Job
from akademia.jobs.worker import Clock, run_due
from akademia.mail.models import Letter
from tests.education.quizzes.taking import ATTEMPT, answer_rightly, attempts, begin_address, chosen, close_due, saved
from tests.factories import make_learner, make_quiz


def run_the_clock(app) -> None:
    """Let the clock call for the work of this minute and a worker do it."""
    Clock().call()
    db.session.rollback()
    assert run_due(app, "quizzes.close") == 1
    db.session.rollback()


def test_the_clock_closes_what_ran_out_of_time_and_nothing_else(app, noon):
    timed, endless = make_quiz(minutes_allowed=10), make_quiz(minutes_allowed=None)
    rest = [make_learner(quiz.course) for quiz in (timed, timed, endless)]
    passed = answer_rightly(services.begin(timed, make_learner(timed.course, "Ida Bąk")), 3)
    half, empty, open_ended = (
        services.begin(quiz, person) for quiz, person in zip((timed, timed, endless), rest, strict=True)
    )
    answer_rightly(half, 1)
    commit()
    clock.freeze(noon + timedelta(minutes=9))
    fresh = services.begin(timed, make_learner(timed.course))
    clock.freeze(noon + timedelta(minutes=10, seconds=6))
    commit()

    run_the_clock(app)

    assert [(a.closed_by, a.score_percent, a.passed) for a in (passed, half, empty)] == [
        ("clock", 100, True), ("clock", 33, False), ("clock", 0, False)]  # fmt: skip
    assert [a.submitted_at for a in (open_ended, fresh)] == [None, None]
    assert db.session.scalars(select(Certificate.name)).all() == ["Ida Bąk"]
    assert len(db.session.scalars(select(Letter)).all()) == 1
    assert db.session.scalars(select(Job.done_at).where(Job.kind == "quizzes.close")).all() == [clock.now()]


def test_the_clock_asks_every_minute():
    assert jobs.WORKS["quizzes.close"].every_minutes == 1


def test_whoever_looks_before_the_clock_has_the_attempt_marked_there_and_then(client, noon):
    quiz = make_quiz(minutes_allowed=10)
    learner = make_learner(quiz.course)
    attempt = answer_rightly(services.begin(quiz, learner), 2)
    commit()
    client.sign_in(learner)
    address = ATTEMPT.format(attempt.id)
    clock.freeze(noon + timedelta(minutes=11))

    for page in ("", "pytanie/1/"):
        assert client.get(f"{address}{page}", 303).location == f"{address}wynik/"
    words = client.words(f"{address}wynik/")

    assert "66 %" in words
    assert "Czas się skończył, więc oceniliśmy to, co było zapisane." in words
    assert (attempts()[0].closed_by, attempts()[0].submitted_at) == ("clock", noon + timedelta(minutes=11))
    assert close_due(clock.now()) == 0


def test_a_form_sent_after_the_end_counts_only_what_was_saved_in_time(client, noon):
    quiz = make_quiz(minutes_allowed=10)
    learner = make_learner(quiz.course)
    attempt = answer_rightly(services.begin(quiz, learner), 1)
    commit()
    clock.freeze(noon + timedelta(minutes=11))

    client.sign_in(learner).post(ATTEMPT.format(attempt.id), chosen(q1=1, q2=1, q3=1))

    assert saved(attempt.id) == [[1], None, None]
    assert (attempts()[0].score_percent, attempts()[0].closed_by) == (33, "clock")


def test_extra_time_is_kept_by_the_clock_too(app, noon):
    quiz = make_quiz(minutes_allowed=10)
    learner = make_learner(quiz.course)
    learner.extra_time_percent = 100
    attempt = services.begin(quiz, learner)

    assert close_due(noon + timedelta(minutes=19)) == 0
    assert close_due(noon + timedelta(minutes=21)) == 1
    assert attempt.closed_by == "clock"


def test_a_new_attempt_after_the_end_can_be_begun_from_the_page(client, noon):
    quiz = make_quiz(minutes_allowed=10)
    learner = make_learner(quiz.course)
    services.begin(quiz, learner)
    commit()
    clock.freeze(noon + timedelta(minutes=30))

    gone = client.sign_in(learner).post(begin_address(quiz))

    assert gone.location == f"/edukacja/podejscia/{attempts()[1].id}/pytanie/1/"
    assert [a.closed_by for a in attempts()] == ["clock", None]


def test_an_erased_persons_open_attempt_does_not_stop_the_clock_for_the_others(app, noon):
    quiz = make_quiz(minutes_allowed=10)
    gone, there = make_learner(quiz.course), make_learner(quiz.course)
    finished = services.submit_attempt(services.begin(quiz, gone))
    for learner in (gone, there):
        answer_rightly(services.begin(quiz, learner), 1)
    for card in (COURSES, QUIZZES):
        card.erase(gone.id)
    commit()

    assert close_due(noon + timedelta(minutes=11)) == 1

    assert [(a.user_id, a.score_percent) for a in attempts()] == [(gone.id, 0), (there.id, 33)]
    assert attempts()[0] is finished


def test_a_person_can_take_out_what_they_answered_and_have_it_wiped(app):
    quiz = make_quiz(questions=2)
    learner = make_learner(quiz.course)
    attempt = services.submit_attempt(answer_rightly(services.begin(quiz, learner), 1))

    told = QUIZZES.export(learner.id)["podejścia do testów"][0]
    QUIZZES.erase(learner.id)
    db.session.flush()

    assert (told["test"], told["wynik w procentach"]) == (quiz.title, 50)
    assert told["odpowiedzi"][0]["wybrano"] == [attempt.answers[0].question.options[0]["text"]]
    assert saved(attempt.id) == [None, None]
