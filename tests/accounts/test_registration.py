from datetime import timedelta

import pytest
from flask_security import forms as security

from akademia.accounts.forms import RegistrationForm
from akademia.accounts.queries import consent_texts, user_by_email
from akademia.core.db import db
from akademia.core.text import fold
from tests.accounts.post import (
    CONFIRM,
    FORGOT,
    PROFILE,
    REGISTER,
    SIGN_IN,
    credentials,
    letters_to,
    link_to,
    registration,
)
from tests.factories import PASSWORD, make_user

ANNA = "anna@example.org"


def test_a_visitor_registers_confirms_signs_in_and_lands_where_they_were_going(client, new_client):
    client.get(f"{REGISTER}?next=/edukacja/kursy/ustawa/")

    sent = client.post(f"{REGISTER}?next=/edukacja/kursy/ustawa/", registration(ANNA, next="/edukacja/kursy/ustawa/"))
    words = client.words(sent.location)
    link = link_to(CONFIRM, letters_to(ANNA)[0])
    phone = new_client()
    phone.get(link)
    confirmed = phone.post(link)
    assert "Adres e-mail jest potwierdzony" in phone.words(confirmed.location)
    signed_in = phone.post(confirmed.location, credentials(ANNA, next="/edukacja/kursy/ustawa/"))

    assert "Sprawdź pocztę" in words
    assert ANNA in words
    assert confirmed.location == f"{SIGN_IN}?next=/edukacja/kursy/ustawa/"
    assert signed_in.location == "/edukacja/kursy/ustawa/"
    assert "Moje konto" in phone.words(PROFILE)


def test_a_new_person_is_a_learner_whose_password_is_hashed_and_consents_are_written_down(client, noon):
    client.post(REGISTER, registration("Anna@Example.ORG", consent_news="y"))

    user = user_by_email("ANNA@example.org")
    assert user.email == "Anna@example.org"
    assert user.roles == ["learner"]
    assert user.confirmed_at is None
    assert [(c.key, c.version, c.words, c.given_at) for c in user.consents] == [
        (text.key, text.version, text.text, noon) for text in consent_texts()
    ]


def test_a_consent_that_was_not_ticked_is_not_written_down(client):
    client.post(REGISTER, registration(ANNA))

    assert [c.key for c in user_by_email(ANNA).consents] == ["terms", "privacy"]


def test_no_box_is_ticked_beforehand(client):
    page = client.get(REGISTER).text

    assert page.count('type="checkbox"') == len(consent_texts())
    assert "checked" not in page.partition("<main")[2]


@pytest.mark.parametrize("missing", ["consent_terms", "consent_privacy"])
def test_without_a_required_consent_there_is_no_account(client, missing):
    fields = {name: value for name, value in registration(ANNA).items() if name != missing}

    page = client.post(REGISTER, fields, status=422).text

    assert f'href="#{missing}"' in page
    assert user_by_email(ANNA) is None
    assert letters_to(ANNA) == []


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"email": ""}, "email", "Wpisz adres e-mail"),
        (
            {"email": "biuro.przyklad.pl"},
            "email",
            "Wpisz adres e-mail ze znakiem @ i bez polskich liter",
        ),
        ({"email": "a" * 250 + "@example.org"}, "email", "Skróć do 254 znaków"),
        ({"password": ""}, "password", "Wymyśl hasło"),
        ({"password": "za krótkie"}, "password", "Hasło jest za krótkie. Wpisz co najmniej 12 znaków."),
        ({"password": "x" * 129}, "password", "Hasło jest za długie. Wpisz najwyżej 128 znaków."),
        ({"password": "anna@example.org"}, "password", "Hasło jest za łatwe do odgadnięcia"),
    ],
)
def test_each_mistake_is_told_beside_its_field_and_in_the_summary(client, fields, field, message):
    page = client.post(REGISTER, {**registration(ANNA), **fields}, status=422).text

    assert f'id="{field}-error">{message}' in page
    assert f'<a href="#{field}">{message}' in page


def test_what_was_typed_is_kept_but_the_password(client):
    page = client.post(
        REGISTER, registration(ANNA, password="krótkie", next="/edukacja/", consent_news="y"), status=422
    )

    assert f'value="{ANNA}"' in page.text
    assert 'name="next" type="hidden" value="/edukacja/"' in page.text
    assert page.text.partition("<main")[2].count(" checked") == 3
    assert "krótkie" not in page.text.replace("za krótkie", "")


def test_a_password_needs_no_digits_and_no_signs(client):
    client.post(REGISTER, registration(ANNA, password="samemaleliterki"))

    assert user_by_email(ANNA) is not None


def test_whoever_registers_an_address_that_has_an_account_gets_a_letter_and_changes_nothing(client):
    make_user(email=ANNA)
    db.session.commit()

    client.post(REGISTER, registration("ANNA@example.org", password="zupełnie inne hasło"))

    assert [letter.template for letter in letters_to(ANNA)] == ["accounts/already"]
    assert user_by_email(ANNA).consents == []
    assert client.post(SIGN_IN, credentials(ANNA)).status_code == 303


def test_opening_the_link_of_a_letter_changes_nothing(client, app):
    client.post(REGISTER, registration(ANNA))
    link = link_to(CONFIRM, letters_to(ANNA)[0])

    page = client.get(link)
    client.inner.head(link)

    assert user_by_email(ANNA).confirmed_at is None
    assert page.text.partition("<main")[2].count("<button") == 1


