"""A club card from the right to issue it to a lesson read with it, and a lost card that opens nothing."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import walks
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.learners import make_learner
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
NEW_PIN = "804617"
Looked = Callable[[Page, str], None]


def _looked(page: Page, name: str) -> None:
    assert look(page, f"karta-{name}") == []
    page.set_viewport_size({"width": 1280, "height": 800})


def _passed_by(_page: Page, _name: str) -> None:
    """Do not look: the walk that looks meets the same page."""


def _worker(open_context: OpenContext, academy: Academy, looked: Looked = _passed_by) -> Page:
    """A person with an account whom an administrator lets issue cards."""
    context = open_context()
    context.add_init_script(AXE)
    address = make_learner(context, academy)
    admin = open_context()
    admin.add_init_script(AXE)
    desk = admin.new_page()
    come_to_desk(desk, sample(academy, "admin"))
    desk.goto("/panel/kluby/")
    looked(desk, "kluby-puste")
    desk.get_by_role("link", name="Daj prawo do kart").first.click()
    desk.get_by_label("Adres e-mail pracownika").fill(address)
    desk.get_by_label("NIP organizacji").fill("526-025-02-74")
    desk.get_by_label("Nazwa organizacji").fill("Klub Integracji „Razem”")
    desk.get_by_role("button", name="Daj prawo").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Klub Integracji „Razem”")
    looked(desk, "klub")
    return context.new_page()


def _issue(page: Page, folder: Path, looked: Looked = _passed_by) -> tuple[str, str]:
    """Issue a card; return the login and the PIN, as the page and the paper give them."""
    page.goto("/konto/profil/")
    page.get_by_role("link", name="Karty dla uczestników").click()
    looked(page, "karty-puste")
    page.get_by_role("link", name="Wydaj karty").click()
    page.get_by_label("Imiona").fill("Łucja\npan Zenon")
    looked(page, "wydaj")
    page.get_by_role("button", name="Wydaj karty").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Karty gotowe")
    looked(page, "gotowe")
    row = page.get_by_role("row", name="Łucja").first
    login, pin = (cell.strip() for cell in row.get_by_role("cell").all_inner_texts())
    with page.expect_download() as paper:
        page.get_by_role("link", name="Pobierz arkusz (PDF)").click()
    sheet = folder / "karty.pdf"
    paper.value.save_as(sheet)
    words = subprocess.run(["pdftotext", "-layout", sheet, "-"], check=True, capture_output=True, text=True).stdout
    assert login in words
    assert pin in words
    page.get_by_role("button", name="Mam wydruk, schowaj PIN-y").click()
    return login, pin


def _come_with_card(page: Page, login: str, pin: str) -> None:
    page.goto("/konto/logowanie/")
    page.get_by_role("link", name="Mam kartę z klubu").click()
    page.get_by_label("Login z karty").fill(login.upper().replace("-", " "))
    page.get_by_label("PIN").fill(pin)
    page.get_by_label("PIN").press("Enter")


def _agree(page: Page) -> None:
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Potwierdzam i przechodzę dalej").click()


def _state(page: Page) -> str:
    page.goto("/konto/profil/")
    page.get_by_role("link", name="Karty dla uczestników").click()
    page.get_by_role("link", name="Łucja", exact=True).first.click()
    return page.get_by_role("main").inner_text().replace("\xa0", " ")


def _learn_a_lesson(page: Page) -> None:
    page.goto(walks.COURSE)
    page.get_by_role("button", name="Zapisz się na kurs").click()
    expect(page.locator(".head__meta")).to_contain_text("Lekcja 1 z")
    page.get_by_role("button", name="Oznacz jako ukończoną").click()
    expect(page.locator(".head__meta")).to_contain_text("Lekcja 2 z")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_card_is_issued_learned_with_lost_and_renewed(
    academy: Academy, open_context: OpenContext, tmp_path: Path, scripts: bool
) -> None:
    worker = _worker(open_context, academy)
    login, pin = _issue(worker, tmp_path)
    learner: BrowserContext = open_context(width=320, java_script_enabled=scripts)
    page = learner.new_page()

    _come_with_card(page, login, pin)
    _agree(page)
    _learn_a_lesson(page)
    assert "nie udostępnia postępów" in _state(worker)

    page.goto("/konto/profil/")
    page.get_by_role("link", name="Moja karta i PIN").click()
    page.get_by_role("button", name="Zgadzam się: pokaż klubowi postępy").click()
    assert re.search(r"1 z \d+ części", _state(worker))

    page.get_by_role("link", name="Zmień PIN").click()
    page.get_by_label("PIN, który masz teraz").fill(pin)
    page.get_by_label("Nowy PIN", exact=True).fill(NEW_PIN)
    page.get_by_label("Nowy PIN jeszcze raz").fill(NEW_PIN)
    page.get_by_role("button", name="Ustaw nowy PIN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moja karta")

    _state(worker)
    worker.get_by_role("button", name="Wydaj nowy PIN").click()
    expect(worker.get_by_role("heading", level=1)).to_have_text("Karta gotowa")
    page.goto("/konto/karta/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj się")
    _come_with_card(page, login, NEW_PIN)
    expect(page.get_by_role("alert")).to_contain_text("Login albo PIN się nie zgadza")


def test_the_pages_of_a_card_are_free_of_barriers(academy: Academy, open_context: OpenContext, tmp_path: Path) -> None:
    worker = _worker(open_context, academy, _looked)
    login, pin = _issue(worker, tmp_path, _looked)
    _state(worker)
    _looked(worker, "karta")
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto("/konto/logowanie/karta/")
    _looked(page, "logowanie")
    _come_with_card(page, login, "111111")
    _looked(page, "logowanie-zle")
    _come_with_card(page, login, pin)
    _agree(page)
    for place in ("/konto/karta/", "/konto/karta/pin/", "/konto/profil/"):
        page.goto(place)
        _looked(page, place.strip("/").replace("/", "-"))
