"""Parts of the desk beside the long walks: a course's order and plan, the logo, terms, texts waiting to be renewed."""

import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from akademia.core.text import date_words
from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import (
    add_module,
    begin_course,
    begin_lesson,
    come_to_desk,
    fill,
    sample,
    send_file,
    wait_until_ready,
)
from tests.journeys.test_every_page import AXE, look, look_once
from tests.journeys.test_keyboard import Keys
from tests.media import samples

pytestmark = pytest.mark.browser
IN_A_MONTH = date.today() + timedelta(days=30)


@contextmanager
def resting_worker(academy: Academy) -> Iterator[None]:
    """Hold the worker, so that what waits for it can be looked at; never while it is writing, or all would wait."""
    worker = academy.processes[1]
    wait_for(lambda: _held_idle(academy, worker), "the worker to be between two jobs")
    try:
        yield
    finally:
        worker.send_signal(signal.SIGCONT)


def _held_idle(academy: Academy, worker: subprocess.Popen[bytes]) -> bool:
    worker.send_signal(signal.SIGSTOP)
    with closing(sqlite3.connect(academy.folder / "akademia.db", timeout=0.5, isolation_level=None)) as writer:
        try:
            writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            worker.send_signal(signal.SIGCONT)
            return False
        writer.execute("ROLLBACK")
    return True


def build(page: Page, slug: str, source: str = "To jest lekcja.") -> None:
    begin_course(page, slug)
    for number in (1, 2):
        add_module(page, f"Moduł {number}")
        begin_lesson(page, f"Lekcja {number}", f"{slug}-{number}", source)
        page.get_by_role("button", name="Opublikuj").click()
        expect(page.get_by_text("Opublikowano wersję 1.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_lesson_is_moved_to_another_module_and_the_course_planned_by_keyboard(
    open_context: OpenContext, academy: Academy, script: bool, width: int
) -> None:
    slug = f"przenosiny-{width}-{'ze' if script else 'bez'}"
    page = open_context(width=width, java_script_enabled=script).new_page()
    come_to_desk(page, sample(academy, "staff"))
    build(page, slug)
    keys = Keys(page)

    keys.to("^Przenieś do innego modułu$", "summary")
    keys.press("Enter")
    keys.to("^Moduł dla lekcji Lekcja 1$", "select")
    keys.open("^Przenieś: Lekcja 1$", "button")
    expect(page.get_by_text("Przeniesiono lekcję na koniec modułu.")).to_be_visible()
    order = re.compile("Moduł 1.*Moduł 2.*Lekcja 2.*Lekcja 1", re.DOTALL)
    expect(page.locator("main")).to_have_text(order)

    keys = Keys(page)
    keys.to("^Zaplanuj otwarcie albo zamknięcie kursu$", "summary")
    keys.press("Enter")
    keys.to("^Co ma się stać z kursem$", "select")
    page.get_by_role("button", name="Zaplanuj", exact=True).press("Enter")
    expect(page.locator("#plan-dzien-error")).to_have_text("Podaj dzień")
    fill(page, {"Dzień": IN_A_MONTH.isoformat(), "Godzina": "09:00"})
    page.get_by_role("button", name="Zaplanuj", exact=True).press("Enter")
    expect(page.locator(".head__meta")).to_contain_text(date_words(IN_A_MONTH))
    page.get_by_role("button", name="Odwołaj plan").press("Enter")
    expect(page.get_by_text("Odwołano plan.")).to_be_visible()


def test_a_courses_parts_are_free_of_barriers_when_they_are_open(open_context: OpenContext, academy: Academy) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    build(page, "otwarte-czesci")
    for fold in page.locator("main summary").all():
        fold.click()

    wrong = look(page, "desk-course-parts")
    page.get_by_role("button", name="Zaplanuj", exact=True).click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "desk-course-plan-refused")
    fill(page, {"Dzień": IN_A_MONTH.isoformat(), "Godzina": "09:00"})
    page.get_by_role("button", name="Zaplanuj", exact=True).click()
    expect(page.get_by_role("button", name="Odwołaj plan")).to_be_visible()
    wrong += look(page, "desk-course-planned")

    assert not wrong


def test_the_logos_page_is_free_of_barriers(open_context: OpenContext, academy: Academy, tmp_path: Path) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "admin"))
    page.goto("/panel/ustawienia/logo/")
    wrong = look(page, "logo")
    for name, data in (("znak.svg", samples.SVG), ("znak.png", samples.picture("PNG", size=(400, 120)))):
        (tmp_path / name).write_bytes(data)
        page.get_by_label("Plik z logo").set_input_files(tmp_path / name)
        page.get_by_role("button", name="Zapisz logo").click()
        wrong += look(page, f"logo-{name}")
    expect(page.get_by_role("button", name="Usuń logo")).to_be_visible()
    page.get_by_role("button", name="Usuń logo").click()

    assert not wrong


def test_where_a_term_is_used_and_waiting_renewals_are_free_of_barriers(
    open_context: OpenContext, academy: Academy, tmp_path: Path
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    page.goto("/panel/slownik/?szukaj=CIS")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Gdzie jest używane")).to_be_visible()
    expect(page.locator("section", has=page.locator("#uzycie")).get_by_role("link").first).to_be_visible()
    wrong = look(page, "term-uses")

    page.goto("/panel/media/nowe/")
    send_file(page, "IMG_1.jpg", samples.photograph(), tmp_path)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    wait_until_ready(page, True)
    media = page.url
    fill(page, {"Tytuł": "Obraz", "Opis obrazu": "Dwie połowy obrazu."})
    page.get_by_role("button", name="Zapisz opis").click()
    build(page, "z-obrazem", f"To jest lekcja.\n\n![Połowy.](media:{media.rstrip('/').rsplit('/', 1)[1]})")
    with resting_worker(academy):
        page.goto(media)
        page.get_by_label("Opis obrazu").fill("Czerwona i niebieska połowa.")
        page.get_by_role("button", name="Zapisz opis").click()
        expect(page.get_by_text("Odnawiamy:")).to_be_visible()
        wrong += look(page, "media-renewing")
        page.goto("/panel/slownik/nowe/")
        fill(page, {"Hasło": "Próbne hasło", "Co to znaczy": "Hasło, którego nikt nie używa."})
        page.get_by_role("button", name="Opublikuj").click()
        page.goto("/panel/slownik/?szukaj=Pr%C3%B3bne")
        page.get_by_role("link", name="Próbne hasło").click()
        expect(page.get_by_text("Odnawiamy teksty po zmianie w słowniku.")).to_be_visible()
        wrong += look(page, "term-renewing")
    page.goto("/panel/zadania/")
    wrong += look_once(page, "jobs-after-renewing")

    assert not wrong
