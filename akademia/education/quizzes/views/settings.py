"""Tests at the desk: list, settings with the sentence that tells what a learner meets, order, trial, removal."""

from secrets import randbelow
from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import Missing
from akademia.core.web import asked, go, page
from akademia.education.quizzes.forms import QuizForm, choices_of
from akademia.education.quizzes.models import Quiz
from akademia.education.quizzes.queries import bank, lists
from akademia.education.quizzes.queries import settings as queries
from akademia.education.quizzes.services import settings as services

bp = Blueprint("quiz_desk", __name__, url_prefix="/panel/testy")
SEEDS = 1_000_000


@bp.get("/")
@requires(Permission.CourseEdit)
def show_quizzes() -> Response:
    courses = {str(course.id): course.title for course in bank.courses()}
    filters = {"kurs": courses, "stan": lists.STATES}
    how = asked({"kurs", "test", "podejscia"}, "kurs", filters)
    bare = () if how.filters or how.words or how.number > 1 else lists.courses_without()
    return page("quiz_desk/quizzes.html", quizzes=lists.quizzes(how), asked=how, filters=filters, bare=bare)


@bp.route("/nowy/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def new_quiz() -> Response:
    """Ask for the course first, then for the settings."""
    courses = bank.courses()
    chosen = request.args.get("kurs", str(courses[0].id) if len(courses) == 1 else "")
    if not chosen.isdecimal():
        return page("quiz_desk/choose_course.html", courses=courses, what="Nowy test", endpoint="quiz_desk.new_quiz")
    course = bank.course_of(int(chosen))
    form = QuizForm.opened(None, 0, bank.category_sizes(course.id))
    if form.validate_on_submit():
        key = services.new_key(course.id, form.title.data)
        try:
            services.add_quiz(course, form.source(key), me().id)
        except services.SettingsImpossible as error:
            form[error.field].errors = [error.message]
        else:
            db.commit()
            flash("Test jest gotowy.", "success")
            return go(".show_quizzes")
    return _form_page(form, course)


def _form_page(form: QuizForm, course: Any, status: int = 200, **more: object) -> Response:
    sentence = queries.sentence(form.source(""), queries.bank_for(course.id, form.categories.data or ()))
    return page("quiz_desk/quiz_form.html", status, form=form, course=course, sentence=sentence, **more)


@bp.get("/zdanie/<int:course_id>")
@requires(Permission.CourseEdit)
def tell_sentence(course_id: int) -> Response:
    """Return, as plain text, what a learner meets in a test with the settings in the address."""
    course = bank.course_of(course_id)
    form = QuizForm(request.args, meta={"csrf": False})
    form.fit(bank.category_sizes(course.id), None)
    form.validate()
    words = queries.sentence(form.source(""), queries.bank_for(course.id, form.categories.data or ()))
    return Response(words, mimetype="text/plain")


@bp.route("/<int:quiz_id>/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def edit_quiz(quiz_id: int) -> Response:
    quiz = queries.desk_quiz(quiz_id)
    form = QuizForm.opened(queries.source_of(quiz), quiz.version, bank.category_sizes(quiz.course_id))
    if form.validate_on_submit():
        opened = int(form.version.data) if (form.version.data or "").isdecimal() else 0
        try:
            services.edit_quiz(quiz, form.source(quiz.key), opened, me().id)
        except services.QuizChanged as error:
            return _both(form, quiz_id, error.message)
        except services.SettingsImpossible as error:
            form[error.field].errors = [error.message]
        else:
            db.commit()
            flash("Ustawienia zapisane.", "success")
            return go(".show_quizzes")
    return _form_page(form, quiz.course, quiz=quiz, kept=services.why_kept(quiz))


def _both(form: QuizForm, quiz_id: int, said: str) -> Response:
    """Show the later editor both settings; saving again from here is a decision."""
    db.rollback()
    quiz = queries.desk_quiz(quiz_id)
    theirs = services.told_apart(quiz, form.source(quiz.key))
    form.version.data = str(quiz.version)
    return _form_page(form, quiz.course, 409, quiz=quiz, kept=services.why_kept(quiz), theirs=theirs, said=said)


@bp.post("/<int:quiz_id>/kolejnosc")
@requires(Permission.CourseEdit)
def move_quiz(quiz_id: int) -> Response:
    quiz = queries.desk_quiz(quiz_id)
    course = quiz.course_id
    services.move(quiz, up="wyzej" in request.form, actor=me().id)
    db.commit()
    return go(".show_quizzes", kurs=course, _anchor=f"test-{quiz_id}")


@bp.get("/<int:quiz_id>/proba/")
@requires(Permission.CourseEdit)
def try_quiz(quiz_id: int) -> Response:
    """Let staff take a test as a learner would. Nothing is written: the seed in the address draws the same again."""
    quiz = queries.desk_quiz(quiz_id)
    said = request.args.get("ziarno", "")
    if not (said.isdecimal() and int(said) < SEEDS):
        return go(".try_quiz", quiz_id=quiz_id, ziarno=randbelow(SEEDS))
    chosen = choices_of(request.args) if "sprawdz" in request.args else None
    trial = queries.trial(quiz, int(said), chosen)
    if not trial.questions:
        raise Missing
    return page("quiz_desk/trial.html", trial=trial, quiz=quiz)


def _removal_page(quiz: Quiz, status: int = 200) -> Response:
    return page("quiz_desk/remove_quiz.html", status, quiz=quiz, kept=services.why_kept(quiz))


@bp.get("/<int:quiz_id>/usun/")
@requires(Permission.CourseEdit)
def ask_removal(quiz_id: int) -> Response:
    return _removal_page(queries.desk_quiz(quiz_id))


@bp.post("/<int:quiz_id>/usun/")
@requires(Permission.CourseEdit)
def remove_quiz(quiz_id: int) -> Response:
    quiz = queries.desk_quiz(quiz_id)
    if services.why_kept(quiz) is not None:
        return _removal_page(quiz, 409)
    services.remove_quiz(quiz, me().id)
    db.commit()
    flash("Test usunięty.", "success")
    return go(".show_quizzes")
