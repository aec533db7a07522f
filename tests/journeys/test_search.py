"""Searching as a visitor: from the head of any page, without scripts, on a narrow screen, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenContext
from tests.journeys.test_keyboard import Keys

pytestmark = pytest.mark.browser
PROVISION = "/prawo/uzs/art-15-ust-4/"


def test_a_visitor_without_scripts_finds_narrows_and_opens(open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/slownik/")

    page.get_by_label("Szukaj w Akademii").fill("swiadczen integracyjnych")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wyniki dla „swiadczen integracyjnych”")
    expect(page.locator("mark").first).to_have_text("świadczenie", ignore_case=True)

    page.get_by_role("link", name=re.compile(r"^Lekcje \(")).click()
    expect(page.locator(".found__kind").first).to_have_text("Lekcja")
    page.get_by_role("link", name="Zajęcia, świadczenie i premia").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zajęcia, świadczenie i premia")


@pytest.mark.parametrize("typed", ["świadczeń integracyjnych", "swiadczenie integracyjne", "art 15 ust 4"])
def test_all_ways_of_asking_lead_to_the_article(open_context: OpenContext, typed: str) -> None:
    page = open_context().new_page()
    page.goto("/")

    page.get_by_label("Czego szukasz?").fill(typed)
    page.get_by_role("button", name="Szukaj").click()

    addresses = page.locator(".row__title a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any(address.startswith("/prawo/uzs/art-15") for address in addresses)
    assert typed != "art 15 ust 4" or addresses[0] == PROVISION


def test_on_a_narrow_screen_the_search_is_one_link_away(open_context: OpenContext) -> None:
    page = open_context(width=320).new_page()
    page.goto("/o-akademii/")

    expect(page.get_by_label("Szukaj w Akademii")).to_be_hidden()
    page.get_by_role("link", name="Szukaj").click()
    page.get_by_label("Szukaj w całej Akademii").fill("IPZS")
    page.keyboard.press("Enter")

    expect(page.locator(".row__title").first).to_have_text("indywidualny program zatrudnienia socjalnego")


def test_by_keyboard_the_box_the_results_and_the_ways_to_narrow_them_are_reached(open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.goto("/kontakt/")
    keys = Keys(page)

    keys.to("Szukaj w Akademii", "input")
    page.keyboard.type("kontrakt socjalny")
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj/?q=kontrakt+socjalny")
    keys.to("kontrakt socjalny", "a")
    keys.to("Przepisy", "a")
    page.keyboard.press("Enter")

    expect(page.locator(".chip")).to_contain_text("Przepisy")
    expect(page.locator(".found__kind").first).to_have_text("Przepis")
