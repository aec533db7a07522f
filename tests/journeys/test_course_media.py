"""A course with pictures goes in by a file at the desk; several questions and lessons are changed at once."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.education.folder import change, zipped
from tests.education.media_folder import PICTURE, write_course_with_media
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look, look_at_all

pytestmark = pytest.mark.browser
TITLE = "Kurs z obrazami"
PATIENCE_SECONDS = 60


def course_zip(folder: Path) -> bytes:
    write_course_with_media(folder)
    change(folder, "kurs.yaml", "key: pierwszy\nslug: pierwszy\ntitle: Kurs pierwszy",
           f"key: z-obrazami\nslug: z-obrazami\ntitle: {TITLE}")  # fmt: skip
    return zipped(folder)


def send(page: Page, body: bytes) -> None:
    page.goto("/panel/kursy-w-plikach/")
    page.get_by_label("Plik ZIP").set_input_files({"name": "k.zip", "mimeType": "application/zip", "buffer": body})
    page.get_by_role("button", name="Sprawdź plik").click()


def wait_for_picture(page: Page) -> None:
    """Wait until the worker has prepared the picture that came."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not page.request.get(f"/media/{PICTURE}/480.webp").ok:
        assert time.monotonic() < end, "the picture is not prepared"
        time.sleep(0.5)


def bring_in(page: Page, body: bytes) -> None:
    send(page, body)
    if page.get_by_role("button", name="Wczytaj kurs").count():
        page.get_by_role("button", name="Wczytaj kurs").click()
    wait_for_picture(page)


def course_number(academy: Academy) -> int:
    return int(academy.rows("SELECT id FROM courses WHERE key = 'z-obrazami'")[0][0])


def test_an_editor_brings_pictures_in_and_changes_several_things_without_scripts(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    page = open_context(width=320, java_script_enabled=False).new_page()
    come_to_desk(page, sample(academy, "staff"))
    bring_in(page, course_zip(tmp_path / "kurs"))
    page.goto("/edukacja/kursy/z-obrazami/lekcje/alfa/")
    expect(page.get_by_role("img", name="Dwa kolory")).to_be_visible()

    course = course_number(academy)
    page.goto(f"/panel/pytania/?kurs={course}")
    page.get_by_role("checkbox", name="Wybierz: Ile jest dwa i dwa?").check(force=True)
    page.get_by_role("checkbox", name="Wybierz: Które liczby są parzyste?").check(force=True)
    page.get_by_label("Co zrobić z zaznaczonymi").select_option(label="trudne")
    page.get_by_role("button", name="Pokaż, co się zmieni").click()
    expect(page.get_by_text("średnie → trudne. Powstanie wersja 2.")).to_be_visible()
    expect(page.get_by_text("Ma już tę trudność.")).to_be_visible()
    page.get_by_role("button", name="Tak, zmień trudność").click()
    expect(page.get_by_text("Z nową trudnością: 1 pytanie.")).to_be_visible()

    page.goto(f"/panel/kursy/{course}/")
    page.get_by_role("checkbox", name="Wybierz: Lekcja beta").check(force=True)
    page.get_by_role("button", name="Pokaż, co trafi do kosza").click()
    expect(page.get_by_text("Czytelnicy widzą to teraz.")).to_be_visible()
    page.get_by_role("button", name="Tak, przenieś do kosza").click()
    expect(page.get_by_text("W koszu: 1 pozycja")).to_be_visible()
    expect(page.get_by_role("link", name="Lekcja beta")).to_have_count(0)
    page.goto("/panel/kosz/?rodzaj=lesson")
    page.locator("tr", has_text="Lekcja beta").get_by_role("button").click()
    page.goto(f"/panel/kursy/{course}/")
    expect(page.get_by_role("link", name="Lekcja beta", exact=True)).to_be_visible()


def test_the_pages_of_many_things_at_once_are_free_of_barriers(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    body = course_zip(tmp_path / "kurs")
    bring_in(page, body)
    send(page, body)
    wrong = look(page, "desk-parcel-plan")
    send(page, b"nie zip")
    wrong += look(page, "desk-parcel-refused")

    course = course_number(academy)
    numbers = [row[0] for row in academy.rows("SELECT id FROM questions WHERE course_id = ? AND current", course)]
    lesson, module = academy.rows("SELECT id, module_id FROM lessons WHERE course_id = ? ORDER BY id", course)[0]
    chosen = "&".join(f"pytanie={number}" for number in numbers)
    wrong += look_at_all(
        page,
        ("/panel/kursy-w-plikach/", f"/panel/pytania/?kurs={course}", f"/panel/pytania/wybrane/?akcja=wycofaj&{chosen}",
         "/panel/testy/", f"/panel/testy/?kurs={course}&stan=za-malo", f"/panel/kursy/{course}/",
         f"/panel/teksty/lekcja/wybrane/?w={module}&tekst={lesson}"),
        "desk",
    )  # fmt: skip

    assert not wrong
