"""People: the list, one person, roles, locks, second accounts."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request

from akademia.accounts.models import User
from akademia.accounts.queries import consent_rows, user_by_email
from akademia.accounts.roles import AUDIENCES, LABELS, Role
from akademia.administration import policy
from akademia.administration.forms import MergeForm
from akademia.administration.queries import people as queries
from akademia.administration.queries.trail import Teller, acts_about
from akademia.administration.services import merging
from akademia.administration.services import people as services
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.text import counted, row_numbers
from akademia.core.web import asked, go, page

bp = Blueprint("administration", __name__)
FILTERS = {"rola": queries.ROLES, "stan": queries.STATES, "kim": AUDIENCES}
LAST_ACTS = 10
MOST_CHOSEN = 200
BULK = {"lock": "zablokuj konta", **{role.value: f"nadaj rolę: {LABELS[role]}" for role in Role}}


@bp.get("/panel/osoby/")
@requires(Permission.PeopleManage)
def list_people() -> Response:
    how = asked(queries.SORTS, "-zalozono", FILTERS)
    found = queries.people(how)
    return page("administration/people.html", people=found.page, more=found.more, asked=how, filters=FILTERS, bulk=BULK)


@bp.get("/panel/osoby/<int:user_id>/")
@requires(Permission.PeopleManage)
def show_person(user_id: int) -> Response:
    person, house = queries.person(user_id), current_app.extensions["akademia"]
    teller = Teller(house.trail_cards) if me().may(Permission.AuditRead) else None
    return page(
        "administration/person.html",
        person=person,
        audience=queries.audience_label(person),
        roles=[(role, LABELS[role], role.value in person.roles) for role in Role],
        may_change=policy.may_change(me(), person),
        consents=consent_rows(person),
        learning=[row for area in house.areas for row in area.learning(person.id)],
        acts=acts_about(person.id, teller, LAST_ACTS) if teller else [],
    )


@bp.post("/panel/osoby/<int:user_id>/role/<any(nadaj, odbierz):act>/")
@requires(Permission.PeopleManage)
def change_role(user_id: int, act: str) -> Response:
    person = queries.person(user_id)
    role = _role(request.form.get("role", ""))
    (services.give_role if act == "nadaj" else services.take_role)(me(), person, role)
    return _done(person, f"Rola „{LABELS[role]}” {'nadana' if act == 'nadaj' else 'odebrana'}.")


def _role(name: str) -> Role:
    if name not in queries.ROLES:
        abort(400)
    return Role(name)


@bp.post("/panel/osoby/<int:user_id>/zablokuj/")
@requires(Permission.PeopleManage)
def lock_person(user_id: int) -> Response:
    person = queries.person(user_id)
    services.lock(me(), person)
    return _done(person, "Konto zablokowane. Ta osoba jest wszędzie wylogowana.")


@bp.post("/panel/osoby/<int:user_id>/odblokuj/")
@requires(Permission.PeopleManage)
def unlock_person(user_id: int) -> Response:
    person = queries.person(user_id)
    services.unlock(me(), person)
    return _done(person, "Konto odblokowane. Można się znowu zalogować.")


@bp.post("/panel/osoby/<int:user_id>/wyloguj/")
@requires(Permission.PeopleManage)
def sign_person_out(user_id: int) -> Response:
    person = queries.person(user_id)
    services.sign_out(me(), person)
    return _done(person, "Ta osoba jest wylogowana na wszystkich urządzeniach.")


def _done(person: User, said: str) -> Response:
    number = person.id
    commit()
    flash(said, "success")
    return go(".show_person", user_id=number)


@bp.get("/panel/osoby/wybrane/")
@requires(Permission.PeopleManage)
def preview_bulk() -> Response:
    act, people = _bulk(request.args)
    outcome = services.foresee(me(), people, act)
    return page("administration/bulk.html", act=act, label=BULK[act], outcome=outcome)


@bp.post("/panel/osoby/wybrane/")
@requires(Permission.PeopleManage)
def do_bulk() -> Response:
    act, people = _bulk(request.form)
    outcome = services.act_on_all(me(), people, act)
    commit()
    flash(f"Zrobione: {counted(len(outcome.reached), 'osoba', 'osoby', 'osób')}.", "success")
    for user, reason in outcome.left_out:
        flash(f"{user.email}: {reason}", "warning")
    return go(".list_people")


def _bulk(said: Any) -> tuple[str, list[User]]:
    """Return the act and the people chosen; nobody chosen, or an act that is not there, goes back to the list."""
    act = said.get("czyn", "")
    people = queries.chosen_people(row_numbers(said.getlist("osoba")[:MOST_CHOSEN]))
    if act not in BULK or not people:
        flash("Zaznacz co najmniej jedną osobę i wybierz, co zrobić.", "error")
        abort(go(".list_people"))
    return act, people


@bp.route("/panel/osoby/<int:user_id>/polacz/", methods=["GET", "POST"])
@requires(Permission.PeopleManage)
def merge_people(user_id: int) -> Response:
    """Ask for the second account, show what a merge does (done and undone), and do it once that was seen."""
    kept, form = queries.person(user_id), MergeForm()
    if not form.validate_on_submit():
        return page("administration/merge.html", form=form, kept=kept)
    second = user_by_email(form.email.data)
    if second is None:
        form.email.errors = ["Nie ma konta o takim adresie"]
        return page("administration/merge.html", form=form, kept=kept)
    try:
        parts = merging.merge(me(), second, kept, current_app.extensions["akademia"].privacy_cards)
    except RuleBroken as refused:
        rollback()
        form.email.errors = [refused.message]
        return page("administration/merge.html", form=form, kept=kept)
    if request.form.get("potwierdzam"):
        return _done(kept, "Konta połączone. Drugie konto jest już bez nazwy i bez dostępu.")
    rollback()
    return page("administration/merge.html", form=form, kept=kept, parts=parts)
