"""An administrator's walk: an editor is invited by letter and finds the desk; the last administrator stays; CSV."""

import pytest
from playwright.sync_api import expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import accept_invitation, come_to_desk, invite, sample
from tests.journeys.test_every_page import AXE, look, look_at_all
from tests.journeys.walks import PASSWORD, new_address

pytestmark = pytest.mark.browser
ADMIN = "administrator@example.org"
PAGES = (
    "/panel/", "/panel/?szukaj=example", "/panel/osoby/", "/panel/osoby/1/", "/panel/osoby/1/polacz/",
    "/panel/osoby/zapros/", "/panel/osoby/zaproszenia/", "/panel/osoby/wybrane/?osoba=1&czyn=lock", "/panel/dziennik/",
    "/panel/ustawienia/", "/panel/zadania/", "/panel/zadania/?stan=zrobione", "/panel/listy/?stan=wszystkie",
    "/panel/zgody/", "/panel/kursy/", "/panel/kursy/1/", "/panel/kursy-w-plikach/", "/panel/strony/", "/panel/slownik/",
    "/panel/kosz/", "/panel/teksty/haslo/wybrane/?tekst=1&tekst=2", "/panel/teksty/strona/wybrane/?tekst=1",
)  # fmt: skip


@pytest.mark.parametrize("script", [True, False])
def test_an_invited_editor_sets_a_password_and_finds_the_desk(
    open_context: OpenContext, academy: Academy, script: bool
) -> None:
    admin, email = open_context(java_script_enabled=script).new_page(), new_address()
    come_to_desk(admin, sample(academy, "admin"))
    invite(admin, email)

    editor = open_context(width=320, java_script_enabled=script).new_page()
    accept_invitation(editor, academy, email)
    come_to_desk(editor, (email, PASSWORD))

    admin.reload()
    expect(admin.get_by_role("row", name=email)).to_contain_text("przyjęte")


def test_the_last_administrator_stays_and_the_trail_is_taken_as_csv(
    open_context: OpenContext, academy: Academy
) -> None:
    page = open_context().new_page()
    come_to_desk(page, sample(academy, "admin"))
    page.goto("/panel/osoby/?rola=admin")
    page.get_by_role("link", name=ADMIN).click()
    expect(page.get_by_text("Własnych ról nie zmienisz")).to_be_visible()
    expect(page.get_by_role("button", name="Zablokuj konto")).to_have_count(0)

    page.goto("/panel/osoby/?szukaj=ekspert")
    page.get_by_role("link", name="ekspert@example.org").click()
    page.get_by_role("button", name="Wyloguj wszędzie").click()
    expect(page.get_by_text("wylogowana na wszystkich urządzeniach")).to_be_visible()
    page.goto("/panel/dziennik/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Pobierz CSV").click()
    body = taken.value.path().read_text("utf-8-sig")

    assert taken.value.suggested_filename.startswith("dziennik-")
    assert "wylogowanie ze wszystkich urządzeń" in body
    page.goto("/panel/")
    expect(page.get_by_role("link", name="wylogowanie ze wszystkich urządzeń")).to_be_visible()


def test_an_administrators_pages_are_free_of_barriers(open_context: OpenContext, academy: Academy) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "admin"))

    wrong = look_at_all(page, PAGES, "admin")
    page.goto("/panel/ustawienia/")
    page.get_by_label("ISSN").fill("1")
    page.get_by_role("button", name="Zapisz ustawienia").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "admin-settings-refused")

    assert not wrong
