"""A closed study of the 2017 template goes from the desk to its readers, in a browser.

It is counted, coded, crossed, published, and handed to the library as a report.
"""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import PROJECT, Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
TITLE = "Gotowość organizacji, próba wyników"
RESULTS = "/badania/wyniki/gotowosc-organizacji-proba-wynikow/"
SUPPORT, PLAN = "Jakiego wsparcia potrzebujecie teraz najbardziej?", "Czy w ciągu najbliższych 12 miesięcy"
SEARCH = "/szukaj/?q=wyniki+gotowość+organizacji+próba"


def finds(reader: Page) -> bool:
    reader.goto(SEARCH)
    return reader.get_by_role("main").locator(f'a[href="{RESULTS}"]').count() > 0


def fill_by_services(academy: Academy) -> None:
    command = [sys.executable, "-m", "tests.journeys.fill_study", TITLE]
    subprocess.run(command, cwd=PROJECT, env=academy.environ, check=True)


def count(staff: Page, button: str, told: str) -> None:
    """Have results counted and wait for what the page tells then."""
    staff.get_by_role("button", name=button).click()
    expect(staff.get_by_text("Liczymy wyniki. Odśwież stronę za chwilę.")).to_be_visible()
    wait_for(lambda: staff.reload() and staff.get_by_role("heading", name=told).count(), told)


def code(staff: Page) -> list[str]:
    """Give codes to the first answers to the question of support, and quote one."""
    staff.get_by_role("link", name=SUPPORT).click()
    staff.get_by_label("Kody, jeden w wierszu").fill("Pieniądze\nSzkolenia\nRozmowy")
    wrong = look(staff, "result-codes")
    staff.get_by_role("button", name="Zapisz kody").click()
    expect(staff.get_by_text("Zapisano kody")).to_be_visible()
    for box in staff.get_by_role("checkbox", name="Pieniądze").all():
        box.check()
    staff.get_by_text("Cytat dla czytelników").first.click()
    staff.get_by_label("Cytat z odpowiedzi 1,").fill("Pieniądze na pracownię to dla nas dziś największa przeszkoda.")
    wrong += look(staff, "result-coding")
    staff.get_by_role("button", name="Zapisz i pokaż następne").click()
    expect(staff.get_by_text("oznaczone: 20")).to_be_visible()
    staff.get_by_role("navigation", name="Ścieżka").get_by_role("link", name="Wyniki").click()
    return wrong


def test_results_are_counted_coded_crossed_published_and_reported(academy: Academy, open_context: OpenContext) -> None:
    fill_by_services(academy)
    contexts = [open_context(), open_context(320)]
    for context in contexts:
        context.add_init_script(AXE)
    staff, reader = (context.new_page() for context in contexts)
    wrong: list[str] = []

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/ankiety/")
    staff.get_by_role("link", name=TITLE).click()
    staff.get_by_role("link", name="Wyniki", exact=True).click()
    count(staff, "Policz wyniki", PLAN)
    wrong += code(staff)
    count(staff, "Policz jeszcze raz", SUPPORT)
    wrong += look(staff, "result-desk")
    staff.get_by_label("Pytanie w kolumnach").first.select_option(label="Jaką formę wolelibyście?")
    staff.get_by_role("button", name="Pokaż tabelę").first.click()
    expect(staff.get_by_role("table")).to_contain_text("ok. ")
    wrong += look(staff, "result-desk-table")

    staff.get_by_role("navigation", name="Ścieżka").get_by_role("link", name="Wyniki").click()
    staff.get_by_role("button", name="Opublikuj wyniki").click()
    expect(staff.get_by_text("Opublikowano wyniki.")).to_be_visible()
    staff.get_by_role("button", name="Opublikuj raport w bibliotece").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text(f"Raport: {TITLE}")
    expect(staff.get_by_text("Raport jest w bibliotece i widzą go czytelnicy.")).to_be_visible()
    staff.get_by_role("link", name="Edytuj opis i treść").click()
    expect(staff.get_by_label("Pełny tekst do czytania na stronie")).to_contain_text("SHA-256 zbioru")

    reader.goto(RESULTS)
    expect(reader.get_by_text("Pieniądze na pracownię to dla nas dziś")).to_be_visible()
    wrong += look(reader, "result-reader")
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="Tabele w CSV").first.click()
    assert "Dokładność" in taken.value.path().read_text("utf-8-sig")
    reader.get_by_role("button", name="Filtruj").first.click()
    expect(reader.get_by_text("Odpowiedzi osób, które na pytanie")).to_be_visible()
    wrong += look(reader, "result-filter")
    reader.goto(f"{RESULTS}raport/")
    wrong += look(reader, "result-report")
    wait_for(
        lambda: reader.goto(SEARCH) and reader.locator(f'main a[href="{RESULTS}"]').count(), "the search to know them"
    )
    assert not wrong
