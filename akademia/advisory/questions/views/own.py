"""What an expert keeps for the work: saved parts of replies, topics to hear of, absences, the sheet of own answers."""

from flask import Response, flash, request

from akademia.advisory.questions.forms.own import AbsenceForm, PartForm, chosen_among
from akademia.advisory.questions.queries import absences as days
from akademia.advisory.questions.queries import parts
from akademia.advisory.questions.queries.desk import topics_named
from akademia.advisory.questions.queries.experts import experts, names_of, topics, topics_chosen
from akademia.advisory.questions.services import absences, own_things
from akademia.advisory.questions.views.desk import bp
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page


@bp.route("/wstawki/", methods=["GET", "POST"])
@requires(Permission.CaseRead)
def show_parts() -> Response:
    form = PartForm()
    if form.validate_on_submit():
        return _kept(form, None)
    return page("advisory/questions/desk/parts.html", form=form, parts=parts.parts_of(me().id))


@bp.route("/wstawki/<int:part_id>/", methods=["GET", "POST"])
@requires(Permission.CaseRead)
def edit_part(part_id: int) -> Response:
    part = parts.part(part_id, me().id)
    form = PartForm(data={"version": part.version, "title": part.title, "source": part.source,
                          "shared": part.owner_id is None})  # fmt: skip
    if form.validate_on_submit():
        return _kept(form, part_id)
    return page("advisory/questions/desk/part.html", form=form, part=part)


def _kept(form: PartForm, part_id: int | None) -> Response:
    part = parts.part(part_id, me().id) if part_id is not None else None
    owner = None if form.shared.data else me().id
    try:
        own_things.keep_part(part, form.opened, form.title.data or "", form.source.data or "", owner)
    except RuleBroken as refused:
        rollback()
        form.source.errors = [refused.message]
        return page("advisory/questions/desk/part.html", form=form, part=parts.part(part_id or 0, me().id))
    commit()
    flash("Zapisano wstawkę.", "success")
    return go(".show_parts")


@bp.post("/wstawki/<int:part_id>/usun")
@requires(Permission.CaseRead)
def remove_part(part_id: int) -> Response:
    own_things.drop_part(parts.part(part_id, me().id))
    commit()
    flash("Usunięto wstawkę.", "success")
    return go(".show_parts")


@bp.route("/moje-tematy/", methods=["GET", "POST"])
@requires(Permission.CaseAnswer)
def choose_topics() -> Response:
    if request.method == "POST":
        own_things.choose_topics(me().id, chosen_among(request.form.getlist("temat"), topics_named()))
        commit()
        flash("Zapisano. O nowych pytaniach z tych tematów napiszemy.", "success")
        return go(".choose_topics")
    return page("advisory/questions/desk/own_topics.html", topics=topics(), chosen=topics_chosen(me().id))


@bp.route("/nieobecnosci/", methods=["GET", "POST"])
@requires(Permission.CaseAnswer)
def show_absences() -> Response:
    form, own = AbsenceForm().offer(experts(), me().id), days.absences_of(me().id)
    if form.validate_on_submit() and form.from_on.data and form.until_on.data:
        absences.put_down(me().id, form.from_on.data, form.until_on.data, form.stand_in.data or None)
        commit()
        flash("Zapisano nieobecność. Pierwszego dnia sprawy zmienią opiekuna.", "success")
        return go(".show_absences")
    names = names_of({one.stand_in_id for one in own if one.stand_in_id})
    return page("advisory/questions/desk/absences.html", form=form, absences=own, names=names)


@bp.post("/nieobecnosci/<int:absence_id>/usun")
@requires(Permission.CaseAnswer)
def remove_absence(absence_id: int) -> Response:
    absences.take_back(days.own_absence(absence_id, me().id))
    commit()
    flash("Usunięto nieobecność.", "success")
    return go(".show_absences")


@bp.get("/moje.csv")
@requires(Permission.CaseAnswer)
def export_work() -> Response:
    response = Response(own_things.work_sheet(me().id), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="moje-odpowiedzi.csv"'
    return response
