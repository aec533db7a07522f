"""Learners at the desk: courses, the table, one learner, answers, bulk acts, enrolling by list, CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, request

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.listing import Asked
from akademia.core.web import asked, go, page
from akademia.education.learners import queries, services
from akademia.education.learners.forms import OFFERED_TIMES, AttemptForm, ListForm, TimeForm
from akademia.education.quizzes.queries import shown

bp = Blueprint("learners", __name__, url_prefix="/panel/uczestnicy")
BLUEPRINTS = (bp,)
SEEN_LINES = 300


@bp.get("/")
@requires(Permission.LearnersManage)
def show_courses() -> Response:
    return page("learners_desk/courses.html", courses=queries.courses())


def _asked() -> Asked:
    return asked(queries.ORDERS, "-aktywnosc", {"stan": queries.STATES})


@bp.get("/<int:course_id>/")
@requires(Permission.LearnersManage)
def show_learners(course_id: int) -> Response:
    course, how = queries.course_head(course_id), _asked()
    found = queries.learners(course, how)
    return page("learners_desk/learners.html", course=course, learners=found, asked=how, states=queries.STATES,
                times=OFFERED_TIMES)  # fmt: skip


@bp.post("/<int:course_id>/eksport.csv")
@requires(Permission.LearnersManage)
def export_learners(course_id: int) -> Response:
    """Stream the learners that the list means; the trail says who took them. A POST, because it is noted."""
    course = queries.course_of(course_id)
    ids = queries.chosen_ids(course, _asked())
    services.note_export(course, len(ids), me().id)
    key = course.key
    db.commit()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(_csv(app, course_id, ids), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="uczestnicy-{key}.csv"'
    return response


def _csv(app: Flask, course_id: int, ids: Sequence[int]) -> Iterator[str]:
    yield services.csv_head()
    for start in range(0, len(ids), queries.EXPORTED_AT_ONCE):
        with app.app_context():
            part = services.csv_rows(course_id, ids[start : start + queries.EXPORTED_AT_ONCE])
        yield part


def _learner_page(course_id: int, user_id: int, status: int = 200, **more: Any) -> Response:
    found = queries.learner_page(course_id, user_id)
    time = TimeForm(formdata=None, percent=found.user.extra_time_percent)
    time.keep(found.user.extra_time_percent)
    more.setdefault("form", AttemptForm(formdata=None))
    return page("learners_desk/learner.html", status, found=found, course=found.course, time=time, **more)


@bp.get("/<int:course_id>/<int:user_id>/")
@requires(Permission.LearnersManage)
def show_learner(course_id: int, user_id: int) -> Response:
    return _learner_page(course_id, user_id)


@bp.post("/<int:course_id>/<int:user_id>/czas")
@requires(Permission.LearnersManage)
def give_time(course_id: int, user_id: int) -> Response:
    found, form = queries.learner_page(course_id, user_id), TimeForm()
    form.keep(found.user.extra_time_percent)
    if not form.validate_on_submit():
        return _learner_page(course_id, user_id, 422)
    services.give_extra_time(found.user, form.percent.data, me().id)
    db.commit()
    flash("Czas testów zmieniony. Obejmuje też podejście, które już trwa.", "success")
    return go(".show_learner", course_id=course_id, user_id=user_id)


@bp.post("/<int:course_id>/<int:user_id>/testy/<int:quiz_id>/podejscie")
@requires(Permission.LearnersManage)
def give_attempt(course_id: int, user_id: int, quiz_id: int) -> Response:
    queries.learner_page(course_id, user_id)
    quiz, form = queries.quiz_on(course_id, quiz_id), AttemptForm()
    if not form.validate_on_submit():
        return _learner_page(course_id, user_id, form=form, asked_quiz=quiz_id)
    services.give_attempt(quiz, user_id, form.reason.data, me().id)
    db.commit()
    flash("Uczestnik ma jedno podejście więcej.", "success")
    return go(".show_learner", course_id=course_id, user_id=user_id)


@bp.get("/<int:course_id>/<int:user_id>/podejscia/<int:attempt_id>/")
@requires(Permission.LearnersManage, writes=True)
def show_answers(course_id: int, user_id: int, attempt_id: int) -> Response:
    """Show a learner's answers; each look is noted in the trail."""
    attempt = queries.attempt_of(course_id, user_id, attempt_id)
    services.note_look(attempt, me().id)
    db.commit()
    found = queries.learner_page(course_id, user_id)
    return page("learners_desk/answers.html", attempt=attempt, found=found, questions=shown(attempt))


@bp.post("/<int:course_id>/zbiorczo")
@requires(Permission.LearnersManage)
def act_on_many(course_id: int) -> Response:
    """Show what will happen to the chosen learners; do it when that was confirmed."""
    course, form = queries.course_of(course_id), TimeForm()
    chosen = queries.chosen_learners(course_id, request.form.getlist("kto", type=int)[:100])
    quiz_id = request.form.get("test", type=int)
    quiz = queries.quiz_on(course_id, quiz_id) if quiz_id else None
    if not chosen or (quiz is None and not form.validate_on_submit()):
        flash("Zaznacz uczestników i wybierz, co zrobić.", "warning")
        return go(".show_learners", course_id=course_id)
    if "wykonaj" not in request.form:
        return page("learners_desk/bulk.html", course=course, chosen=chosen, quiz=quiz, percent=form.percent.data)
    for user in chosen:
        if quiz is not None:
            services.give_attempt(quiz, user.id, "działanie zbiorcze", me().id)
        else:
            services.give_extra_time(user, form.percent.data, me().id)
    db.commit()
    flash(f"Gotowe. Zmieniono u tylu osób: {len(chosen)}.", "success")
    return go(".show_learners", course_id=course_id)


@bp.route("/<int:course_id>/zapis/", methods=["GET", "POST"])
@requires(Permission.LearnersManage)
def paste_list(course_id: int) -> Response:
    course, form = queries.course_of(course_id), ListForm()
    if form.validate_on_submit():
        try:
            kept = services.keep_list(course, form.words(), me().id)
        except RuleBroken as error:
            form.text.errors = [error.message]
        else:
            db.commit()
            return go(".show_list", course_id=course_id, list_id=kept.id)
    earlier = request.args.get("lista", type=int)
    if request.method == "GET" and earlier:
        form.text.data = "\n".join(queries.enrolment_list(course_id, earlier).lines)
    return page("learners_desk/paste.html", form=form, course=course)


@bp.get("/<int:course_id>/zapis/<int:list_id>/")
@requires(Permission.LearnersManage)
def show_list(course_id: int, list_id: int) -> Response:
    """Show what will happen with each line, then how far it is, then what was done."""
    course, kept = queries.course_of(course_id), queries.enrolment_list(course_id, list_id)
    lines = queries.judged(course_id, kept.lines) if kept.state == "previewed" else []
    return page("learners_desk/list.html", course=course, kept=kept, lines=lines[:SEEN_LINES],
                tally=queries.tally_of(lines))  # fmt: skip


@bp.post("/<int:course_id>/zapis/<int:list_id>/")
@requires(Permission.LearnersManage)
def enrol_list(course_id: int, list_id: int) -> Response:
    course, kept = queries.course_of(course_id), queries.enrolment_list(course_id, list_id)
    services.start_list(kept, course, me().id)
    db.commit()
    return go(".show_list", course_id=course_id, list_id=list_id)
