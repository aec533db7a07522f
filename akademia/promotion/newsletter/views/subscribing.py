"""Subscribing, confirming, preferences, leaving. A GET changes nothing; each act is a button."""

from flask import Blueprint, Response, abort, flash, make_response, request

from akademia.accounts.limits import limit_letters
from akademia.core.db import commit
from akademia.core.doors import machine, public
from akademia.core.errors import Missing
from akademia.core.web import go, page
from akademia.promotion.newsletter.forms import AddressForm, OkForm, PreferencesForm, SubscribeForm
from akademia.promotion.newsletter.queries import subscribers as queries
from akademia.promotion.newsletter.services import subscribing as services

bp = Blueprint("newsletter", __name__, url_prefix="/promocja/newsletter")


@bp.route("/zapis/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def subscribe() -> Response:
    form = SubscribeForm()
    if form.validate_on_submit():
        services.ask(form.email.data or "", form.topics.data or [], form.region.data)
        commit()
        return go(".show_sent", co="zapis")
    return page("promotion/newsletter/subscribe.html", form=form, consent=queries.CONSENT)


@bp.get("/wyslane/")
@public
def show_sent() -> Response:
    """Say that a letter is on its way: the same to everyone."""
    asked = "ustawienia" if request.args.get("co") == "ustawienia" else "zapis"
    return page("promotion/newsletter/sent.html", asked=asked)


@bp.route("/potwierdzenie/<token>/", methods=["GET", "POST"])
@public(cached=False)
def show_confirmation(token: str) -> Response:
    """Show one button; only pressing it subscribes, so that a program that opens links does nothing."""
    try:
        subscriber = queries.to_confirm(token)
    except Missing:
        return page("promotion/newsletter/dead_link.html", 404)
    form = OkForm()
    if form.validate_on_submit():
        services.confirm(subscriber)
        commit()
        return go(".show_confirmation", token=token)
    return page("promotion/newsletter/confirm.html", form=form, token=token, subscriber=subscriber,
                topics=queries.topic_words(subscriber.topics))  # fmt: skip


@bp.route("/ustawienia/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def ask_preferences() -> Response:
    form = AddressForm()
    if form.validate_on_submit():
        services.ask_for_link(form.email.data or "")
        commit()
        return go(".show_sent", co="ustawienia")
    return page("promotion/newsletter/ask_preferences.html", form=form)


@bp.route("/ustawienia/<token>/", methods=["GET", "POST"])
@public(cached=False)
def show_preferences(token: str) -> Response:
    try:
        subscriber = queries.by_preferences(token)
    except Missing:
        return page("promotion/newsletter/dead_link.html", 404)
    form = PreferencesForm(subscriber)
    if form.validate_on_submit():
        if request.form.get("act") == "forget":
            return _forget(token)
        services.choose(subscriber, form.topics.data or [], form.region.data)
        commit()
        flash("Zapisano ustawienia newslettera.", "success")
        return go(".show_preferences", token=token)
    return page("promotion/newsletter/preferences.html", form=form, subscriber=subscriber, token=token)


def _forget(token: str) -> Response:
    services.forget(queries.by_preferences(token))
    commit()
    flash("Wypisaliśmy ten adres i usunęliśmy jego dane.", "success")
    return go(".show_newsletter")


@bp.get("/wypis/<token>/")
@public(cached=False)
def show_way_out(token: str) -> Response:
    """Show one button. The page says nothing of the address: the letter may have been forwarded."""
    subscriber, _issue = queries.by_way_out(token)
    is_in = subscriber is not None and subscriber.state == "active"
    return page("promotion/newsletter/way_out.html", token=token, is_in=is_in)


@bp.post("/wypis/<token>/")
@machine
def leave_by_machine(token: str) -> Response:
    """End a subscription for a mail program (RFC 8058): no session, no token of a form, no redirect."""
    if request.form.get("List-Unsubscribe") != "One-Click":
        abort(400)
    try:
        _leave(token)
    except Missing:
        abort(400)
    response = make_response("Wypisano.\n")
    response.mimetype = "text/plain"
    return response


@bp.post("/wypis/<token>/potwierdz/")
@public(cached=False)
def leave(token: str) -> Response:
    _leave(token)
    return go(".show_way_out", token=token)


def _leave(token: str) -> None:
    subscriber, issue_id = queries.by_way_out(token)
    if subscriber is not None:
        services.stop(subscriber, "reader", issue_id)
    commit()
