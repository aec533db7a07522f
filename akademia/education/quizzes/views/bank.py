"""The bank of questions at the desk: list, question, new one, next version, out of use and back."""

from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import BrokenSource, Missing
from akademia.core.web import asked, go, page
from akademia.education.quizzes.forms import QuestionForm, QuestionLists
from akademia.education.quizzes.models import Question
from akademia.education.quizzes.queries import bank as queries
from akademia.education.quizzes.services import bank as services
from akademia.education.quizzes.services import reading
from akademia.texts.services import lexicon

bp = Blueprint("bank", __name__, url_prefix="/panel/pytania")
ABOVE = ("Pytania", "bank.show_bank")
CHECK = "sprawdz"


@bp.get("/")
@requires(Permission.CourseEdit)
def show_bank() -> Response:
    courses = queries.courses()
    chosen = request.args.get("kurs", "")
    own = int(chosen) if chosen in {str(course.id) for course in courses} else None
    filters = {
        "kurs": {str(course.id): course.title for course in courses},
        "dzial": {name: name for name in queries.categories(own)},
        "rodzaj": queries.KINDS,
        "trudnosc": {str(number): word for number, word in queries.DIFFICULTIES.items()},
        "przepis": queries.cited_provisions(),
        "stan": queries.STATES,
    }
    how = asked({"klucz", "dzial", "trudnosc", "zmiana"}, "klucz", filters)
    return page("quiz_desk/bank.html", questions=queries.bank(how), asked=how, filters=filters)


@bp.route("/nowe/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def new_question() -> Response:
    """Ask for the course first, then for the question."""
    courses = queries.courses()
    chosen = request.args.get("kurs", str(courses[0].id) if len(courses) == 1 else "")
    if not chosen.isdecimal():
        return page("quiz_desk/choose_course.html", courses=courses, what="Nowe pytanie", endpoint="bank.new_question")
    course = queries.course_of(int(chosen))
    form = QuestionForm.opened(None, 0, QuestionLists(queries.lesson_keys(course.id), queries.provisions()))
    if request.method == "POST" and _is_sent(form):
        key = services.new_key(course.id, form.lesson.data)
        try:
            made = services.add_question(course, form.source(key), me().id)
        except BrokenSource as refused:
            _complain(form, refused)
            return _form_page(form, course_id=course.id, course=course)
        db.commit()
        flash("Pytanie jest w banku.", "success")
        return go(".show_question", question_id=made.id)
    return _form_page(form, course_id=course.id, course=course)


def _is_sent(form: QuestionForm) -> bool:
    """Say whether a whole question was sent; a button that reworks the form only shows it anew."""
    act = request.form.get("akcja", "")
    if act and not act.startswith(CHECK):
        form.rework(act)
        return False
    form.take_provision()
    return not act and bool(form.validate_on_submit())


def _looked_over(form: QuestionForm) -> dict[str, Any]:
    """Return what the check says of the citations, where a button asked for it; a choice is put into the form."""
    act = request.form.get("akcja", "")
    if not act.startswith(CHECK):
        return {}
    words, source = lexicon(), form.source("")
    try:
        if act != CHECK:
            source = reading.choose(source, reading.read_words(source, words), act.removeprefix(f"{CHECK}:"))
            form.take_words(source)
        return {"doubts": reading.doubts_of(source, reading.read_words(source, words), words)}
    except reading.NoSuchChoice as refused:
        form.feedback.errors = [refused.message]
    except BrokenSource as refused:
        _complain(form, refused)
    return {}


def _complain(form: QuestionForm, refused: BrokenSource) -> None:
    form.feedback.errors = [". ".join(refused.problems)]


def _form_page(form: QuestionForm, course_id: int, status: int = 200, **more: object) -> Response:
    names = queries.categories(course_id)
    more |= _looked_over(form)
    chosen = queries.provision_gists(form.provisions.data or ())
    return page("quiz_desk/question_form.html", status, form=form, categories=names, chosen=chosen, **more)


@bp.get("/<int:question_id>/")
@requires(Permission.CourseEdit)
def show_question(question_id: int) -> Response:
    return page("quiz_desk/question.html", entry=queries.entry(question_id))


def _last(question_id: int) -> Question:
    return queries.versions_of(question_id)[0]


@bp.route("/<int:question_id>/edycja/", methods=["GET", "POST"])
@requires(Permission.CourseEdit)
def edit_question(question_id: int) -> Response:
    last = _last(question_id)
    course, key = last.course, last.key
    form = QuestionForm.opened(queries.source_of(last), last.version, QuestionLists(None, queries.provisions()))
    if request.method == "POST" and _is_sent(form):
        opened = int(form.version.data) if (form.version.data or "").isdecimal() else 0
        try:
            made = services.edit_question(last, form.source(key), opened, me().id)
        except services.QuestionChanged as error:
            return _both(form, question_id, error.message)
        except BrokenSource as refused:
            _complain(form, refused)
            return _form_page(form, last.course_id, course=course, question=last)
        except services.StillNeeded as error:
            form.category.errors = [error.message]
            return _form_page(form, last.course_id, course=course, question=last)
        version, number = made.version, made.id
        db.commit()
        flash(f"Zapisane jako wersja {version}. Wyniki wcześniejszych podejść się nie zmieniły.", "success")
        return go(".show_question", question_id=number)
    return _form_page(form, last.course_id, course=course, question=last)


def _both(form: QuestionForm, question_id: int, said: str) -> Response:
    """Show the later editor both texts; saving again from here is a decision, so the form bears the newest version."""
    db.rollback()
    last = _last(question_id)
    theirs = services.told_apart(last, form.source(last.key))
    form.version.data = str(last.version)
    return _form_page(form, last.course_id, 409, course=last.course, question=last, theirs=theirs, said=said)


@bp.post("/<int:question_id>/wycofaj")
@requires(Permission.CourseEdit)
def retire_question(question_id: int) -> Response:
    question = _last(question_id)
    services.retire_question(question, me().id)
    db.commit()
    flash("Pytanie wycofane. Nie trafi do nowych podejść, a dawne wyniki zostają.", "success")
    return go(".show_question", question_id=question_id)


@bp.post("/<int:question_id>/przywroc")
@requires(Permission.CourseEdit)
def restore_question(question_id: int) -> Response:
    question = _last(question_id)
    services.restore_question(question, me().id)
    db.commit()
    flash("Pytanie wróciło do banku.", "success")
    return go(".show_question", question_id=question_id)


@bp.errorhandler(services.StillNeeded)
def _still_needed(error: services.StillNeeded) -> Response:
    db.rollback()
    number = (request.view_args or {}).get("question_id")
    if number is None:
        raise Missing
    return page("quiz_desk/question.html", 409, entry=queries.entry(number), said=error.message)
