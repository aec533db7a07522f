"""A guide's way in: uploaded at the desk, read, found wanting, published with a reason, found by a phrase inside."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, fill, sample, send_file
from tests.journeys.test_every_page import _page, look
from tests.publishing.library import papers

pytestmark = pytest.mark.browser
SECRET = "Szczegoly: podnosnik pneumatyczny stoi w pracowni ceramicznej obok klubu."


def begin(page: Page, title: str) -> str:
    page.goto("/panel/biblioteka/nowa/")
    page.get_by_label("Tytuł").fill(title)
    page.get_by_role("button", name="Rozpocznij").click()
    page.wait_for_url(re.compile(r"/panel/biblioteka/\d+/"))
    return page.url


def wait_until_read(page: Page) -> None:
    again = page.get_by_role("link", name="Sprawdź, czy już gotowe")
    wait_for(lambda: page.reload() and not again.is_visible(), "the file to be read")


def test_a_guide_is_put_in_let_through_and_found_by_a_phrase_inside(
    open_context: OpenContext, academy: Academy, tmp_path: Path
) -> None:
    page = _page(open_context)
    come_to_desk(page, sample(academy, "staff"))
    desk = begin(page, "Warsztaty na próbę")
    page.get_by_role("link", name="Pliki tej pozycji").click()
    page.get_by_role("link", name="Dodaj plik", exact=True).click()
    wrong = look(page, "library-attach")
    send_file(page, "wzor.docx", papers.docx(**{"word/vbaProject.bin": b"x"}), tmp_path, "Dodaj plik")
    expect(page.locator("#file-error")).to_contain_text("makra")
    send_file(page, "skan.pdf", papers.pdf(2, text=SECRET.encode()), tmp_path, "Dodaj plik")
    page.wait_for_url(re.compile(r"/panel/biblioteka/pliki/[a-z0-9]{10}/"))
    file = page.url
    wait_until_read(page)
    expect(page.get_by_text("Brak znaczników")).to_be_visible()
    wrong += look(page, "library-file")

    page.goto(f"{desk}pliki/")
    expect(page.get_by_text("Zanim opublikujesz")).to_be_visible()
    wrong += look(page, "library-files")
    page.goto(file)
    fill(page, {"Powód, dla którego nie ma dostępnej wersji (nieobowiązkowe)": "Prześlemy wersję dostępną na prośbę."})
    page.get_by_role("button", name="Zapisz opis").click()
    expect(page.get_by_text("Plik jest gotowy")).to_be_visible()
    publish(page, desk)

    reader = _page(open_context)
    found = "pneumatycznych pracowni ceramicznych"
    result = reader.get_by_role("link", name="Warsztaty na próbę, s. 1")
    wait_for(lambda: reader.goto(f"/szukaj/?q={found}") and result.count(), "the page to be in the index")
    assert str(result.get_attribute("href")).endswith("/skan.pdf#page=1")
    reader.goto("/publikacje/")
    reader.get_by_role("link", name="Warsztaty na próbę").click()
    expect(reader.get_by_text("Prześlemy wersję dostępną na prośbę.")).to_be_visible()
    wrong += look(reader, "library-item-with-file")
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="Pobierz PDF").click()
    assert Path(taken.value.path()).read_bytes() == papers.pdf(2, text=SECRET.encode())

    page.goto("/panel/biblioteka/naprawa/")
    page.get_by_label("Tekst z pliku PDF").fill("ZAJĘCIA W KLUBIE\n\nPrzygoto-\nwanie pracowni.")
    page.get_by_role("button", name="Napraw tekst").click()
    expect(page.get_by_label("Naprawiony tekst")).to_have_value("## Zajęcia w klubie\n\nPrzygotowanie pracowni.")
    wrong += look(page, "library-repair")
    assert not wrong


def publish(page: Page, desk: str) -> None:
    """Describe the item, hand it over and publish it."""
    page.goto(desk)
    page.get_by_role("link", name="Edytuj opis i treść").click()
    fill(page, {"O czym jest": "O warsztatach."})
    page.get_by_label("Licencja albo zgoda").select_option(label="CC BY 4.0")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano szkic o").first).to_be_visible()
    page.goto(desk)
    page.get_by_role("button", name="Przekaż do sprawdzenia").click()
    page.get_by_role("link", name="Sprawdź i opublikuj").click()
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(page.get_by_role("link", name="Zobacz, jak widzą to czytelnicy")).to_be_visible()
