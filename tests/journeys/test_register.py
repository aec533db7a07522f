"""The register of the act in a browser: read by a visitor, and an amendment entered without scripts."""

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import begin_one, come_to_desk, fill, sample
from tests.journeys.test_every_page import AXE, look, look_at_all

pytestmark = pytest.mark.browser
VISITOR = (
    "/prawo/", "/prawo/uzs/", "/prawo/zmiany/", "/prawo/zmiany/du-2022-218/", "/prawo/ups/", "/prawo/uzs/art-15/",
    "/prawo/uzs/art-15-ust-4/", "/prawo/uzs/art-15-ust-4/?na=2022-01-15", "/prawo/uzs/art-15-ust-4/?na=wczoraj",
    "/prawo/uzs/art-17/", "/prawo/uzs/rozdz-5/", "/prawo/uzs/art-3/powolania/lesson/",
)  # fmt: skip
DESK = (
    "/panel/prawo/", "/panel/prawo/uzs/", "/panel/prawo/akty/nowy/", "/panel/prawo/uzs/przepisy/",
    "/panel/prawo/uzs/przepisy/art-15-ust-4/", "/panel/prawo/uzs/zmiany/", "/panel/prawo/uzs/zmiany/nowa/",
    "/panel/prawo/uzs/tekst-urzedowy/", "/panel/przeglady/", "/panel/przeglady/?stan=zamkniete",
)  # fmt: skip


def test_the_register_s_pages_are_free_of_barriers(open_context: OpenContext) -> None:
    context = open_context()
    context.add_init_script(AXE)

    assert not look_at_all(context.new_page(), VISITOR, "register")


def test_the_desk_of_the_register_is_free_of_barriers(academy: Academy, open_context: OpenContext) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    wrong = look_at_all(page, DESK, "register-desk")

    page.goto("/panel/prawo/uzs/zmiany/nowa/")
    page.get_by_role("button", name="Dodaj przepis przejściowy").click()
    page.get_by_label("Przepis", exact=True).fill("art. 15 ust. 99")
    page.get_by_role("button", name="Zapisz nowelizację").last.click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "register-desk-refused")

    assert not wrong


