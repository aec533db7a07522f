"""The experts' desk: the queue, a case and its files."""

from typing import Any

from flask import Blueprint, Response, request

from akademia.advisory.questions import policy
from akademia.advisory.questions.forms.desk import (
    DueForm,
    EscalateForm,
    HandOverForm,
    MergeForm,
    NoteForm,
    PriorityForm,
)
from akademia.advisory.questions.queries import casework
from akademia.advisory.questions.queries.desk import HOLDERS, VIEWS, queue, regions_named, topics_named, wanted
from akademia.advisory.questions.queries.experts import experts
from akademia.advisory.questions.services.answering import REPLY_KIND
from akademia.advisory.questions.services.answers import may_lead
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, page
from akademia.storage.views import serve

bp = Blueprint("case_desk", __name__, url_prefix="/panel/sprawy")


@bp.get("/")
@requires(Permission.CaseRead)
def show_queue() -> Response:
    filters = {"stan": VIEWS, "kto": HOLDERS, "temat": topics_named(), "wojewodztwo": regions_named()}
    how = asked((), "", filters)
    found = queue(wanted(how, me().id, request.args.get("po", "")))
    return page("advisory/questions/desk/queue.html", found=found, asked=how, filters=filters)


@bp.get("/kto-ile-prowadzi/")
@requires(Permission.CaseRead)
def show_loads() -> Response:
    return page("advisory/questions/desk/loads.html", experts=experts())


@bp.get("/<int:case_id>/")
@requires(Permission.CaseRead)
def show_case(case_id: int) -> Response:
    return case_page(case_id)


def case_page(case_id: int, status: int = 200, **sent: Any) -> Response:
    """Return a case's page; forms that were sent and refused stand as they came."""
    found = casework.case_page(case_id)
    case = found.case
    forms: dict[str, Any] = {
        "hand_over": HandOverForm(formdata=None).offer(experts(), case.expert_id), "merge": MergeForm(formdata=None),
        "priority": PriorityForm(formdata=None, data={"priority": case.priority}),
        "due": DueForm(formdata=None, data={"due_on": case.due_on}), "note": NoteForm(formdata=None),
        "escalate": EscalateForm(formdata=None), **sent,
    }  # fmt: skip
    form = next(iter(sent.values()), forms["note"])
    return page(
        "advisory/questions/desk/case.html", status, found=found, case=case, forms=forms, form=form,
        reply=REPLY_KIND.address, may_claim=policy.may_claim(me(), case), leads=policy.may_lead(me(), case),
        may_publish=found.is_answered and me().may(Permission.CaseAnswer) and may_lead(case_id, me().id),
    )  # fmt: skip


@bp.get("/<int:case_id>/zalaczniki/<int:attachment_id>")
@requires(Permission.CaseRead)
def show_file(case_id: int, attachment_id: int) -> Response:
    file, kind, name = casework.file_of(case_id, attachment_id)
    return serve(file, kind, name, as_download=True)
