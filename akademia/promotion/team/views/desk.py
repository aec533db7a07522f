"""The team at the desk of staff: the list, a person, consents."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.promotion.team.forms import ConsentForm, WithdrawalForm
from akademia.promotion.team.queries.desk import CONSENTS, TEAM_NAMES, desk_list, desk_member
from akademia.promotion.team.services import consents

bp = Blueprint("team_desk", __name__, url_prefix="/panel/kadra")


@bp.get("/")
@requires(Permission.TeamEdit)
def show_list() -> Response:
    how = asked({"nazwisko", "zmiana"}, "nazwisko", {"zespol": TEAM_NAMES, "zgoda": CONSENTS})
    filters = [("zespol", "Zespół", TEAM_NAMES), ("zgoda", "Zgoda", CONSENTS)]
    return page("promotion/team/desk/list.html", list=desk_list(how), asked=how, filters=filters)


@bp.get("/nowa")
@requires(Permission.TeamEdit)
def begin_member() -> Response:
    return go("editor.new_text", kind="kadra")


@bp.get("/<int:ref>/")
@requires(Permission.TeamEdit)
def show_member(ref: int) -> Response:
    return page("promotion/team/desk/member.html", member=desk_member(ref))


@bp.route("/<int:ref>/zgoda/", methods=["GET", "POST"])
@requires(Permission.TeamEdit)
def give_consent(ref: int) -> Response:
    member = desk_member(ref)
    form = ConsentForm.for_member(member.name)
    if not form.validate_on_submit():
        return page("promotion/team/desk/consent.html", form=form, member=member)
    try:
        consents.give_consent(
            ref, form.given_by.data or "", form.given_on.data, form.proof.data or "", form.photo.data, me().id
        )
    except RuleBroken as refused:
        rollback()
        form.given_on.errors = [refused.message]
        return page("promotion/team/desk/consent.html", form=form, member=desk_member(ref))
    return _done(ref, "Zapisano zgodę. Od teraz czytelnicy widzą tę osobę.")


@bp.route("/<int:ref>/cofniecie/", methods=["GET", "POST"])
@requires(Permission.TeamEdit)
def withdraw_consent(ref: int) -> Response:
    form = WithdrawalForm.of_today()
    if not form.validate_on_submit():
        return page("promotion/team/desk/withdraw.html", form=form, member=desk_member(ref))
    try:
        photo_stays = consents.withdraw_consent(ref, form.on.data, me().id)
    except RuleBroken as refused:
        rollback()
        form.on.errors = [refused.message]
        return page("promotion/team/desk/withdraw.html", form=form, member=desk_member(ref))
    if photo_stays:
        flash("Zdjęcia tej osoby używają też inne teksty. Usuń je z nich, a potem z mediów.", "warn")
    return _done(ref, "Zapisano cofnięcie zgody. Tej osoby nie widać już nigdzie.")


def _done(ref: int, said: str) -> Response:
    commit()
    flash(said, "success")
    return go(".show_member", ref=ref)
