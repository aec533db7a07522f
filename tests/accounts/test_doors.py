"""Every door of accounts, knocked at by every role."""

import pytest

from akademia.accounts.roles import Role
from akademia.core.db import db
from akademia.core.doors import door_of
from tests.accounts.post import (
    AGREED,
    CHANGE,
    CONFIRM,
    EVERYWHERE,
    FORGOT,
    NEW_TERMS,
    PROFILE,
    REGISTER,
    SECURITY,
    SIGN_IN,
    SIGN_OUT,
)
from tests.factories import make_user

VISITOR = "visitor"
WHO = (VISITOR, *Role)
# endpoint: (method, address, what a visitor gets, what a person with an account gets)
DOORS = {
    "security.login": ("GET", SIGN_IN, 200, 303),
    "security.logout": ("GET", SIGN_OUT, 200, 200),
    "security.register": ("GET", REGISTER, 200, 303),
    "security.send_confirmation": ("GET", CONFIRM, 200, 200),
    "security.confirm_email": ("GET", f"{CONFIRM}x/", 410, 410),
    "security.forgot_password": ("GET", FORGOT, 200, 200),
    "security.reset_password": ("GET", f"{FORGOT}x/", 303, 303),
    "security.change_password": ("GET", CHANGE, 303, 200),
    "accounts.show_check_mail": ("GET", "/konto/sprawdz-poczte/konto/", 200, 200),
    "accounts.show_profile": ("GET", PROFILE, 303, 200),
    "accounts.save_profile": ("POST", PROFILE, 303, 422),
    "accounts.change_consent": ("POST", "/konto/zgody/news/", 303, 303),
    "accounts.show_new_terms": ("GET", NEW_TERMS, 303, 303),
    "accounts.accept_new_terms": ("POST", NEW_TERMS, 303, 303),
    "accounts.show_security": ("GET", SECURITY, 303, 200),
    "accounts.sign_out_everywhere": ("POST", EVERYWHERE, 303, 303),
}


def test_the_list_of_doors_is_whole(app):
    named = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert {name for name in named if name.startswith(("security.", "accounts."))} == set(DOORS)


def test_every_endpoint_of_the_package_wears_a_door(app):
    assert [name for name in DOORS if door_of(app.view_functions[name]) is None] == []


def test_every_address_is_polish_and_under_konto(app):
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in DOORS]

    assert all(rule.startswith("/konto/") and rule.endswith("/") for rule in rules)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("endpoint", DOORS)
def test_each_door_answers_each_role(client, endpoint, who):
    method, address, to_visitor, to_person = DOORS[endpoint]
    if who != VISITOR:
        user = make_user(who)
        db.session.commit()
        client.sign_in(user)

    expected = to_visitor if who == VISITOR else to_person
    answer = client.get(address, status=expected) if method == "GET" else client.post(address, status=expected)

    if who == VISITOR and expected == 303 and not endpoint.startswith("security.reset"):
        assert answer.location.startswith(SIGN_IN)


def test_a_person_without_any_role_is_let_into_nothing(client, app):
    user = make_user()
    user.roles = []
    db.session.commit()

    client.sign_in(user).get(PROFILE, status=403)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method_is_taken(client, method):
    assert client.inner.open(SIGN_IN, method=method, data=AGREED).status_code == 405
