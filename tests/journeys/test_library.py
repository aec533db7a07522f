"""A guide goes from an empty form to its readers and leaves a tombstone, in a browser, page by page."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
TITLE = "Zgłoszenie klubu na przykładzie"
ITEM, SEARCH, PROVISION = (
    "/publikacje/pozycja/zgloszenie-klubu-na-przykladzie/", "/szukaj/?q=zgłoszeniu+klubu+na+przykładach",
    "/prawo/uzs/art-18a/",
)  # fmt: skip
TEXT = "## Kto zgłasza\n\nMówi o tym art. 18a ust. 1.\n\n## Komu\n\nWojewodzie."


def holds_title(page: Page, address: str) -> bool:
    page.goto(address)
    return page.get_by_role("main").locator(f'a[href="{ITEM}"]').count() > 0


def describe(page: Page) -> None:
    page.get_by_label("O czym jest").fill("Jak wygląda zgłoszenie klubu do rejestru.")
    page.get_by_label("Autorzy i inne osoby").fill("instytucja: Redakcja Akademii")
    page.get_by_label("Licencja albo zgoda").select_option(label="CC BY 4.0")
    page.get_by_text("Stan prawny i przepisy").click()
    page.get_by_label("Stan prawny na dzień").fill("2022-09-22")
    page.get_by_label("Pełny tekst do czytania na stronie").fill(TEXT)
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano szkic o").first).to_be_visible()


def test_a_guide_is_written_published_found_and_withdrawn(academy: Academy, open_context: OpenContext) -> None:
    contexts = [open_context() for _ in range(2)]
    for context in contexts:
        context.add_init_script(AXE)
    staff, reader = (context.new_page() for context in contexts)
    wrong: list[str] = []

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/biblioteka/")
    wrong += look(staff, "library-desk")
    staff.get_by_role("link", name="Nowa pozycja", exact=True).click()
    staff.get_by_label("Tytuł").fill(TITLE)
    wrong += look(staff, "library-begin")
    staff.get_by_role("button", name="Rozpocznij").click()
    staff.get_by_role("link", name="Edytuj opis i treść").click()
    describe(staff)
    wrong += look(staff, "library-editor")
    staff.get_by_role("link", name=TITLE).click()
    staff.get_by_role("button", name="Przekaż do sprawdzenia").click()
    wrong += look(staff, "library-review")
    staff.get_by_role("link", name="Sprawdź i opublikuj").click()
    staff.get_by_role("button", name="Opublikuj", exact=True).click()
    staff.get_by_role("link", name="Zobacz, jak widzą to czytelnicy").click()
    wrong += look(staff, "library-item")

    wait_for(lambda: holds_title(reader, SEARCH), "the search to know the guide")
    assert holds_title(reader, PROVISION)
    reader.goto(ITEM)
    reader.get_by_role("link", name="Czytaj na stronie").click()
    expect(reader.get_by_role("heading", name="Komu")).to_be_visible()
    wrong += look(reader, "library-reading")

    staff.goto("/panel/biblioteka/")
    staff.get_by_role("link", name=TITLE).click()
    staff.get_by_role("link", name="Wycofaj").click()
    staff.get_by_role("button", name="Wycofaj publikację").click()
    expect(staff.locator("#bledy")).to_be_focused()
    staff.get_by_label("Powód").fill("Pokazuje zgłoszenie, którego nikt już nie składa.")
    wrong += look(staff, "library-withdraw")
    staff.get_by_role("button", name="Wycofaj publikację").click()
    expect(staff.get_by_text("Wycofano pozycję")).to_be_visible()

    answer = reader.goto(ITEM)
    assert answer is not None
    assert answer.status == 410
    expect(reader.get_by_text("nikt już nie składa")).to_be_visible()
    wrong += look(reader, "library-tombstone")
    assert not holds_title(reader, "/publikacje/")
    assert not wrong
