"""The trail of acts: read, filtered, taken away as CSV."""

from collections.abc import Iterator

from flask import Flask, Response, current_app, request

from akademia.administration.forms import day_in
from akademia.administration.queries import trail as queries
from akademia.administration.views.people import bp
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.listing import Asked
from akademia.core.sheet import csv_parts
from akademia.core.web import asked, page

HEADS = ("Numer", "Kiedy", "Kto", "Działanie", "Działanie (kod)", "Rzecz", "Którędy", "Szczegóły")


@bp.get("/panel/dziennik/")
@requires(Permission.AuditRead)
def show_trail() -> Response:
    teller = queries.Teller(current_app.extensions["akademia"].trail_cards)
    how, span = _asked(teller), _span()
    acts, more = queries.trail(how, span, teller)
    return page("administration/trail.html", acts=acts, more=more, asked=how, span=span, teller=teller,
                doors=queries.DOORS)  # fmt: skip


@bp.post("/panel/dziennik/csv/")
@requires(Permission.AuditRead)
def take_trail() -> Response:
    """Send the whole of what the address asks for; that it was taken is an act too."""
    teller = queries.Teller(current_app.extensions["akademia"].trail_cards)
    how, span = _asked(teller), _span()
    record("trail.taken", "trail", "-", actor=me().id)
    commit()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(csv_parts(HEADS, _rows(app, how, span, teller)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename=dziennik-{clock.today()}.csv"
    return response


def _rows(app: Flask, how: Asked, span: queries.Span, teller: queries.Teller) -> Iterator[tuple[object, ...]]:
    """Give the rows of the file; between its parts no connection is held."""
    last = 0
    while True:
        with app.app_context():
            acts = queries.trail_after(last, how, span, teller)
        for act in acts:
            when = act.at.astimezone(clock.WARSAW).strftime("%Y-%m-%d %H:%M:%S")
            yield act.id, when, act.who, act.words, act.act, act.thing, act.door, act.details
        if not acts:
            return
        last = acts[-1].id


def _asked(teller: queries.Teller) -> Asked:
    return asked({"kiedy"}, "-kiedy", {"czyn": teller.acts, "rzecz": teller.things, "drzwi": queries.DOORS})


def _span() -> queries.Span:
    return queries.Span(day_in(request.args.get("od", "")), day_in(request.args.get("do", "")))
