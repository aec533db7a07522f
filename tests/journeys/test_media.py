"""Staff put pictures into the library, with JavaScript and without, and read why some are refused."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.test_every_page import _page, look
from tests.media import samples

pytestmark = pytest.mark.browser
LIBRARY = "/panel/media/"


def sign_in_as_staff(page: Page, academy: Academy) -> None:
    lines = (academy.folder / "sample-accounts.txt").read_text("utf-8").splitlines()
    email, password = next(line.split()[:2] for line in lines if line.split()[2:3] == ["staff"])
    page.goto("/konto/logowanie/")
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło", exact=True).fill(password)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url(lambda url: "/konto/logowanie" not in url)


def send(page: Page, name: str, data: bytes, folder: Path, button: str = "Wgraj plik") -> None:
    path = folder / name
    path.write_bytes(data)
    page.get_by_label("Plik", exact=True).set_input_files(path)
    page.get_by_role("button", name=button).click()


def wait_until_ready(page: Page, script: bool) -> None:
    """With the script the page looks by itself; without it a link does."""
    again = page.get_by_role("link", name="Sprawdź, czy już gotowe")
    while not script and again.count():
        again.click()
    expect(page.locator(".media-preview")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_picture_is_uploaded_described_used_and_replaced(
    open_context: OpenContext, academy: Academy, tmp_path: Path, script: bool
) -> None:
    page = open_context(java_script_enabled=script).new_page()
    sign_in_as_staff(page, academy)
    page.goto("/panel/")
    page.get_by_role("link", name="Wgraj plik").click()

    send(page, "bomba.png", samples.bomb(), tmp_path)
    expect(page.locator("#file-error")).to_contain_text("50 megapikseli")
    send(page, "rysunek.png", samples.SVG, tmp_path)
    expect(page.locator("#file-error")).to_contain_text("może zawierać skrypt")
    send(page, "IMG_2041.jpg", samples.photograph(), tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    address = page.url
    key = address.rstrip("/").rsplit("/", 1)[1]
    wait_until_ready(page, script)
    page.get_by_label("Tytuł").fill("Dwie połowy")
    page.get_by_label("Opis obrazu").fill("IMG_2041.jpg")
    page.get_by_role("button", name="Zapisz opis").click()
    expect(page.locator("#alt-error")).to_contain_text("Nazwa pliku nie jest opisem")
    page.get_by_label("Opis obrazu").fill("Czerwona i niebieska połowa.")
    page.get_by_role("button", name="Zapisz opis").click()
    expect(page.get_by_label("Zapis do wklejenia w tekst")).to_have_value(
        f"![Czerwona i niebieska połowa.](media:{key})"
    )

    page.get_by_role("link", name="Wymień plik").click()
    send(page, "nowy.png", samples.picture("PNG", size=(500, 300)), tmp_path, "Wymień plik")
    expect(page.get_by_text("Adres i opis zostały te same")).to_be_visible()
    assert page.url == address
    wait_until_ready(page, script)
    page.goto(f"{LIBRARY}?szukaj={key}")
    expect(page.get_by_role("link", name="Dwie połowy")).to_be_visible()


def test_the_librarys_pages_are_free_of_barriers(open_context: OpenContext, academy: Academy, tmp_path: Path) -> None:
    page = _page(open_context)
    sign_in_as_staff(page, academy)
    page.goto(f"{LIBRARY}nowe/")
    wrong = look(page, "media-upload")
    page.set_viewport_size({"width": 1280, "height": 800})
    send(page, "rysunek.png", samples.SVG, tmp_path)
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "media-refused")
    send(page, "film.mp4", samples.film(b"x" * 2_000), tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    wrong += look(page, "media-film")
    page.goto(f"{LIBRARY}nowe/")
    send(page, "IMG_1.jpg", samples.photograph(), tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    wait_until_ready(page, True)
    page.get_by_label("Tytuł").fill("Obraz")
    page.get_by_label("To tylko ozdoba").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Zapisz opis").press("Enter")
    expect(page.get_by_text("Gotowe do użycia w tekstach")).to_be_visible()
    wrong += look(page, "media-described")
    page.goto(LIBRARY)
    wrong += look(page, "media-library")

    assert not wrong


def test_a_cut_line_is_no_lost_upload(open_context: OpenContext, academy: Academy, tmp_path: Path) -> None:
    context = open_context()
    page = context.new_page()
    sign_in_as_staff(page, academy)
    page.goto(f"{LIBRARY}nowe/")
    cut = {"times": 0}

    def break_one(route) -> None:  # type: ignore[no-untyped-def]
        second = route.request.method == "PATCH" and route.request.headers.get("upload-offset") == "4000000"
        if second and not cut["times"]:
            cut["times"] += 1
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/panel/wgrywanie/**", break_one)
    send(page, "film.mp4", samples.film(b"x" * 9_000_000), tmp_path)

    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    assert cut["times"] == 1
    assert academy.rows("SELECT size_bytes FROM stored_files ORDER BY id DESC LIMIT 1")[0][0] > 9_000_000
