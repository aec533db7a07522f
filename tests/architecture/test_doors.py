"""Doors: shut by default, one on every view, each walked by every role.

A view that forgets its door must not be open, and a form that forgets its token must not act; so both are checked
here for every address of the academy, also for those that an extension brings.
"""

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.roles import Role, permissions_of
from akademia.app import create_app
from akademia.core import db as database
from akademia.core.db import Model, db
from akademia.core.doors import Permission, door_of, requires
from tests.client import InspectingClient
from tests.conftest import QUICK_PASSWORDS
from tests.factories import make_user

SIGN_IN = "/konto/logowanie/"
# Programs post here without a session (one-click unsubscribing, RFC 8058; harvesting, OAI-PMH); each new one is named
# here first. What only asks may write nothing and answers as to a GET.
MACHINES = {"letters.refuse_by_machine", "newsletter.leave_by_machine", "harvest.answer_harvester"}
ASKED_BY_POST = {"harvest.answer_harvester"}
# A GET that may write. The outcome marks an attempt whose time ended, if the clock has not come to it yet: idempotent.
# A look of staff at a learner's answers is noted in the trail.
WRITING_GETS = {"learners.show_answers"}
LEAVES = {"accounts.sign_out_everywhere"}  # who goes through is signed out, and stands before the sign-in page
VISITOR, NOBODY = "visitor", "no role"
ASKED, SHUT, OPEN = "asked to sign in", "shut", "open"


def addresses(app, method):
    """Return (endpoint, address) of every rule that takes a method, its parts filled with things that are not there."""
    urls = app.url_map.bind("localhost")
    return [
        (rule.endpoint, urls.build(rule.endpoint, _sample_parts(rule), method=method))
        for rule in app.url_map.iter_rules()
        if method in rule.methods
    ]


def _sample_parts(rule):
    return {name: sorted(getattr(kind, "items", []) or [1 if hasattr(kind, "num_convert") else "x"], key=str)[0]
            for name, kind in rule._converters.items()}  # fmt: skip


def permission_of(app, endpoint):
    return door_of(app.view_functions[endpoint]).permission


def all_rows():
    return {t.name: sorted(map(repr, db.session.execute(select(t)))) for t in Model.metadata.sorted_tables}


def test_every_view_wears_a_door(app):
    assert [name for name, view in app.view_functions.items() if door_of(view) is None] == []


def test_only_the_named_doors_are_for_machines(app):
    assert {name for name, view in app.view_functions.items() if door_of(view).machine} == MACHINES


def test_only_the_named_views_read_on_a_post(app):
    assert {name for name, view in app.view_functions.items() if door_of(view).reads} == ASKED_BY_POST


def test_only_the_named_views_write_on_a_get(app):
    assert {name for name, view in app.view_functions.items() if door_of(view).writes} == WRITING_GETS


def test_what_only_some_may_see_is_never_cached(app):
    doors = [door_of(view) for view in app.view_functions.values()]

    assert [door for door in doors if door.permission and door.cached] == []


# A door knows nothing of the database; behind it the administrator, who may go everywhere, meets both.
KNOCKS = [*(("sqlite", who) for who in (VISITOR, NOBODY, *Role)), ("postgresql", Role.Admin)]


@pytest.mark.parametrize(("app", "who"), KNOCKS, indirect=["app"])
def test_every_door_is_shut_or_open_to_each_role(app, new_client, who):
    user = None if who == VISITOR else make_user(*([] if who == NOBODY else [who]))
    if who == NOBODY:
        user.roles = []
    db.session.commit()
    client = None

    for method in ("GET", "POST"):
        for endpoint, address in addresses(app, method):
            permission = permission_of(app, endpoint)
            if permission is not None:
                client = client or (new_client().sign_in(user) if user else new_client())
                expected = SHUT if user and permission not in permissions_of(tuple(user.roles)) else OPEN
                met = knock(client, method, address)
                if expected == OPEN and endpoint in LEAVES:
                    expected = ASKED
                assert met == (expected if user else ASKED), f"{who} {method} {address}"
                if met != SHUT and (method == "POST" or endpoint in LEAVES):
                    client = None  # what was sent may have ended the session


def knock(client, method, address):
    """Return what a door did."""
    token = {"data": {"csrf_token": client.token()}} if method == "POST" else {}
    answer = client.open_any(method, address, **token)
    assert answer.status_code < 500, f"{method} {address}: {answer.status}"
    if answer.status_code == 403:
        return SHUT
    return ASKED if answer.status_code == 303 and answer.location.startswith(SIGN_IN) else OPEN


@pytest.mark.parametrize("token", ["", "x.y.z"], ids=["missing", "wrong"])
@pytest.mark.parametrize("who", [VISITOR, Role.Admin])
def test_a_post_without_its_token_changes_nothing(app, new_client, who, token):
    client = new_client()
    if who != VISITOR:
        person = make_user(who, name="Jan Żak")
        db.session.commit()
        client.sign_in(person)
    before = all_rows()

    for endpoint, address in addresses(app, "POST"):
        status = 200 if endpoint in ASKED_BY_POST else 400
        client.post(address, {"csrf_token": token, "certificate_name": "Ktoś Inny", "given": "1"}, status=status)

    assert all_rows() == before


@pytest.fixture(scope="module")
def house_of_all_doors(tmp_path_factory):
    """An academy with one more view for each permission, and one view that forgot its door."""
    app = create_app({"AKADEMIA_INSTANCE": str(tmp_path_factory.mktemp("doors"))}, TESTING=True, **QUICK_PASSWORDS)
    for permission in Permission:
        view = requires(permission)(lambda: "<!doctype html>")
        app.add_url_rule(f"/proba/{permission.name}", f"trial_{permission.name}", view)
    app.add_url_rule("/proba/bez-drzwi", "trial_forgotten", lambda: "open")
    with database.writing(), app.app_context():
        Model.metadata.create_all(db.engine)
        for role in Role:
            make_user(role, email=f"{role}@example.org")
        db.session.commit()
    return app


@pytest.mark.parametrize("role", Role)
def test_each_permission_lets_in_those_who_hold_it_and_nobody_else(house_of_all_doors, role):
    with house_of_all_doors.app_context():
        user = db.session.scalar(select(User).where(User.email == f"{role}@example.org"))
        client = InspectingClient(house_of_all_doors).sign_in(user)
        let_in = {p for p in Permission if client.open_any("GET", f"/proba/{p.name}").status_code == 200}

    assert let_in == permissions_of((role,))


def test_a_view_that_forgot_its_door_is_shut(house_of_all_doors):
    with house_of_all_doors.app_context():
        assert InspectingClient(house_of_all_doors).get("/proba/bez-drzwi", status=403)


def test_nobody_is_loaded_before_a_writing_transaction_is_announced(app):
    hooks = [hook.__name__ for hook in app.before_request_funcs[None]]

    announced = hooks.index("_announce_writing")
    assert announced < hooks.index("lead_to_step")
    assert announced < hooks.index("keep_to_learning")
