"""A test's page, an attempt question by question or all at once, saving by the way, the outcome."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import generate_csrf

from akademia.accounts.services import NameUnfit
from akademia.core import clock, db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import hour
from akademia.core.web import go, page
from akademia.education.quizzes import policy, queries, services
from akademia.education.quizzes.forms import NameForm, choices_of
from akademia.education.quizzes.models import Attempt

bp = Blueprint("quizzes", __name__, url_prefix="/edukacja")


@bp.get("/testy/<int:quiz_id>/")
@requires(Permission.QuizAttempt)
def show_quiz(quiz_id: int) -> Response:
    return _quiz_page(quiz_id, NameForm(formdata=None))


def _quiz_page(quiz_id: int, form: NameForm, said: str | None = None) -> Response:
    found = queries.quiz_page(quiz_id, me())
    return page(
        "education/quizzes/quiz.html", status=409 if said else 200, page=found, quiz=found.quiz, form=form, said=said
    )


@bp.post("/testy/<int:quiz_id>/podejscie")
@requires(Permission.QuizAttempt)
def begin(quiz_id: int) -> Response:
    quiz, form = queries.quiz_at(quiz_id), NameForm()
    if quiz.counts and not me().certificate_name:
        if not form.validate_on_submit():
            return _quiz_page(quiz_id, form)
        try:
            services.give_name(me(), form.certificate_name.data)
        except NameUnfit as error:
            form.certificate_name.errors = [error.message]
            return _quiz_page(quiz_id, form)
    try:
        attempt = services.begin(quiz, me())
    except RuleBroken as error:
        db.rollback()
        return _quiz_page(quiz_id, NameForm(formdata=None), error.message)
    db.commit()
    return go(".show_question", attempt_id=attempt.id, place=1)


def _open_attempt(attempt_id: int) -> Attempt | None:
    """Return the learner's own attempt while it takes answers; None when it does no more."""
    attempt = queries.own_attempt(attempt_id, me())
    return attempt if policy.may_answer(attempt, clock.now()) else None


@bp.errorhandler(services.AttemptClosed)
def _closed_meanwhile(_error: services.AttemptClosed) -> Response:
    """The attempt was submitted elsewhere, or its time ended, while this page was on its way."""
    db.rollback()
    return go(".show_outcome", attempt_id=(request.view_args or {})["attempt_id"])


def _sheet(template: str, attempt: Attempt, questions: Sequence[queries.Shown], **more: Any) -> Response:
    """Show some or all questions of an open attempt."""
    now = clock.now()
    more |= {"attempt": attempt, "questions": questions, "minutes": queries.minutes_left(attempt, now), "now": now}
    return page(template, 422 if more.get("missing") else 200, **more)


@bp.get("/podejscia/<int:attempt_id>/pytanie/<int:place>/")
@requires(Permission.QuizAttempt)
def show_question(attempt_id: int, place: int) -> Response:
    attempt = _open_attempt(attempt_id)
    if attempt is None:
        return go(".show_outcome", attempt_id=attempt_id)
    questions = queries.shown(attempt)
    if not 1 <= place <= len(questions):
        raise Missing
    return _sheet("education/quizzes/question.html", attempt, questions, asked=questions[place - 1])


@bp.post("/podejscia/<int:attempt_id>/pytanie/<int:place>/")
@requires(Permission.QuizAttempt)
def answer_question(attempt_id: int, place: int) -> Response:
    """Save one page's answer, then go where the pressed button says."""
    attempt = _open_attempt(attempt_id)
    if attempt is None:
        return go(".show_outcome", attempt_id=attempt_id)
    services.save_answers(attempt, choices_of(request.form))
    total = queries.answered_count(attempt.id)[1]
    quiz_id = attempt.quiz_id
    db.commit()
    if "pozniej" in request.form:
        return go(".show_quiz", quiz_id=quiz_id)
    if "wstecz" in request.form and place > 1:
        return go(".show_question", attempt_id=attempt_id, place=place - 1)
    if place >= total:
        return go(".take_quiz", attempt_id=attempt_id)
    return go(".show_question", attempt_id=attempt_id, place=place + 1)


@bp.get("/podejscia/<int:attempt_id>/")
@requires(Permission.QuizAttempt)
def take_quiz(attempt_id: int) -> Response:
    attempt = _open_attempt(attempt_id)
    if attempt is None:
        return go(".show_outcome", attempt_id=attempt_id)
    return _sheet("education/quizzes/take.html", attempt, queries.shown(attempt), missing=[])


@bp.post("/podejscia/<int:attempt_id>/")
@requires(Permission.QuizAttempt)
def submit(attempt_id: int) -> Response:
    """Save the page and mark the attempt; unanswered questions are shown first, once."""
    attempt = _open_attempt(attempt_id)
    if attempt is not None:
        services.save_answers(attempt, choices_of(request.form))
        quiz_id = attempt.quiz_id
        if "pozniej" in request.form:
            db.commit()
            return go(".show_quiz", quiz_id=quiz_id)
        questions = queries.shown(attempt)
        missing = [asked for asked in questions if not asked.answered]
        if missing and "mimo-to" not in request.form:
            db.commit()
            return _sheet("education/quizzes/take.html", attempt, questions, missing=missing)
    services.submit_attempt(queries.own_attempt(attempt_id, me()))
    db.commit()
    return go(".show_outcome", attempt_id=attempt_id)


@bp.post("/podejscia/<int:attempt_id>/odpowiedz")
@requires(Permission.QuizAttempt)
def save_answer(attempt_id: int) -> Any:
    """Save what the page sends by itself, and say when and how many are answered."""
    attempt = queries.own_attempt(attempt_id, me())
    try:
        saved_at = services.save_answers(attempt, choices_of(request.form))
    except RuleBroken as error:
        db.rollback()
        what = "closed" if isinstance(error, services.AttemptClosed) else "refused"
        return jsonify(error=what, message=error.message), 409
    answered, asked = queries.answered_count(attempt_id)
    db.commit()
    return jsonify(saved=f"Zapisano o {hour(saved_at)}", answered=answered, asked=asked, csrf_token=generate_csrf())


@bp.get("/podejscia/<int:attempt_id>/wynik/")
@requires(Permission.QuizAttempt)
def show_outcome(attempt_id: int) -> Response:
    attempt = queries.own_attempt(attempt_id, me())
    if attempt.submitted_at is None:
        if policy.may_answer(attempt, clock.now()):
            return go(".take_quiz", attempt_id=attempt_id)
        attempt = _mark_late(attempt_id)
    found = queries.outcome(attempt, me())
    return page("education/quizzes/outcome.html", found=found, attempt=attempt, quiz=attempt.quiz)


def _mark_late(attempt_id: int) -> Attempt:
    """Mark an attempt whose time ended before the clock came to it. The one GET that writes, and only then."""
    db.let_go()
    with db.writing():
        attempt = services.submit_attempt(queries.own_attempt(attempt_id, me()))
        db.commit()
    return attempt
