"""Logins, PINs and what a club calls someone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.accounts.cards import rules


def test_a_login_is_of_letters_that_any_keyboard_has_and_is_no_address():
    logins = {rules.new_login() for _ in range(300)}

    assert all(rules.is_login(login) and login.isascii() and "@" not in login for login in logins)
    assert len(logins) > 290


@pytest.mark.parametrize("typed", ["Sosna-Rower-47", " sosna rower 47 ", "sosna–rower—47", "SOSNA_ROWER_47"])
def test_a_login_is_found_however_it_was_typed(typed):
    assert rules.normal_login(typed) == "sosna-rower-47"


def test_a_new_pin_is_never_an_easy_one():
    assert all(rules.pin_complaint(rules.new_pin()) is None for _ in range(300))


@pytest.mark.parametrize(
    "pin", ["000000", "123456", "654321", "121212", "246802", "123123", "112211", "199001", "011985"]
)
def test_an_easy_pin_is_refused(pin):
    assert "łatwo odgadnąć" in rules.pin_complaint(pin)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12a456", "١٢٣٤٥٦", "12 456"])
def test_a_pin_is_six_digits(pin):
    assert "6 cyfr" in rules.pin_complaint(pin)


@pytest.mark.parametrize(("called", "said"), [
    ("", "Wpisz imię"), ("A" * 61, "Skróć"), ("<b>", "znaków specjalnych"), ("a@b.pl", "znaków specjalnych"),
    ("Jan 85010112345", "PESEL"), ("...", "znaków specjalnych"),
])  # fmt: skip
def test_a_club_is_told_what_is_wrong_with_a_name(called, said):
    assert said in rules.called_complaint(called)


@pytest.mark.parametrize("called", ["Łucja", "pan Zenon", "Kasia 2", "Żądło-Źdźbło", "D'Arc"])
def test_usual_names_are_taken(called):
    assert rules.called_complaint(called) is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_rules(text):
    rules.called_complaint(text)
    rules.pin_complaint(text)
    assert rules.normal_login(rules.normal_login(text)) == rules.normal_login(text)
