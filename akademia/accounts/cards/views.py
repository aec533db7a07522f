"""Cards: signing in with one, one's own, a club's, and who may issue them."""

from flask import Blueprint, Response, flash, request, session

from akademia.accounts.cards import papers, queries, services
from akademia.accounts.cards.forms import CardSignInForm, IssueForm, LeaveForm, PinForm, WorkerForm
from akademia.accounts.limits import limit_letters, limit_pins
from akademia.accounts.safety import session as safety
from akademia.accounts.safety.limits import limit_codes
from akademia.accounts.services import hashed, note_sign_in, password_fits
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import counted
from akademia.core.web import asked, go, page, send_to
from akademia.organisations.services import organisation_for

bp = Blueprint("cards", __name__)
BLUEPRINTS = (bp,)
WRONG = "Login albo PIN się nie zgadza. Przepisz je z karty jeszcze raz."
FILTERS = {"stan": queries.STATES}


# ── a learner with a card ──


@bp.route("/konto/logowanie/karta/", methods=["GET", "POST"])
@public(cached=False)
@limit_pins
def sign_in() -> Response:
    form = CardSignInForm()
    if not form.validate_on_submit():
        return page("cards/sign_in.html", form=form)
    card = queries.card_by_login(form.login.data)
    fits = services.pin_fits(card, form.pin.data)
    try:
        open_to = card.user if card is not None and services.lets_in(card, fits) else None
    except RuleBroken as refused:
        form.form_errors = [refused.message]
        return page("cards/sign_in.html", form=form)
    if open_to is None:
        commit()
        form.form_errors = [WRONG]
        return page("cards/sign_in.html", form=form)
    note_sign_in(open_to)
    safety.begin_short(open_to)
    commit()
    return send_to(form.next.data) if form.next.data else go("pages.learning_desk")


@bp.get("/konto/karta/")
@requires(Permission.AccountUse)
def show_own() -> Response:
    card, words = queries.held_card(me().id), services.consent_words(queries.held_card(me().id))
    shows, leaving = queries.shows_progress(me().id), queries.leaving_of(me().id)
    return page("cards/own.html", card=card, shows=shows, words=words, leaving=leaving)


