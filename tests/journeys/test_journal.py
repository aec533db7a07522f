"""The quarterly: staff make a number, its files appear, a reader reads and finds an article, an error is put right."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, fill, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
FRONT = "/publikacje/kwartalnik/"
ISSUE = f"{FRONT}2031/1/"


def make_number(page: Page) -> list[str]:
    page.get_by_role("link", name="Nowy numer", exact=True).first.click()
    page.get_by_label("Rok", exact=True).fill("2031")
    page.get_by_label("Numer", exact=True).fill("0")
    page.get_by_role("button", name="Zapisz numer").click()
    expect(page.locator("main").get_by_role("alert")).to_contain_text("Od 1 do 999")
    wrong = look(page, "journal-wrong-number")
    page.get_by_label("Numer", exact=True).fill("1")
    page.get_by_label("Tytuł albo temat numeru").fill("Numer na próbę")
    page.get_by_label("Data wydania").fill("2026-09-30")
    page.get_by_role("button", name="Zapisz numer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Numer 1/2031")
    return wrong + look(page, "journal-empty-number")


def write_article(page: Page, title: str, slug: str, words: str) -> None:
    page.get_by_role("link", name="Napisz artykuł").click()
    fill(page, {"Tytuł": title, "Adres": slug})
    page.get_by_label(re.compile("^Autorzy")).fill("Łucja Próbna")
    page.get_by_label(re.compile("^Treść")).fill(words)
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(page.get_by_text("Opublikowano wersję 1.")).to_be_visible()


def correct(page: Page) -> list[str]:
    page.goto("/panel/kwartalnik/")
    page.get_by_role("link", name="Numer 1/2031").click()
    page.get_by_role("link", name="Dodaj sprostowanie").click()
    wrong = look(page, "journal-erratum")
    page.get_by_label("Treść sprostowania").fill("Zamiast pięciu ma być sześć.")
    page.get_by_role("button", name="Dodaj sprostowanie").click()
    expect(page.get_by_text("Dodano sprostowanie.")).to_be_visible()
    return wrong + look(page, "journal-number")


def test_a_number_comes_out_is_read_found_and_put_right(academy: Academy, open_context: OpenContext) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    page.goto("/panel/kwartalnik/")
    wrong = look(page, "journal-desk")
    wrong += make_number(page)
    write_article(page, "Gęsi nad jeziorem", "gesi", "## Początek\n\nPrzylatuje pięć bernikli.")
    write_article(page, "Łąki w maju", "laki", "Kwitną kaczeńce.")
    page.get_by_role("button", name="Opublikuj numer").click()
    expect(page.get_by_text("Numer się ukazał.")).to_be_visible()

    reader = open_context()
    reader.add_init_script(AXE)
    own = reader.new_page()
    own.goto(FRONT)
    wrong += look(own, "journal-front")
    wait_for(lambda: own.goto(ISSUE) and own.get_by_role("link", name=re.compile("^PDF")).count(), "the number's files")
    wrong += look(own, "journal-issue")
    before = own.get_by_role("link", name=re.compile("^EPUB")).get_attribute("href") or ""
    own.get_by_role("link", name="Gęsi nad jeziorem").click()
    expect(own.get_by_text("Przylatuje pięć bernikli.")).to_be_visible()

    wrong += correct(page)
    own.reload()
    expect(own.get_by_text("Zamiast pięciu ma być sześć.")).to_be_visible()
    wrong += look(own, "journal-article")
    found = own.locator("main").get_by_role("link", name="Gęsi nad jeziorem")
    wait_for(lambda: own.goto("/szukaj/?q=bernikla") and found.count(), "the article in the index")
    wait_for(lambda: own.request.get(before).status == 410, "the files anew")
    own.goto(before)
    wrong += look(own, "journal-replaced")
    assert wrong == []
