"""What is done to a case from its page. Each act is asked of one who leads the case, but claiming and noting."""

from flask import Response, flash

from akademia.advisory.questions.forms.desk import (
    DueForm,
    EscalateForm,
    HandOverForm,
    MergeForm,
    NoteForm,
    PriorityForm,
)
from akademia.advisory.questions.queries.absences import is_away
from akademia.advisory.questions.queries.casework import case_of
from akademia.advisory.questions.queries.experts import experts, person_of
from akademia.advisory.questions.services import working
from akademia.advisory.questions.views.desk import bp, case_page
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go


def _done(case_id: int, words: str, kind: str = "success") -> Response:
    commit()
    flash(words, kind)
    return go(".show_case", case_id=case_id)


def _refused(case_id: int, refused: RuleBroken) -> Response:
    """Go back to the case as it stands now and say why not."""
    rollback()
    flash(refused.message, "error")
    return go(".show_case", case_id=case_id)


@bp.post("/<int:case_id>/wez")
@requires(Permission.CaseAnswer)
def claim_case(case_id: int) -> Response:
    try:
        working.claim(case_id, me())
    except RuleBroken as refused:
        return _refused(case_id, refused)
    if is_away(me().id):
        return _done(case_id, "Sprawa jest Twoja, choć masz dziś wpisaną nieobecność.", "warning")
    return _done(case_id, "Sprawa jest Twoja. Możesz napisać odpowiedź.")


@bp.post("/<int:case_id>/oddaj")
@requires(Permission.CaseRead)
def release_case(case_id: int) -> Response:
    working.release(working.led(case_id, me()), me().id)
    return _done(case_id, "Sprawa wróciła do kolejki. Szkic odpowiedzi czeka na osobę, która ją weźmie.")


@bp.post("/<int:case_id>/przekaz")
@requires(Permission.CaseRead)
def hand_over_case(case_id: int) -> Response:
    case = working.led(case_id, me())
    form = HandOverForm().offer(experts(), case.expert_id)
    if not form.validate_on_submit():
        return case_page(case_id, 422, hand_over=form)
    working.hand_over(case, person_of(form.to.data), form.words.data or "", me().id)
    return _done(case_id, "Sprawa przekazana. Ta osoba dostanie list.")


@bp.post("/<int:case_id>/polacz")
@requires(Permission.CaseRead)
def merge_case(case_id: int) -> Response:
    form = MergeForm()
    if not form.validate_on_submit():
        return case_page(case_id, 422, merge=form)
    try:
        other = working.merge(working.led(case_id, me()), form.number.data or "", me().id)
    except (working.NoSuchCase, working.NotJoined, working.OfAnother) as refused:
        rollback()
        form.number.errors = [refused.message]
        return case_page(case_id, 422, merge=form)
    words = f"Połączono ze sprawą {other.number}. Pytający dowie się, gdzie trwa rozmowa."
    return _done(case_id, words)


@bp.post("/<int:case_id>/zamknij")
@requires(Permission.CaseRead)
def close_case(case_id: int) -> Response:
    working.close(working.led(case_id, me()), me().id)
    return _done(case_id, "Sprawa zamknięta. Pytający dostanie list.")


@bp.post("/<int:case_id>/otworz")
@requires(Permission.CaseRead)
def reopen_case(case_id: int) -> Response:
    working.reopen(working.led(case_id, me()), me().id)
    return _done(case_id, "Sprawa jest znowu otwarta.")


@bp.post("/<int:case_id>/pilnosc")
@requires(Permission.CaseRead)
def set_priority(case_id: int) -> Response:
    form = PriorityForm()
    if not form.validate_on_submit():
        return case_page(case_id, 422, priority=form)
    working.set_priority(working.led(case_id, me()), form.priority.data, me().id)
    return _done(case_id, "Zmieniono pilność sprawy.")


@bp.post("/<int:case_id>/termin")
@requires(Permission.CaseRead)
def set_due(case_id: int) -> Response:
    form = DueForm()
    if not form.validate_on_submit() or form.due_on.data is None:
        return case_page(case_id, 422, due=form)
    working.set_due(working.led(case_id, me()), form.due_on.data, form.why.data or "", me().id)
    return _done(case_id, "Zmieniono termin. Powód jest w notatkach, a zmiana w historii sprawy.")


@bp.post("/<int:case_id>/redakcja")
@requires(Permission.CaseRead)
def escalate_case(case_id: int) -> Response:
    form = EscalateForm()
    if not form.validate_on_submit():
        return case_page(case_id, 422, escalate=form)
    working.escalate(working.led(case_id, me()), form.why.data or "", me().id)
    return _done(case_id, "Redakcja dostanie list. Sprawa jest pilna.")


@bp.post("/<int:case_id>/notatki")
@requires(Permission.CaseRead)
def add_note(case_id: int) -> Response:
    form = NoteForm()
    if not form.validate_on_submit():
        return case_page(case_id, 422, note=form)
    working.note(case_of(case_id), form.words.data or "", me().id)
    return _done(case_id, "Dodano notatkę. Widzą ją tylko eksperci i redakcja.")


@bp.post("/<int:case_id>/zalaczniki/<int:attachment_id>/usun")
@requires(Permission.CaseRead)
def remove_file(case_id: int, attachment_id: int) -> Response:
    working.remove_attachment(working.led(case_id, me()), attachment_id, me().id)
    return _done(case_id, "Usunięto załącznik. Sprawa i rozmowa zostały.")
