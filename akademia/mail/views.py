"""The postmaster's page: what waits, what was not delivered and why, and sending it again. The reader's choice."""

from flask import Blueprint, Response, abort, flash, make_response, request

from akademia.audit.services import record
from akademia.core.db import commit
from akademia.core.doors import Permission, machine, me, public, requires
from akademia.core.errors import Missing
from akademia.core.web import asked, go, page
from akademia.jobs.services import hurry
from akademia.mail import queries, services

bp = Blueprint("mail", __name__, url_prefix="/panel/listy")
choice = Blueprint("letters", __name__)
BLUEPRINTS = (bp, choice)


@bp.get("/")
@requires(Permission.LettersManage)
def show_letters() -> Response:
    how = asked({"kolejka"}, "-kolejka", {"stan": queries.STATES})
    return page("mail_desk/letters.html", letters=queries.letters(how), asked=how, states=queries.STATES)


@bp.post("/<int:letter_id>/ponow")
@requires(Permission.LettersManage)
def send_again(letter_id: int) -> Response:
    services.send_again(queries.letter(letter_id))
    record("letter.send_again", "letter", letter_id, actor=me().id)
    commit()
    flash("List czeka na ponowne doręczenie. Wyślemy go w ciągu minuty.", "success")
    return go(".show_letters")


@bp.post("/pospiesz")
@requires(Permission.LettersManage)
def hurry_letters() -> Response:
    count = hurry("mail.deliver")
    record("letter.hurry", "letter", "-", actor=me().id, letters=count)
    commit()
    flash("Spróbujemy teraz doręczyć wszystkie czekające listy.", "success")
    return go(".show_letters")


@choice.get("/konto/listy/")
@requires(Permission.AccountUse)
def show_choice() -> Response:
    return page("letters/choice.html", kinds=queries.kinds_for(me().may), refused=queries.refused_kinds(me().id))


@choice.post("/konto/listy/")
@requires(Permission.AccountUse)
def save_choice() -> Response:
    services.choose(me().id, request.form.getlist("kind"), queries.kinds_for(me().may))
    commit()
    flash("Zapisano wybór listów.", "success")
    return go(".show_choice")


@choice.get("/listy/wypis/<token>/")
@public(cached=False)
def show_way_out(token: str) -> Response:
    """Show one button; only pressing it refuses, so that a program that opens links does nothing."""
    number, kind = services.reader_of(token)
    refused = kind.key in queries.refused_kinds(number)
    return page("letters/way_out.html", token=token, kind=kind, refused=refused)


@choice.post("/listy/wypis/<token>/")
@machine
def refuse_by_machine(token: str) -> Response:
    """Refuse a kind of letters for a mail program (RFC 8058): no session, no token of a form, no redirect."""
    if request.form.get("List-Unsubscribe") != "One-Click":
        abort(400)
    try:
        services.refuse(*services.reader_of(token))
    except Missing:
        abort(400)
    commit()
    response = make_response("Wypisano.\n")
    response.mimetype = "text/plain"
    return response


@choice.post("/listy/wypis/<token>/zmien")
@public(cached=False)
def change_way_out(token: str) -> Response:
    (services.want if request.form.get("act") == "want" else services.refuse)(*services.reader_of(token))
    commit()
    return go(".show_way_out", token=token)