@bp.route("/konto/karta/pin/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@limit_codes
def change_pin() -> Response:
    card, form = queries.live_card(me().id), PinForm()
    if not form.validate_on_submit():
        return page("cards/pin.html", form=form)
    if not password_fits(card.user, form.old.data):
        form.old.errors = ["To nie jest PIN z tej karty"]
        return page("cards/pin.html", form=form)
    secret = hashed(form.new.data)
    services.change_pin(card, form.new.data, secret)
    safety.keep_this_alone(me())
    commit()
    flash("Masz nowy PIN. Ten z karty już nie działa: przekreśl go.", "success")
    return go(".show_own")


@bp.post("/konto/karta/postepy/<any(pokaz, ukryj):act>/")
@requires(Permission.AccountUse)
def show_progress(act: str) -> Response:
    card = queries.live_card(me().id) if act == "pokaz" else queries.held_card(me().id)
    services.show_progress(card, act == "pokaz")
    commit()
    flash("Klub widzi teraz Twoje postępy." if act == "pokaz" else "Klub nie widzi już Twoich postępów.", "success")
    return go(".show_own")


@bp.route("/konto/karta/konto/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@limit_codes
@limit_letters
def ask_leave() -> Response:
    """Take an address and a password for the account. The PIN is asked again: the computer may be left alone."""
    card, form = queries.live_card(me().id), LeaveForm()
    if not form.validate_on_submit():
        return _leave_page(form)
    if not password_fits(card.user, form.pin.data):
        form.pin.errors = ["To nie jest Twój PIN"]
        return _leave_page(form)
    secret = hashed(form.password.data)
    services.ask_leave(card, form.email.data, secret, form.stays_shown.data)
    commit()
    flash(f"Wysłaliśmy list na adres {form.email.data}. Do potwierdzenia karta działa jak dotąd.", "success")
    return go(".show_own")


def _leave_page(form: LeaveForm) -> Response:
    shows = queries.shows_progress(me().id)
    return page("cards/leave.html", form=form, shows=shows, hours=services.LEAVE_WITHIN_HOURS)


@bp.post("/konto/karta/konto/rezygnacja/")
@requires(Permission.AccountUse)
def cancel_leave() -> Response:
    services.give_up_leaving(queries.live_card(me().id).user_id)
    commit()
    flash("Zostajesz przy karcie.", "success")
    return go(".show_own")


@bp.get("/konto/karta/adres/<token>/")
@public(cached=False)
def show_leave(token: str) -> Response:
    """Show one button; only pressing it changes the card into an account."""
    leaving = queries.leaving_by_token(token)
    if leaving is None:
        return page("cards/dead_leave.html", status=410)
    return page("cards/confirm_leave.html", new_email=leaving.new_email, stays_shown=leaving.stays_shown)


@bp.post("/konto/karta/adres/<token>/")
@public(cached=False)
def confirm_leave(token: str) -> Response:
    leaving = queries.leaving_by_token(token)
    try:
        if leaving is None:
            raise Missing
        services.leave(leaving)
    except Missing:
        return page("cards/dead_leave.html", status=410)
    except services.AddressTaken as refused:
        commit()
        flash(refused.message, "error")
        return go(".sign_in")
    commit()
    flash("Masz konto. Od teraz logujesz się adresem e-mail i hasłem, a karta już nie działa.", "success")
    return go("security.login")


# ── a club's worker ──


@bp.get("/konto/karty/")
@requires(Permission.AccountUse)
def list_clubs() -> Response:
    clubs = queries.clubs_of(me().id)
    if len(clubs) == 1:
        return go(".list_cards", club_id=clubs[0].id)
    return page("cards/clubs.html", clubs=clubs)


@bp.get("/konto/karty/<int:club_id>/")
@requires(Permission.AccountUse)
def list_cards(club_id: int) -> Response:
    how = asked(queries.SORTS, "-wydano", FILTERS)
    club = queries.club(me().id, club_id)
    return page(
        "cards/cards.html", club=club, cards=queries.cards_of_club(club_id, how), asked=how, states=queries.STATES
    )


@bp.route("/konto/karty/<int:club_id>/nowe/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
def issue(club_id: int) -> Response:
    club, form = queries.club(me().id, club_id), IssueForm()
    if not form.validate_on_submit():
        return page("cards/issue.html", club=club, form=form)
    called = form.called()
    pins = services.hashed_pins(len(called))
    try:
        made = services.issue(club, called, pins, me().id)
    except RuleBroken as refused:
        rollback()
        form.names.errors = [refused.message]
        return page("cards/issue.html", club=club, form=form)
    commit()
    return _to_print(club_id, made)


def _to_print(club_id: int, made: list[services.Printed]) -> Response:
    """Keep what stands on new cards, sealed in this browser's session alone, until they are printed."""
    session["cards"] = papers.sealed(club_id, made)
    return go(".show_new", club_id=club_id)


@bp.get("/konto/karty/<int:club_id>/do-druku/")
@requires(Permission.AccountUse)
def show_new(club_id: int) -> Response:
    club = queries.club(me().id, club_id)
    cards = papers.opened(session.get("cards", ""), club_id)
    if not cards:
        flash("PIN-y pokazujemy tylko raz, przez kwadrans po wydaniu kart. Możesz wydać nowy PIN do karty.", "warning")
        return go(".list_cards", club_id=club_id)
    return page("cards/new.html", club=club, cards=cards)


@bp.get("/konto/karty/<int:club_id>/do-druku/karty.pdf")
@requires(Permission.AccountUse)
def take_new(club_id: int) -> Response:
    club = queries.club(me().id, club_id)
    cards = papers.opened(session.get("cards", ""), club_id)
    if not cards:
        return go(".show_new", club_id=club_id)
    return Response(
        papers.pdf_of(club, cards),
        mimetype="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="karty.pdf"'},
    )


@bp.post("/konto/karty/<int:club_id>/do-druku/gotowe/")
@requires(Permission.AccountUse)
def put_away_new(club_id: int) -> Response:
    queries.club(me().id, club_id)
    session.pop("cards", None)
    flash("PIN-y są schowane. Nikt ich już nie zobaczy, także Ty.", "success")
    return go(".list_cards", club_id=club_id)


@bp.get("/konto/karty/karta/<int:card_id>/")
@requires(Permission.AccountUse)
def show_card(card_id: int) -> Response:
    found = queries.card_for_worker(card_id, me().id)
    return page("cards/card.html", card=found.card, found=found, states=queries.STATES)


@bp.post("/konto/karty/karta/<int:card_id>/nowy-pin/")
@requires(Permission.AccountUse)
def renew(card_id: int) -> Response:
    card = queries.own_live_card(card_id, me().id)
    (pin,) = services.hashed_pins(1)
    made = services.renew(card, pin, me().id)
    commit()
    return _to_print(card.organisation_id, [made])


@bp.post("/konto/karty/karta/<int:card_id>/<any(zablokuj, oddana):act>/")
@requires(Permission.AccountUse)
def stop(card_id: int, act: str) -> Response:
    card = queries.own_live_card(card_id, me().id)
    (services.block if act == "zablokuj" else services.take_card)(card, me().id)
    commit()
    flash(f"Karta „{card.called}” już nie działa.", "success")
    return go(".show_card", card_id=card_id)


# ── an administrator ──


@bp.get("/panel/kluby/")
@requires(Permission.PeopleManage)
def desk_clubs() -> Response:
    how = asked(queries.CLUB_SORTS, "nazwa")
    return page("cards/desk_clubs.html", clubs=queries.clubs(how), asked=how)


@bp.route("/panel/kluby/pracownik/", methods=["GET", "POST"])
@requires(Permission.PeopleManage)
def add_worker() -> Response:
    form = WorkerForm(nip=request.args.get("nip"))
    if not form.validate_on_submit():
        return page("cards/add_worker.html", form=form)
    try:
        club = organisation_for(form.tax_number() or "", form.organisation_name.data)
        services.let_issue(club, form.email.data, me().id)
    except RuleBroken as refused:
        rollback()
        form.email.errors = [refused.message]
        return page("cards/add_worker.html", form=form)
    commit()
    flash(f"{form.email.data} może wydawać karty w imieniu: {club.name}.", "success")
    return go(".desk_club", club_id=club.id)


@bp.get("/panel/kluby/<int:club_id>/")
@requires(Permission.PeopleManage)
def desk_club(club_id: int) -> Response:
    club = queries.any_club(club_id)
    count = counted(queries.count_cards(club_id), "karta", "karty", "kart")
    return page("cards/desk_club.html", club=club, workers=queries.workers_of(club_id), cards=count)


@bp.post("/panel/kluby/prawo/<int:worker_id>/odbierz/")
@requires(Permission.PeopleManage)
def remove_worker(worker_id: int) -> Response:
    grant = queries.worker(worker_id)
    club_id, address = grant.organisation_id, grant.user.email
    services.take_back(grant, me().id)
    commit()
    flash(f"{address} nie może już wydawać kart. Karty wydane wcześniej działają dalej.", "success")
    return go(".desk_club", club_id=club_id)
