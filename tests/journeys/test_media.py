"""Staff put pictures into the library, with JavaScript and without, and read why some are refused."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import begin_one, come_to_desk, sample, send_file, wait_until_ready
from tests.journeys.test_every_page import _page, look
from tests.media import films, samples

pytestmark = pytest.mark.browser
LIBRARY = "/panel/media/"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_picture_is_uploaded_described_used_and_replaced(
    open_context: OpenContext, academy: Academy, tmp_path: Path, script: bool
) -> None:
    page = open_context(java_script_enabled=script).new_page()
    come_to_desk(page, sample(academy, "staff"))
    begin_one(page, "Wgraj plik")

    send_file(page, "bomba.png", samples.bomb(), tmp_path)
    expect(page.locator("#file-error")).to_contain_text("50 megapikseli")
    send_file(page, "rysunek.png", samples.SVG, tmp_path)
    expect(page.locator("#file-error")).to_contain_text("może zawierać skrypt")
    send_file(page, "IMG_2041.jpg", samples.photograph(), tmp_path)
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
    send_file(page, "nowy.png", samples.picture("PNG", size=(500, 300)), tmp_path, "Wymień plik")
    expect(page.get_by_text("Adres i opis zostały te same")).to_be_visible()
    assert page.url == address
    wait_until_ready(page, script)
    page.goto(f"{LIBRARY}?szukaj={key}")
    expect(page.get_by_role("link", name="Dwie połowy")).to_be_visible()


def test_the_librarys_pages_are_free_of_barriers(open_context: OpenContext, academy: Academy, tmp_path: Path) -> None:
    page = _page(open_context)
    come_to_desk(page, sample(academy, "staff"))
    page.goto(f"{LIBRARY}nowe/")
    wrong = look(page, "media-upload")
    page.set_viewport_size({"width": 1280, "height": 800})
    send_file(page, "rysunek.png", samples.SVG, tmp_path)
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "media-refused")
    send_file(page, "film.mp4", samples.film(b"x" * 2_000), tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    wrong += look(page, "media-film")
    page.goto(f"{LIBRARY}nowe/")
    send_file(page, "IMG_1.jpg", samples.photograph(), tmp_path)
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
    come_to_desk(page, sample(academy, "staff"))
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
    send_file(page, "film.mp4", samples.film(b"x" * 9_000_000), tmp_path)

    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    assert cut["times"] == 1
    assert academy.rows("SELECT size_bytes FROM stored_files ORDER BY id DESC LIMIT 1")[0][0] > 9_000_000


PLAY = """async (address) => {
  const player = document.createElement("video")
  player.muted = true
  player.src = address
  return await new Promise((done) => {
    player.onended = () => done(["ended", player.duration])
    player.onerror = () => done([player.error.message, 0])
    player.play().catch((error) => done([String(error), 0]))
  })
}"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("film.mp4", films.film(ends=True)),
        ("film.webm", films.webm()),
        ("otwarty.webm", films.webm(open_=True)),
        ("nagranie.ogg", films.opus()),
        ("nagranie.mp3", films.mp3()),
    ],
)
def test_a_browser_plays_what_was_cleaned(
    open_context: OpenContext, academy: Academy, tmp_path: Path, name: str, data: bytes
) -> None:
    """A reader that is not ours: what lost its tags plays to its end."""
    page = open_context().new_page()
    come_to_desk(page, sample(academy, "staff"))
    page.goto(f"{LIBRARY}nowe/")
    send_file(page, name, data, tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    key = page.url.rstrip("/").rsplit("/", 1)[1]

    how, seconds = page.evaluate(PLAY, f"/media/{key}/plik")

    assert how == "ended"
    assert 0.8 < seconds < 1.3
    assert not [secret for secret in films.SECRETS if secret in page.request.get(f"/media/{key}/plik").body()]