def test_a_confirmed_address_stays_confirmed_when_the_button_is_pressed_again(client, noon):
    client.post(REGISTER, registration(ANNA))
    link = link_to(CONFIRM, letters_to(ANNA)[0])

    client.post(link)
    client.post(link)

    assert user_by_email(ANNA).confirmed_at == noon
    assert "Adres jest już potwierdzony" in client.words(link)


@pytest.mark.parametrize("token", ["zmyślony", "a.b.c"])
def test_a_link_that_was_made_up_is_told_kindly(client, token):
    assert "Ten odnośnik już nie działa" in client.get(f"{CONFIRM}{token}/", status=410).text
    client.post(f"{CONFIRM}{token}/", status=410)


def test_a_link_works_three_days(client, monkeypatch):
    client.post(REGISTER, registration(ANNA))
    link = link_to(CONFIRM, letters_to(ANNA)[0])
    monkeypatch.setitem(client.app.config, "SECURITY_CONFIRM_EMAIL_WITHIN", timedelta(seconds=-1))

    client.get(link, status=410)
    client.post(link, status=410)

    assert user_by_email(ANNA).confirmed_at is None


def test_the_letter_can_be_asked_for_again_from_the_page_that_waits_for_it(client):
    sent = client.post(REGISTER, registration(ANNA, next="/edukacja/"))
    page = client.get(sent.location).text

    assert f'action="{CONFIRM}?next=/edukacja/"' in page
    client.post(f"{CONFIRM}?next=/edukacja/", {"email": ANNA})

    _, second = letters_to(ANNA)
    assert second.template == "accounts/confirm"
    assert link_to(CONFIRM, second).endswith("/?next=/edukacja/")


def test_asking_again_for_a_working_account_brings_the_letter_that_says_so(client):
    make_user(email=ANNA)
    db.session.commit()

    client.post(CONFIRM, {"email": ANNA})

    assert [letter.template for letter in letters_to(ANNA)] == ["accounts/already"]


def test_an_address_that_somebody_else_registered_first_goes_to_whoever_reads_its_letters(client, new_client):
    """The first to register chose a password; the owner's letter sets a new one and confirms. The first is shut out."""
    client.post(REGISTER, registration(ANNA, password="hasło obcej osoby"))
    owner = new_client()
    owner.post(REGISTER, registration(ANNA))
    letter = letters_to(ANNA)[-1]

    owner.post(link_to(FORGOT, letter), {"password": PASSWORD})

    assert letter.template == "accounts/already"
    assert user_by_email(ANNA).confirmed_at is not None
    owner.post(SIGN_IN, credentials(ANNA))
    client.post(SIGN_IN, credentials(ANNA, "hasło obcej osoby"), status=422)


@pytest.mark.parametrize("target", ["//zly.example/", "https://zly.example/", "/\\zly.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client, target):
    client.post(REGISTER, {**registration(ANNA), "next": target})
    link = link_to(CONFIRM, letters_to(ANNA)[0])

    assert "next" not in link
    assert client.post(f"{link}?next={target}").location == SIGN_IN
    assert client.post(f"{SIGN_IN}?next={target}", credentials(ANNA, next=target)).location == "/konto/nauka/"


@pytest.mark.parametrize("target", ["//zly.example/", "https://zly.example/"])
def test_a_place_elsewhere_is_forgotten_at_once(client, target):
    client.post(REGISTER, registration(ANNA))
    client.post(CONFIRM, {"email": ANNA, "next": target})

    assert "next" not in link_to(CONFIRM, letters_to(ANNA)[-1])
    for address in (SIGN_IN, REGISTER, CONFIRM, FORGOT):
        assert "zly.example" not in client.get(f"{address}?next={target}").text.partition("<main")[2]


def test_the_page_that_waits_for_a_letter_says_it_once(client):
    sent = client.post(REGISTER, registration(ANNA))

    assert client.words(sent.location).count(ANNA) == 1


def test_two_who_register_one_address_at_once_make_one_account(client, monkeypatch):
    """Another takes the address between the look and the write; both are told to check their mail."""
    unbound, rivals = RegistrationForm.email, []

    def look_then_be_overtaken(form, field):
        security.unique_user_email(form, field)
        if not rivals:
            rivals.append(make_user(email=ANNA))
            db.session.commit()

    overtaken = {**unbound.kwargs, "validators": [*unbound.kwargs["validators"][:-1], look_then_be_overtaken]}
    monkeypatch.setattr(unbound, "kwargs", overtaken)

    sent = client.post(REGISTER, registration(ANNA))

    assert sent.location == "/konto/sprawdz-poczte/konto/"
    assert [letter.template for letter in letters_to(ANNA)] == ["accounts/already"]


def test_a_signed_in_person_is_not_asked_to_register(client):
    user = make_user()
    db.session.commit()

    assert client.sign_in(user).get(REGISTER, status=303).location == "/konto/nauka/"


def test_a_form_in_json_is_not_taken(client):
    client.get(REGISTER)

    answer = client.inner.post(REGISTER, json=registration(ANNA), headers={"X-CSRFToken": client.token()})

    assert answer.status_code == 415
    assert user_by_email(ANNA) is None


def test_every_letter_is_polish_and_says_who_sends_it(client):
    client.post(REGISTER, registration(ANNA))

    [letter] = letters_to(ANNA)

    assert '<html lang="pl">' in letter.html_body
    assert "Akademia Zatrudnienia Socjalnego" in letter.text_body
    assert fold("Potwierdź adres e-mail") in fold(letter.text_body)
