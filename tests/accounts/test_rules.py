import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.accounts.roles import BUNDLES, LABELS, Role, permissions_of
from akademia.accounts.rules import name_complaint, new_password, normal_email, password_complaint, tidy_name
from akademia.core.doors import Permission

GOOD = ["samemaleliterki", "dwanaście jeży", "123456789012", "            x", "correct horse battery", "x" * 128]
BAD = ["jedenascie1", "x" * 129, "anna@example.org", "anna.nowak anna", "akademia2026", "AKADEMIA-2026!",
       "Akademia zatrudnienia socjalnego"]  # fmt: skip


@pytest.mark.parametrize("password", GOOD)
def test_length_is_all_that_is_asked_of_a_password(password):
    assert password_complaint(password, "anna.nowak@example.org") is None


@pytest.mark.parametrize("password", BAD)
def test_short_endless_and_obvious_passwords_are_refused_with_a_reason(password):
    assert password_complaint(password, "anna.nowak@example.org").endswith(".")


def test_a_long_password_may_hold_a_name_too():
    assert password_complaint("anna lubi zielone koty", "anna.nowak@example.org") is None


@given(st.text(max_size=140), st.emails())
def test_a_password_is_judged_without_stumbling(password, email):
    complaint = password_complaint(password, email)

    assert complaint is None or len(password) < 12 or len(password) > 128 or "odgadnięcia" in complaint


def test_a_made_password_passes_the_rule_and_is_easy_to_copy():
    made = {new_password() for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"(?:[a-z2-9]{5}-){3}[a-z2-9]{5}", password) for password in made)
    assert not any(set("il01o") & set(password) for password in made)
    assert all(password_complaint(password) is None for password in made)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna@Example.ORG ", "Anna@example.org"),
        ("anna", None),
        ("", None),
        ("a@b", None),
        ("biuro@żółw.pl", "biuro@żółw.pl"),
        ("żaneta@example.org", None),
        ("anna@example.org\nx", None),
    ],
)
def test_an_address_is_kept_in_its_usual_form(typed, kept):
    assert normal_email(typed) == kept


@given(st.text(max_size=200))
def test_a_name_is_judged_without_stumbling(text):
    name = tidy_name(text)

    if name_complaint(name) is None:
        assert 2 <= len(name) <= 120
        assert not re.search(r"[<>&\d_\n]", name)


def test_every_role_has_a_label_and_may_use_its_account():
    assert set(LABELS) == set(BUNDLES) == set(Role)
    assert all(Permission.AccountUse in bundle for bundle in BUNDLES.values())


def test_several_roles_add_up_and_a_forgotten_one_gives_nothing():
    both = permissions_of(("expert", "staff"))

    assert both == BUNDLES[Role.Expert] | BUNDLES[Role.Staff]
    assert permissions_of(("dawna rola",)) == frozenset()
    assert Permission.PeopleManage not in both


def test_every_permission_belongs_to_some_role():
    assert frozenset().union(*BUNDLES.values()) == set(Permission)
