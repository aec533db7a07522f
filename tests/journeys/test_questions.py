"""A question without an account: asked, found in a letter, answered back by the private link, erased. Axe looks on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.test_every_page import AXE, look
from tests.journeys.walks import link_in, new_address

pytestmark = pytest.mark.browser
TITLE = "Ile wynosi świadczenie integracyjne w okresie próbnym?"
WORDS = "Zaczynamy w naszej gminie. Pan Jan Kowalski z urzędu mówi co innego niż ustawa, a my chcemy to sprawdzić."


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_question_is_asked_without_an_account_answered_back_and_erased(
    open_context: OpenContext, academy: Academy
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page, email = context.new_page(), new_address()
    page.goto("/prawo/uzs/art-15-ust-4/")
    page.get_by_role("link", name="Zapytaj praktyka o ten przepis").click()
    heading(page, "Zadaj pytanie")
    wrong = look(page, "ask")
    page.get_by_role("button", name="Dalej").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "ask-refused")

    page.get_by_role("radio", name=re.compile("^Świadczenie i obecność")).check()
    page.get_by_label("Pytanie w jednym zdaniu").fill(TITLE)
    page.get_by_label("Opis sytuacji").fill(WORDS)
    page.get_by_label("Gmina").fill("Nowy Sącz")
    page.get_by_label("Adres e-mail").fill(email)
    page.wait_for_timeout(3_000)
    page.get_by_role("button", name="Dalej").click()
    if page.get_by_text("Która to gmina?").is_visible():
        page.get_by_role("radio", name=re.compile("miejska")).first.check()
        page.get_by_role("button", name="Dalej").click()
    heading(page, "Sprawdź i wyślij pytanie")
    expect(page.get_by_text("Jan Kowalski", exact=True)).to_be_visible()
    wrong += look(page, "check")
    page.get_by_role("button", name="Wróć i popraw").click()
    expect(page.get_by_label("Pytanie w jednym zdaniu")).to_have_value(TITLE)
    page.get_by_role("button", name="Dalej").click()

    page.get_by_label("Te dane są moje albo są potrzebne").check()
    page.get_by_label("Załączniki").set_input_files(
        {"name": "statut.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    page.get_by_role("button", name="Wyślij pytanie").click()
    heading(page, TITLE)
    wrong += look(page, "case")
    assert link_in(academy.letter(email, "mamy Twoje pytanie"), academy) == page.url
    page.get_by_label("Twoja odpowiedź").fill("Dopisuję: chodzi o rok 2022.")
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.get_by_text("Dopisuję: chodzi o rok 2022.")).to_be_visible()

    page.get_by_role("button", name="Zamknij sprawę").click()
    wrong += look(page, "case-closed")
    page.get_by_role("link", name="Usuń sprawę i moje dane").click()
    wrong += look(page, "erase")
    own = page.url
    page.get_by_role("button", name="Usuń na zawsze").click()
    heading(page, re.compile("usunięta$"))
    wrong += look(page, "receipt")
    assert page.goto(own).status == 404
    wrong += look(page, "dead")
    page.get_by_role("link", name="Wyślij mi nowy odnośnik").click()
    wrong += look(page, "lost")

    assert not wrong
