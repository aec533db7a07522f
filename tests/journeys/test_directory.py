"""A register is brought in, seen on the map, corrected by a visitor, confirmed by the entity, and found by search."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look
from tests.journeys.walks import link_in

pytestmark = pytest.mark.browser
NAME, EMAIL = "Centrum Pod Kasztanem", "pod-kasztanem@example.org"
REGISTER = f"""Nazwa;Nr w rejestrze;Gmina;Powiat;E-mail;Telefon;Pracownie;Uwagi
{NAME};PS/9101;Janów Lubelski;janowski;{EMAIL};81 000;stolarska;x
Centrum Bez Miejsca;PS/9102;;;;;;
;PS/9103;;;;;;
"""
DIRECTORY = "/promocja/katalog/"


def test_a_register_becomes_a_map_and_is_mended_and_confirmed(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    desk, reading = open_context(), open_context(320)
    for context in (desk, reading):
        context.add_init_script(AXE)
    staff, reader = desk.new_page(), reading.new_page()
    wrong: list[str] = []
    file = tmp_path / "rejestr.csv"
    file.write_text(REGISTER, "utf-8")

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/katalog/import/")
    staff.get_by_label("Plik").set_input_files(file)
    staff.get_by_role("button", name="Wgraj i sprawdź").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("rejestr.csv")
    staff.get_by_label("Rodzaj, jeśli nie ma go w pliku").select_option("cis")
    staff.get_by_label("Województwo, jeśli nie ma go w pliku").select_option("08")
    staff.get_by_role("button", name="Sprawdź na próbę").click()
    expect(staff.get_by_text("Nic się jeszcze nie zmieniło.")).to_be_visible()
    expect(staff.get_by_text("wiersz 4, bez nazwy: brak nazwy")).to_be_visible()
    wrong += look(staff, "register-tried")
    staff.get_by_role("button", name="Wczytaj do katalogu").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("rejestr.csv")
    done = staff.get_by_text("Wczytano: nowych 2")
    wait_for(lambda: staff.reload() and done.is_visible(), "the register to be carried over")
    wrong += look(staff, "register-report")

    reader.goto(f"{DIRECTORY}mapa/?szukaj=kasztanem")
    wrong += look(reader, "directory-map")
    shape = reader.get_by_role("group", name="Podmioty w województwach").get_by_role("link", name="lubelskie: 1")
    shape.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Katalog podmiotów")
    expect(reader.get_by_label("Województwo")).to_have_value("06")
    wrong += look(reader, "directory-list")
    reader.get_by_role("link", name=NAME).click()
    expect(reader.get_by_text("stolarska")).to_be_visible()
    wrong += look(reader, "directory-entity")

    reader.get_by_role("link", name="Zaproponuj poprawkę").click()
    wrong += look(reader, "directory-correction")
    reader.get_by_label("Telefon").fill("81 999")
    reader.get_by_role("button", name="Wyślij poprawkę").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Poprawka wysłana")
    staff.goto("/panel/katalog/poprawki/")
    staff.get_by_role("link", name=NAME).click()
    expect(staff.get_by_role("row", name="Telefon")).to_contain_text("81 999")
    wrong += look(staff, "directory-settling")
    staff.get_by_role("button", name="Przyjmij zaznaczone").click()
    expect(staff.get_by_text("Poprawka jest w katalogu.")).to_be_visible()

    staff.goto("/panel/katalog/?szukaj=kasztanem")
    wrong += look(staff, "directory-desk")
    staff.get_by_role("link", name=NAME).click()
    wrong += look(staff, "directory-edit")
    staff.get_by_role("button", name="Wyślij prośbę o potwierdzenie").click()
    expect(staff.get_by_text("List z prośbą o potwierdzenie jest w drodze.")).to_be_visible()
    reader.goto(link_in(academy.letter(EMAIL, "katalogu"), academy))
    wrong += look(reader, "directory-confirming")
    reader.get_by_role("button", name="Tak, wszystko się zgadza").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Dane potwierdzone")

    reader.goto("/szukaj/?q=kasztanem")
    reader.get_by_role("main").get_by_role("link", name=NAME).click()
    expect(reader.get_by_text("81 999")).to_be_visible()
    expect(reader.get_by_text("potwierdzone")).to_be_visible()
    reader.goto(f"{DIRECTORY}wojewodztwo/lubelskie/")
    wrong += look(reader, "directory-region")
    assert wrong == []
