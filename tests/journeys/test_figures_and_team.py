"""Figures of two sources, a sheet with a wrong row, a comparison; a person of the team until consent is withdrawn."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
TITLE, SLUG = "Próbne pracownie rękodzieła", "probne-pracownie-rekodziela"
SERIES, SEARCH = f"/badania/statystyki/{SLUG}/", "/szukaj/?q=pracowniach+rękodzieła"
SHEET = "rok;liczba;źródło\n2019;12;Urząd próbny\n2020;sporo;Urząd próbny\n2021;15;Urząd próbny\n"
NAME, TEAM = "Próbna Osobowa-Testowa", "/promocja/kadra/"


def holds(page: Page, address: str, link: str) -> bool:
    page.goto(address)
    return page.get_by_role("main").locator(f'a[href="{link}"]').count() > 0


def publish(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Opublikuj", exact=True).click()


def add_figure(page: Page, number: str, source: str) -> None:
    page.get_by_role("link", name="Dodaj liczbę").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dodaj liczbę")
    page.get_by_label("Rok", exact=True).fill("2018")
    page.get_by_label("Liczba", exact=True).fill(number)
    page.get_by_label("Źródło", exact=True).fill(source)
    page.get_by_role("button", name="Zapisz liczbę").click()


def test_figures_of_two_sources_stand_side_by_side_and_are_compared_and_found(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    contexts = [open_context(), open_context(java_script_enabled=False)]
    contexts[0].add_init_script(AXE)
    staff, reader = (context.new_page() for context in contexts)
    seen = contexts[0].new_page()
    wrong: list[str] = []

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/statystyki/")
    wrong += look(staff, "statistics-desk")
    staff.get_by_role("link", name="Nowy szereg danych", exact=True).first.click()
    publish(staff, {"Tytuł": TITLE, "Krótka nazwa na wykres": "Próba", "Adres": SLUG, "O czym mówi": "Ile ich jest.",
                    "Jednostka": "pracownia, pracownie, pracowni",
                    "Metoda i uwagi": "Policzono na próbę."})  # fmt: skip
    staff.goto("/panel/statystyki/?szukaj=rękodzieła")
    staff.get_by_role("link", name=TITLE).click()
    add_figure(staff, "10", "Urząd próbny")
    expect(staff.get_by_text("Dodano liczbę.")).to_be_visible()
    add_figure(staff, "dużo", "Gazeta próbna")
    expect(staff.locator("#bledy")).to_be_focused()
    wrong += look(staff, "statistics-figure-wrong")
    staff.get_by_label("Liczba", exact=True).fill("14")
    staff.get_by_role("button", name="Zapisz liczbę").click()
    expect(staff.get_by_text("Inne źródło podaje inną liczbę: 10 – Urząd próbny")).to_be_visible()

    staff.get_by_role("link", name="Wczytaj arkusz CSV").click()
    (tmp_path / "liczby.csv").write_text(SHEET, "utf-8")
    staff.get_by_label("albo plik CSV").set_input_files(tmp_path / "liczby.csv")
    staff.get_by_role("button", name="Sprawdź wiersze").click()
    expect(staff.get_by_text("Nic jeszcze nie zapisano")).to_be_visible()
    expect(staff.get_by_role("row", name="2020")).to_contain_text("błędny")
    wrong += look(staff, "statistics-sheet")
    staff.get_by_role("button", name="Zapisz dobre wiersze: 2").click()
    expect(staff.get_by_text("Dodano 2 liczby. Nie dodano 1 błędnego wiersza")).to_be_visible()
    wrong += look(staff, "statistics-desk-series")

    wait_for(lambda: holds(reader, SEARCH, SERIES), "the search to know the series")
    reader.goto(SERIES)
    expect(reader.get_by_text("Źródła podają różne liczby")).to_be_visible()
    reader.get_by_label("Aktywne centra integracji społecznej", exact=True).check()
    reader.get_by_role("button", name="Porównaj").click()
    expect(reader.get_by_role("img", name=TITLE)).to_be_visible()
    for name, address in (
        ("series", SERIES),
        ("comparison", reader.url),
        ("list", "/badania/statystyki/"),
        ("area", "/badania/"),
    ):
        seen.goto(address)
        wrong += look(seen, f"statistics-{name}")
    assert wrong == []


def test_a_person_is_seen_from_consent_to_its_withdrawal(academy: Academy, open_context: OpenContext) -> None:
    contexts = [open_context() for _ in range(2)]
    for context in contexts:
        context.add_init_script(AXE)
    staff, reader = (context.new_page() for context in contexts)
    wrong: list[str] = []
    reader.goto(TEAM)
    expect(reader.get_by_text("Jeszcze nikogo tu nie pokazujemy")).to_be_visible()
    wrong += look(reader, "team-empty")

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/kadra/")
    staff.get_by_role("link", name="Nowa osoba", exact=True).click()
    publish(
        staff, {"Imię i nazwisko": NAME, "Adres": "probna-osobowa", "Rola": "prowadzi próby", "Biogram": "Próbuje."}
    )
    staff.goto("/panel/kadra/")
    wrong += look(staff, "team-desk")
    assert not holds(reader, TEAM, f"{TEAM}probna-osobowa/")

    staff.get_by_role("link", name=NAME).click()
    staff.get_by_role("link", name="Zapisz zgodę").click()
    staff.get_by_role("button", name="Zapisz zgodę i pokaż osobę").click()
    expect(staff.locator("#bledy")).to_be_focused()
    staff.get_by_label("Jak to można udowodnić").fill("rozmowa spisana w teczce prób")
    wrong += look(staff, "team-consent")
    staff.get_by_role("button", name="Zapisz zgodę i pokaż osobę").click()
    expect(staff.get_by_text("Od teraz czytelnicy widzą tę osobę")).to_be_visible()
    assert holds(reader, TEAM, f"{TEAM}probna-osobowa/")
    wrong += look(reader, "team")
    reader.get_by_role("link", name=NAME).click()
    expect(reader.get_by_text("Próbuje.")).to_be_visible()
    wrong += look(reader, "team-member")

    staff.get_by_role("link", name="Zapisz cofnięcie zgody").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Zapisz cofnięcie zgody")
    wrong += look(staff, "team-withdraw")
    staff.get_by_role("button", name="Zapisz cofnięcie i ukryj osobę").click()
    expect(staff.get_by_text("Tej osoby nie widać już nigdzie")).to_be_visible()
    assert not holds(reader, TEAM, f"{TEAM}probna-osobowa/")
    answer = reader.goto(f"{TEAM}probna-osobowa/")
    assert answer is not None
    assert answer.status == 404
    assert wrong == []
