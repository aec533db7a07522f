"""News goes from two pictures and a form, past the editor's check, to its readers, in a browser, page by page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample, send_file, wait_until_ready
from tests.journeys.test_every_page import AXE, look
from tests.media import samples

pytestmark = pytest.mark.browser
TITLE = "Dzień otwarty w pracowni ceramicznej"
ARTICLE = "/promocja/aktualnosci/dzien-otwarty-w-pracowni-ceramicznej/"
SEARCH = "/szukaj/?q=dniem+otwartym+pracowni+ceramicznych"


def picture(page: Page, folder: Path, name: str, words: str) -> str:
    """Put a picture into the media library; return how a text shows it."""
    page.goto("/panel/media/nowe/")
    send_file(page, f"{name}.png", samples.picture("PNG", size=(600, 400)), folder)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    wait_until_ready(page, True)
    page.get_by_label("Tytuł").fill(name)
    page.get_by_label("Opis obrazu").fill(words)
    page.get_by_role("button", name="Zapisz opis").click()
    written = page.get_by_label("Zapis do wklejenia w tekst")
    expect(written).to_have_value(re.compile(r"^!\["))
    return written.input_value()


def write(page: Page, cover: str, shot: str) -> None:
    page.get_by_label("Tytuł", exact=True).fill(TITLE)
    page.get_by_label("Adres", exact=True).fill(ARTICLE.split("/")[-2])
    page.get_by_label("Zajawka").fill("Klub pokazał, jak powstaje miska: od gliny do szkliwa.")
    page.get_by_label("Okładka").fill(cover)
    page.get_by_label("Treść").fill("## Kto przyszedł\n\nMówi o tym art. 18 ust. 1. [Kliknij tutaj](/kontakt/).")
    page.get_by_label("Galeria").fill(shot)
    page.get_by_role("checkbox", name="Promocja").check()
    page.get_by_role("checkbox", name="podlaskie").check()


def holds(page: Page, address: str) -> bool:
    page.goto(address)
    return page.get_by_role("main").locator(f'a[href="{ARTICLE}"]').count() > 0


def test_news_is_written_stopped_mended_published_and_found(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    contexts = [open_context() for _ in range(2)]
    for context in contexts:
        context.add_init_script(AXE)
    staff, reader = (context.new_page() for context in contexts)
    wrong: list[str] = []

    come_to_desk(staff, sample(academy, "staff"))
    cover = picture(staff, tmp_path, "kolo-garncarskie", "Koło garncarskie z miską z gliny.")
    shot = picture(staff, tmp_path, "suszarnia", "Miski schną na półkach.")
    staff.goto("/panel/aktualnosci/")
    wrong += look(staff, "news-desk")
    staff.get_by_role("link", name="Nowa aktualność").first.click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Nowa aktualność")
    write(staff, cover, shot.replace("Miski schną na półkach.", "Koło garncarskie z miską z gliny."))
    staff.get_by_role("button", name="Opublikuj", exact=True).click()
    told = staff.locator("#sprawdzenie")
    expect(told).to_contain_text("Wiersz 3: Odnośnik „Kliknij tutaj”")
    expect(told).to_contain_text("Galeria, wiersz 1: Opis obrazu")
    expect(staff.get_by_role("checkbox", name="podlaskie")).to_be_checked()
    wrong += look(staff, "news-editor")

    staff.get_by_label("Galeria").fill(shot)
    staff.get_by_label("Treść").fill("## Kto przyszedł\n\nMówi o tym art. 18 ust. 1. [Napisz do nas](/kontakt/).")
    staff.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(staff.get_by_text("Opublikowano wersję 1")).to_be_visible()
    wrong += look(staff, "news-desk-article")

    answer = reader.goto(ARTICLE)
    assert answer is not None
    assert answer.status == 200
    expect(reader.get_by_role("img", name="Miski schną na półkach.")).to_be_visible()
    wrong += look(reader, "news-article")
    wait_for(lambda: reader.goto(ARTICLE) and reader.locator('meta[property="og:image"]').count(), "the share picture")
    for address in ("/promocja/aktualnosci/?region=podlaskie", "/promocja/", "/", "/prawo/uzs/art-18-ust-1/"):
        assert holds(reader, address), address
    wait_for(lambda: holds(reader, SEARCH), "the search to know the news")
    reader.goto("/promocja/aktualnosci/")
    wrong += look(reader, "news-list")
    feed = reader.request.get("/promocja/aktualnosci/region/podlaskie/atom.xml")
    assert ARTICLE in feed.text()
    assert not wrong
