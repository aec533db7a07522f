"""The postmaster's page: what waits, what was not delivered and why, and sending it again."""

from flask import Blueprint, Response, flash

from akademia.audit.services import record
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page
from akademia.jobs.services import hurry
from akademia.mail import queries, services

bp = Blueprint("mail", __name__, url_prefix="/panel/listy")
BLUEPRINTS = (bp,)


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
