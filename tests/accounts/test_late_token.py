"""A form whose security token is wrong or late: nothing is saved, nothing typed is lost but the password."""

import re

import pytest

from akademia.accounts.queries import user_by_email
from akademia.core.db import db
from tests.accounts.post import CHANGE, PROFILE, REGISTER, SIGN_IN, credentials, registration
from tests.factories import PASSWORD, make_user

ANNA = "anna@example.org"
HERE = {"Sec-Fetch-Site": "same-origin"}
OUTSIDE = {"Sec-Fetch-Site": "cross-site"}


def _offered(page: str) -> dict[str, str]:
    """Return what the page's one form would send."""
    form = page.partition("<main")[2].partition("</form>")[0]
    tags = re.findall(r"<input[^>]+>", form)
    found = [(re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name: value[1] if value else "" for name, value in found}


@pytest.mark.parametrize("token", ["", "zły"])
def test_a_registration_is_kept_and_asks_only_for_the_password(client, token):
    fields = registration(ANNA, next="/edukacja/", csrf_token=token)

    page = client.post(f"{REGISTER}?next=/edukacja/", fields, status=400, headers=HERE).text
    again = _offered(page)

    assert user_by_email(ANNA) is None
    assert PASSWORD not in page
    assert again["password"] == ""
    assert 'type="password"' in page
    client.post(f"{REGISTER}?next=/edukacja/", {**again, "password": PASSWORD})
    assert [c.key for c in user_by_email(ANNA).consents] == ["terms", "privacy"]


def test_a_sign_in_goes_on_after_a_late_token(client, app):
    make_user(email=ANNA)
    db.session.commit()

    page = client.post(SIGN_IN, credentials(ANNA, csrf_token="późny"), status=400, headers=HERE).text

    client.post(SIGN_IN, {**_offered(page), "password": PASSWORD})
    client.get(PROFILE)


def test_a_profile_is_sent_again_with_one_button(client, app):
    user = make_user(email=ANNA)
    db.session.commit()
    fields = {"certificate_name": "Anna Nowak", "audience": "welfare", "version": "1", "csrf_token": "późny"}

    page = client.sign_in(user).post(PROFILE, fields, status=400, headers=HERE).text

    assert user_by_email(ANNA).certificate_name is None
    client.post(PROFILE, _offered(page))
    assert user_by_email(ANNA).certificate_name == "Anna Nowak"


def test_a_form_that_another_site_sent_is_never_sent_on(client, app):
    user = make_user(email=ANNA)
    db.session.commit()
    fields = {"certificate_name": "Ktoś Obcy", "version": "1", "csrf_token": "zmyślony"}

    page = client.sign_in(user).post(PROFILE, fields, status=400, headers=OUTSIDE).text

    assert "<button" not in page.partition("<main")[2]
    assert "Ktoś Obcy" in page


def test_both_passwords_of_a_change_are_asked_for_again(client, app):
    user = make_user(email=ANNA)
    db.session.commit()

    fields = {"password": PASSWORD, "new_password": "czternaście wiewiórek", "csrf_token": "późny"}
    page = client.sign_in(user).post(CHANGE, fields, status=400, headers=HERE).text

    assert set(_offered(page)) == {"csrf_token", "password", "new_password"}
    client.post(CHANGE, {**_offered(page), "password": PASSWORD, "new_password": "czternaście wiewiórek"})