def test_a_visitor_reads_the_history_of_article_15_without_scripts(open_context: OpenContext) -> None:
    page = open_context(width=320, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Rejestr ustawy").click()
    page.get_by_role("link", name="Spis treści ustawy").click()
    page.get_by_text("Jednostki art. 15", exact=True).click()
    page.get_by_role("link", name="art. 15 ust. 4").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Art. 15 ust. 4 ustawy o zatrudnieniu socjalnym")
    expect(page.get_by_text("Świadczenie podniesiono z 80% do 100% zasiłku.")).to_be_visible()

    page.get_by_label("Pokaż przepis na dzień").fill("2022-01-15")
    page.get_by_role("button", name="Pokaż").click()
    expect(page.get_by_text("opis późniejszy")).to_be_visible()
    page.get_by_role("link", name="Dz.U. 2022 poz. 218").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ustawa z dnia 13 stycznia 2022 r.")


def test_staff_enter_an_amendment_without_scripts_and_withdraw_it(academy: Academy, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    come_to_desk(page, sample(academy, "staff"))
    begin_one(page, "Nowa nowelizacja")
    fill(page, {
        "Tytuł ustawy zmieniającej": "Ustawa z dnia 1 lutego 2090 r. o zmianie próbnej",
        "Adres w Dzienniku Ustaw": "Dz.U. 2090 poz. 77", "Z dnia": "2090-02-01", "Ogłoszona": "2090-02-10",
        "Przepis": "art. 15 ust. 4", "Co się zmieniło, własnymi słowami": "Świadczenie zmieniono na próbę.",
    })  # fmt: skip
    page.get_by_role("button", name="Zapisz nowelizację").last.click()
    expect(page.get_by_text("Podaj dzień tutaj albo wspólny dla całej ustawy").first).to_be_visible()

    page.get_by_label("Kiedy wchodzi w życie").fill("2090-06-01")
    add_a_change(page)
    page.get_by_role("button", name="Sprawdź, czego dotknie").click()
    expect(page.get_by_text("Podgląd: 2 zmiany, jeszcze nie zapisano")).to_be_visible()
    page.get_by_role("button", name="Zapisz nowelizację").last.click()
    expect(page.get_by_text("Zapisano nowelizację: 2 przepisy.")).to_be_visible()

    reader = open_context().new_page()
    reader.goto("/prawo/uzs/art-15-ust-4/")
    expect(reader.get_by_text("Od 1 czerwca 2090 r. ten przepis się zmieni")).to_be_visible()

    page.get_by_role("link", name="o zmianie próbnej").click()
    page.get_by_role("button", name="Wycofaj nowelizację").click()
    expect(page.get_by_text("Wycofano nowelizację.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Od 1 czerwca 2090 r.")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_amendment_of_article_15_sends_what_speaks_of_it_to_look_at_and_tells_its_readers(
    academy: Academy, open_context: OpenContext, script: bool
) -> None:
    page = open_context(320 if script else 1280, java_script_enabled=script).new_page()
    come_to_desk(page, sample(academy, "staff"))
    before = set(academy.rows("SELECT kind, ref, due_on FROM reviews"))
    enter_a_change_of_article_15(page)
    flagged = set(academy.rows("SELECT kind, ref, due_on FROM reviews")) - before
    texts = {(kind, ref) for kind, ref, _day in flagged if kind != "provision"}
    assert texts == speaking_of(academy, "art-15-ust-4")
    assert {kind for kind, _ref in texts} >= {"lesson", "question", "tool"}

    context = open_context()
    context.add_init_script(AXE)
    reader = context.new_page()
    reader.goto("/prawo/uzs/art-15-ust-4/")
    expect(reader.get_by_text("Opis powstał przed zmianą, która weszła w życie 1 czerwca 2026 r.")).to_be_visible()
    assert not look(reader, "register-summary-before-a-change")
    page.goto("/panel/prawo/uzs/przepisy/art-15-ust-4/")
    expect(page.get_by_text("Opis jest sprzed zmiany 1 czerwca 2026 r.")).to_be_visible()
    reader.goto("/edukacja/narzedzia/kalkulator-swiadczenia/")
    expect(reader.get_by_text("Przepisy zmieniły się po napisaniu tego tekstu")).to_be_visible()
    reader.goto("/edukacja/narzedzia/rejestracja-kis/")
    expect(reader.get_by_text("Przepisy zmieniły się po napisaniu tego tekstu")).to_have_count(0)

    page.goto("/panel/przeglady/")
    page.get_by_label("Wybierz: Kalkulator świadczenia integracyjnego").check()
    page.get_by_label("Notatka").fill("Próba niczego nie zmienia w rachunku.")
    page.get_by_role("button", name="Zaznaczone są nadal aktualne").click()
    expect(page.get_by_text("Potwierdzono, że nadal aktualne: 1 tekst.")).to_be_visible()
    reader.goto("/edukacja/narzedzia/kalkulator-swiadczenia/")
    expect(reader.get_by_text("Przepisy zmieniły się po napisaniu tego tekstu")).to_have_count(0)
    forget_the_change(academy)


def enter_a_change_of_article_15(page: Page) -> None:
    page.goto("/panel/prawo/uzs/zmiany/nowa/")
    fill(page, {
        "Tytuł ustawy zmieniającej": "Ustawa z dnia 2 lutego 2026 r. o innej próbie",
        "Adres w Dzienniku Ustaw": "Dz.U. 2026 poz. 78", "Z dnia": "2026-02-02", "Ogłoszona": "2026-02-10",
        "Przepis": "art. 15 ust. 4", "Co się zmieniło, własnymi słowami": "Świadczenie zmieniono na próbę.",
    })  # fmt: skip
    page.get_by_label("Kiedy wchodzi w życie").fill("2026-06-01")
    page.get_by_role("button", name="Zapisz nowelizację").last.click()
    expect(page.get_by_text("Zapisano nowelizację: 1 przepis.")).to_be_visible()


def speaking_of(academy: Academy, key: str) -> set[tuple[str, int]]:
    """Return what cites a provision, its article or a unit inside it, as of a day before the change."""
    found = academy.rows(
        "SELECT citations.kind, ref, key FROM citations JOIN provisions ON provisions.id = provision_id "
        "WHERE key LIKE 'art-15%' AND legal_state_on < '2026-06-01'"
    )
    family = {key, "art-15"}
    return {(kind, ref) for kind, ref, cited in found if cited in family or cited.startswith(f"{key}-")}


def forget_the_change(academy: Academy) -> None:
    """Take the trial out behind the desk's back: what is in force cannot be withdrawn there."""
    connection = sqlite3.connect(academy.folder / "akademia.db", timeout=30)
    with connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM amendments WHERE key = 'du-2026-78'")
        connection.execute("UPDATE public_generation SET number = number + 1")
    connection.close()


def add_a_change(page: Page) -> None:
    page.get_by_role("button", name="Dodaj zmianę").click()
    page.get_by_label("Przepis", exact=True).last.fill("art. 15a")
    page.get_by_label("Co się z nim dzieje").last.select_option("uchylenie")
    page.get_by_label("Co się zmieniło, własnymi słowami").last.fill("Uchylono premię na próbę.")
