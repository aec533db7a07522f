"""Before every request: may it write, does it carry its security token, is the door open to this person."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect

from akademia.core import db
from akademia.core.doors import Door, door_of
from akademia.core.pagecache import MARK
from akademia.core.text import LARGEST_NUMBER

csrf = CSRFProtect()
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def hang_doors(app: Flask) -> None:
    """Check every request at its door; shut is the default."""
    app.before_request(_check_address)
    app.before_request(_announce_writing)
    app.before_request(_widen)
    app.before_request(_check_token)
    app.before_request(_check_door)
    app.after_request(_mark_public)
    app.teardown_request(_forget_writing)


def current_view() -> Callable[..., Any] | None:
    return current_app.view_functions.get(request.endpoint or "")


def _door() -> Door | None:
    return door_of(current_view())


def _check_address() -> None:
    """Refuse parts of an address that no row can have and a database would choke on."""
    for part in (request.view_args or {}).values():
        if (isinstance(part, str) and "\0" in part) or (isinstance(part, int) and part > LARGEST_NUMBER):
            abort(404)


def _announce_writing() -> None:
    door = _door()
    if request.method in SAFE:
        writes = door is not None and door.writes
    else:
        writes = door is None or not door.reads
    announced = db.writing(writes)
    announced.__enter__()
    g.announced = announced


def _forget_writing(_error: BaseException | None) -> None:
    announced = g.pop("announced", None)
    if announced is not None:
        announced.__exit__(None, None, None)


def _widen() -> None:
    """Let a large body through a door made for files, for those who may go through it; others keep the small limit.

    No transaction is held while the body comes in, which may take minutes.
    """
    door = _door()
    if door is None or door.largest_bytes is None or request.method in SAFE:
        return
    if door.permission is None or (current_user.is_authenticated and current_user.may(door.permission)):
        request.max_content_length = door.largest_bytes
    db.let_go()


def _check_token() -> None:
    door = _door()
    if request.method not in SAFE and door is not None and not door.machine:
        csrf.protect()


def _check_door() -> Response | None:
    if request.endpoint is None:
        return None
    door = _door()
    if door is None:
        abort(403)
    if door.permission is None:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if not current_user.may(door.permission):
        abort(403)
    return None if door.first else _ask_first()


def ask_first(app: Flask, gate: Callable[[Any], str | None]) -> None:
    """Have people led to a page before any other opens.

    :param gate: the signed-in person -> the endpoint of that page, or None. Asked at each request: it only looks at
        the row that is loaded already.
    """
    app.extensions.setdefault("gates", []).append(gate)


def _ask_first() -> Response | None:
    """Lead who looks at a page; what was being sent when the question came up is taken, so that no answer is lost."""
    if request.method not in SAFE:
        return None
    for gate in current_app.extensions.get("gates", ()):
        endpoint = gate(current_user)
        if endpoint:
            return redirect(url_for(endpoint, next=request.full_path.rstrip("?")), 303)  # type: ignore[return-value]
    return None


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("security.login", next=back), 303)  # type: ignore[return-value]


def _mark_public(response: Response) -> Response:
    """Mark what the page cache may keep: a visitor's whole page that touched no session."""
    door = _door()
    if (
        door is not None
        and door.cached
        and request.method == "GET"
        and response.status_code == 200
        and not session.modified
        and not response.direct_passthrough
    ):
        response.headers[MARK] = "1"
    return response
