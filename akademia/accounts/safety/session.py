"""What the browser's session holds about safety: the device's key, how fresh the sign-in is, the step between.

The session's cookie is signed but readable, so secrets lie in it sealed.
"""

import secrets
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, flash, g, request, session, url_for
from flask_login import current_user
from flask_security import login_user

from akademia.accounts.models import User
from akademia.accounts.safety import queries, services
from akademia.accounts.safety.queries import Seat
from akademia.accounts.safety.rules import device_words, is_trusted, may_need_second_step
from akademia.core import clock, settings
from akademia.core.doors import door_of, me
from akademia.core.guard import SAFE, current_view
from akademia.core.sealed import seal, unseal
from akademia.core.web import go

FRESH_SECONDS = 10 * 60
FORM_SECONDS = 30 * 60  # who opened a form while fresh may take their time with it
STEP_SECONDS = 10 * 60
SHOWN_SECONDS = 10 * 60
WHILE_SHORT = frozenset({"safety.ask_again"})
NOT_WHILE_SHORT = frozenset({"accounts.show_security", "security.change_password"})
STEP_WANTED = "Praca w panelu wymaga drugiego kroku przy logowaniu. Włącz go tutaj: zajmie to kilka minut."


def person_of(identity: str) -> User | None:
    """Return who a cookie's identity belongs to, and remember the device for the rest of the request."""
    found = queries.person_and_seat(identity)
    if found is None:
        return None
    user, g.seat = found
    return user


def seat() -> Seat | None:
    """Return the device that this request comes from, once the person was loaded."""
    found: Seat | None = g.get("seat")
    return found


def own_seat() -> Seat:
    """Return the device of a signed-in person."""
    found: Seat = g.seat
    return found


def device() -> str:
    return device_words(request.user_agent.string)


def begin(_app: Flask, user: User, **_rest: Any) -> None:
    """Write the device down at each sign-in, and tie the cookies to it."""
    two_steps = bool(g.get("two_steps"))
    short = bool(g.get("short_sitting"))
    session["_user_id"], g.seat = services.begin_sitting(user, device(), two_steps=two_steps, short=short, seat=seat())


def begin_short(user: User) -> None:
    """Sign a person in on a computer that many use: nothing is remembered, and it ends soon by itself."""
    g.short_sitting = True
    login_user(user, remember=False, authn_via=["pin"])
    session["_remember"] = "clear"  # of who was remembered here before, and would come back when this ends


def is_closed_while_short(endpoint: str) -> bool:
    """Say whether a view makes an account safe or moves it, which is not done on a computer that many use."""
    return endpoint not in WHILE_SHORT and (endpoint in NOT_WHILE_SHORT or endpoint.startswith("safety."))


def keep_to_learning() -> Response | None:
    """Before a view that is closed to sign-ins by a card."""
    if not is_closed_while_short(request.endpoint or "") or not current_user.is_authenticated or not own_seat().short:
        return None
    flash("Po zalogowaniu kartą z klubu ta strona jest zamknięta. Możesz zmienić PIN.", "warning")
    return go("cards.show_own")


def keep_this_alone(user: User) -> None:
    """Sign a person out on all other devices; this one, if it is the person's, stays signed in."""
    here = seat() if current_user.is_authenticated and me().id == user.id else None
    services.end_others(user, here)
    if here is not None:
        session["_user_id"] = f"{user.fs_uniquifier}.{session['_user_id'].partition('.')[2]}"
        if current_app.config["REMEMBER_COOKIE_NAME"] in request.cookies and not here.short:
            session["_remember"] = "set"


def note_seen(response: Response) -> Response:
    """Note now and then, after a page was read, that its device is in use."""
    here = seat()
    if here is not None and request.method == "GET" and services.is_seen_due(here):
        services.note_seen(here)
    return response


# ── freshness ──


def is_fresh(seconds: int = FRESH_SECONDS) -> bool:
    """Say whether the person proved who they are within so many seconds."""
    return clock.now().timestamp() - float(session.get("fs_paa", 0)) < seconds


def refresh() -> None:
    """Note that the person has just proved who they are."""
    session["fs_paa"] = clock.now().timestamp()


def fresh(view: Callable[..., Response]) -> Callable[..., Response]:
    """Ask for the password (or a passkey) again before a sensitive act when the sign-in is some minutes old."""

    @wraps(view)
    def guarded(**place: Any) -> Response:
        if is_fresh(FRESH_SECONDS if request.method in SAFE else FORM_SECONDS):
            return view(**place)
        if request.method in SAFE:
            return go("safety.ask_again", next=request.path)
        flash("Nic się jeszcze nie zmieniło. Potwierdź, że to Ty, i zrób to jeszcze raz.", "warning")
        return go("safety.ask_again", next=url_for("accounts.show_security"))

    return guarded


# ── the second step ──


def stand_before_step(user: User, remember: bool) -> None:
    """Remember who gave the right password and still owes the second step."""
    session["step"] = {"who": user.fs_uniquifier, "remember": remember, "at": clock.now().timestamp()}


def who_stands_before_step() -> User | None:
    """Return who gave the right password within ten minutes and still owes the second step."""
    step = session.get("step")
    if not step or clock.now().timestamp() - step["at"] > STEP_SECONDS:
        return None
    return queries.person_by_key(step["who"])


def finish_step(user: User) -> None:
    """Let in who has shown a second factor; who is signed in already has it noted."""
    step = session.pop("step", None) or {}
    here = seat() if current_user.is_authenticated and me().id == user.id else None
    if here is not None:
        services.confirm_sitting(here)
        refresh()
        return
    g.two_steps = True
    login_user(user, remember=bool(step.get("remember")), authn_via=["password", "second"])


def lead_to_step() -> Response | None:
    """Before a view of the staff's work: in production nothing of it opens without a second step."""
    door = door_of(current_view())
    if door is None or not may_need_second_step(door.permission) or not settings.here().production:
        return None
    if not current_user.is_authenticated or not current_user.may(door.permission):
        return None
    return way_to_step()


def way_to_step() -> Response | None:
    """Return where a person whose role asks for a second step and who did not show one has to go first."""
    here = seat()
    if here is None or here.two_steps or not settings.here().production or not is_trusted(me().roles):
        return None
    if queries.has_second_step(here.user_id):
        stand_before_step(me(), remember=False)
        return go("safety.ask_code", next=request.path if request.method in SAFE else None)
    flash(STEP_WANTED, "warning")
    return go("accounts.show_security", _anchor="drugi-krok")


# ── passkeys and secrets ──


def key_session() -> str:
    """Return by what questions to passkeys are bound to this browser."""
    found = session.get("keys")
    if not found:
        found = session["keys"] = secrets.token_hex(8)
    return str(found)


def keep_draft(sealed: str) -> str:
    session["draft"] = sealed
    return sealed


def draft() -> str | None:
    """Return the sealed secret of an application that is being set up."""
    found: str | None = session.get("draft")
    return found


def drop_draft() -> None:
    session.pop("draft", None)


def keep_codes(codes: Sequence[str]) -> None:
    """Keep new recovery codes, sealed, until they are shown."""
    session["codes"] = seal("codes", list(codes))


def codes_to_show() -> list[str]:
    """Return new recovery codes once."""
    return unseal("codes", session.pop("codes", ""), SHOWN_SECONDS) or []
