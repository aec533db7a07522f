"""A person takes their data away and has themselves erased; the receipt, the certificate and sign-in say so."""

import json

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys import walks
from tests.journeys.academy import Academy, plain
from tests.journeys.conftest import OpenContext
from tests.journeys.learners import make_graduate
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
NAME = "Zofia Ćwik-Źrebiec"


@pytest.fixture
def holder(open_context: OpenContext, academy: Academy) -> tuple[BrowserContext, str, str]:
    """A browser in which a person with a certificate is signed in, the address and the certificate's code."""
    context = open_context()
    context.add_init_script(AXE)
    made = make_graduate(context, academy, NAME)
    return context, made.email, made.code


def test_a_person_takes_their_data_away_and_is_erased(
    holder: tuple[BrowserContext, str, str], academy: Academy, open_context: OpenContext
) -> None:
    context, email, code = holder
    page = context.new_page()
    stranger = open_context().new_page()

    with walks.take_data_away(page) as copy:
        assert json.loads(copy.read("dane/konto-i-zgody.json"))["adres e-mail"] == email
        assert json.loads(copy.read("dane/zaswiadczenia.json"))["zaświadczenia"][0]["imię i nazwisko"] == NAME
        assert copy.read(f"pliki/zaswiadczenia/zaswiadczenie-{code}.pdf").startswith(b"%PDF-")
    wrong = look(page, "privacy-desk-with-a-copy")
    stranger.goto(f"/zaswiadczenia/{code}/")
    expect(stranger.get_by_role("heading", level=2).first).to_have_text(NAME)
    page.goto("/konto/dane/usun/")
    page.get_by_role("button", name="Usuń konto na zawsze").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "erase-refused")

    walks.erase(page, "Usuń je: strona odpowie")

    wrong += look(page, "receipt")
    assert not wrong
    receipt = plain(page.locator("main").inner_text())
    assert "Imię i nazwisko na zaświadczeniach" in receipt
    assert "rejestr wydanych zaświadczeń nie może mieć luk" in receipt
    assert NAME not in receipt
    assert page.url in academy.letter(email, "Twoje konto zostało usunięte")
    for ending in ("/", ".pdf", ".json"):
        assert stranger.request.get(f"/zaswiadczenia/{code}{ending}").status == 410
    page.goto("/konto/logowanie/")
    walks.try_to_sign_in(page, email)


def test_the_same_goes_without_scripts_on_a_small_phone(
    holder: tuple[BrowserContext, str, str], open_context: OpenContext
) -> None:
    context, _, code = holder
    phone = open_context(width=320, java_script_enabled=False, storage_state=context.storage_state())
    page = phone.new_page()

    with walks.take_data_away(page) as copy:
        assert copy.testzip() is None
    walks.erase(page, "Zostaw je: nadal")

    page.goto(f"/zaswiadczenia/{code}/")
    expect(page.get_by_role("heading", level=2).first).to_have_text(NAME)
