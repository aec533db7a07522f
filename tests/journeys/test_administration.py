"""An administrator's walk: an editor is invited by letter and finds the desk; the last administrator stays; CSV."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.test_every_page import AXE, look, look_at_all
from tests.journeys.walks import PASSWORD, link_in, new_address

pytestmark = pytest.mark.browser
ADMIN = "administrator@example.org"
PAGES = (
    "/panel/", "/panel/?szukaj=example", "/panel/osoby/", "/panel/osoby/1/", "/panel/osoby/1/polacz/",
    "/panel/osoby/zapros/", "/panel/osoby/zaproszenia/", "/panel/osoby/wybrane/?osoba=1&czyn=lock", "/panel/dziennik/",
    "/panel/ustawienia/", "/panel/zadania/", "/panel/zadania/?stan=zrobione", "/panel/listy/?stan=wszystkie",
    "/panel/zgody/", "/panel/kursy/", "/panel/kursy/1/", "/panel/kursy-w-plikach/", "/panel/strony/", "/panel/slownik/",
    "/panel/kosz/",
)  # fmt: skip


def come_in(context: BrowserContext, academy: Academy, email: str = ADMIN, password: str = "") -> Page:
    lines = (academy.folder / "sample-accounts.txt").read_text("utf-8").splitlines()
    page = context.new_page()
    page.goto("/konto/logowanie/?next=/panel/")
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło", exact=True).fill(password or next(f.split()[1] for f in lines if f.startswith(email)))
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Panel redakcji")
    return page


@pytest.mark.parametrize("script", [True, False])
def test_an_invited_editor_sets_a_password_and_finds_the_desk(
    open_context: OpenContext, academy: Academy, script: bool
) -> None:
    admin, email = come_in(open_context(java_script_enabled=script), academy), new_address()
    admin.get_by_role("link", name="Zaproś osobę").click()
    admin.get_by_label("Adres e-mail").fill(email)
    admin.get_by_role("radio", name=re.compile("^redakcja")).check()
    admin.get_by_role("button", name="Wyślij zaproszenie").click()
    expect(admin.get_by_role("row", name=email)).to_contain_text("czeka")

    context = open_context(width=320, java_script_enabled=script)
    editor = context.new_page()
    editor.goto(link_in(academy.letter(email, "Zaproszenie"), academy))
    editor.get_by_label("Hasło").fill(PASSWORD)
    for box in editor.get_by_role("checkbox").all():
        box.check()
    editor.get_by_role("button", name="Załóż konto").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Zaloguj się")
    come_in(context, academy, email, PASSWORD)

    admin.reload()
    expect(admin.get_by_role("row", name=email)).to_contain_text("przyjęte")


def test_the_last_administrator_stays_and_the_trail_is_taken_as_csv(
    open_context: OpenContext, academy: Academy
) -> None:
    page = come_in(open_context(), academy)
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
    page = come_in(context, academy)

    wrong = look_at_all(page, PAGES, "admin")
    page.goto("/panel/ustawienia/")
    page.get_by_label("ISSN").fill("1")
    page.get_by_role("button", name="Zapisz ustawienia").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "admin-settings-refused")

    assert not wrong
