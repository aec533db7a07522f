"""A form that came too late: what was typed is shown under its labels, and sent again only for our own forms."""

import re

import pytest

from tests.client import Page

TYPED = {
    "email": "anna@example.org",
    "organisation_name": "Klub „Razem”",
    "audience": "welfare",
    "uwagi": "Dwa <b>słowa</b>",
}


def _main(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_what_was_typed_is_shown_by_its_labels_and_choices_are_not(client):
    page = client.post("/konto/profil/", {**TYPED, "csrf_token": "późny"}, status=400).text

    shown = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", _main(page))
    assert shown == [
        ("Adres e-mail", "anna@example.org"),
        ("Nazwa organizacji", "Klub „Razem”"),
        ("Wpisany tekst", "Dwa &lt;b&gt;słowa&lt;/b&gt;"),
    ]


@pytest.mark.parametrize(
    ("headers", "offered"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://zly.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_only_a_form_of_this_site_is_offered_to_be_sent_again(client, headers, offered):
    page = client.post("/konto/profil/?a=1", {**TYPED, "csrf_token": ""}, status=400, headers=headers).text

    forms = [form["action"] for form in Page(_main(page)).all("form")]
    assert forms == (["/konto/profil/?a=1"] if offered else [])
    if offered:
        hidden = {values["name"]: values["value"] for values in Page(_main(page)).all("input")}
        assert {name: hidden[name] for name in TYPED} == TYPED
        assert hidden["csrf_token"]
