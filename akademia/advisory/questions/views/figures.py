"""Figures of the window: for everybody, and for staff what people ask about and no lesson tells."""

from flask import Blueprint, Response

from akademia.advisory.questions.queries.figures import LEAST_ANSWERED, asked_without_a_lesson, figures
from akademia.advisory.questions.views.publishing import bp as desk
from akademia.core.area import inlet
from akademia.core.doors import Permission, me, public, requires
from akademia.core.links import path_to
from akademia.core.web import page

bp = Blueprint("figures", __name__, url_prefix="/doradztwo")


@bp.get("/liczby/")
@public
def show_figures() -> Response:
    return page("advisory/questions/answers/figures.html", figures=figures(), least=LEAST_ANSWERED)


@desk.get("/pytania-o-przepisy/")
@requires(Permission.CaseManage)
def show_asked() -> Response:
    make = inlet("lesson.draft") if me().may(Permission.CourseEdit) else None
    provisions = asked_without_a_lesson()
    begin = [make(one.ref, one.lesson_title) for one in provisions] if make else ()
    return page(
        "advisory/questions/answers/desk/asked.html", provisions=provisions,
        begin=[path_to(place.endpoint, place.place) for place in begin],
    )  # fmt: skip
