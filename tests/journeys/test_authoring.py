"""An editor's walk: a course built from nothing, corrected, compared, rolled back; two editors; without scripts too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import add_module, begin_course, begin_lesson, come_to_desk, publish_course, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser


def build(page: Page, slug: str) -> None:
    """Make a course of two modules with a lesson each, and publish it."""
    begin_course(page, slug)
    for number in (1, 2):
        add_module(page, f"Moduł {number}")
        begin_lesson(page, f"Lekcja {number}", f"{slug}-{number}", f"## Część\n\nTo jest lekcja numer {number}.")
        page.get_by_label("Otwarta dla każdego").check()
        page.get_by_role("button", name="Opublikuj").click()
    publish_course(page)


def test_a_course_is_built_corrected_compared_and_rolled_back(academy: Academy, open_context: OpenContext) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    build(page, "z-niczego")
    wrong = look(page, "desk-course")

    page.get_by_role("link", name="Lekcja 1", exact=True).click()
    page.get_by_label("Treść", exact=True).fill("## Część\n\nTo jest poprawiona lekcja.")
    expect(page.locator("[data-html]")).to_contain_text("poprawiona lekcja")
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano szkic o")
    wrong += look(page, "editor")
    page.get_by_role("button", name="Opublikuj").click()
    page.get_by_role("link", name="Wersje i porównanie").click()
    wrong += look(page, "versions")
    page.get_by_role("link", name=re.compile("Co się zmieniło od wersji")).click()
    expect(page.locator("ins")).to_contain_text("poprawiona")
    wrong += look(page, "compare")
    page.get_by_role("button", name="Przywróć wersję 1").click()

    page.goto("/edukacja/kursy/z-niczego/lekcje/z-niczego-1/")
    expect(page.locator("article")).to_contain_text("To jest lekcja numer 1.")
    assert not wrong


def test_two_editors_of_one_lesson_see_both_texts(academy: Academy, open_context: OpenContext) -> None:
    first, second = (open_context(java_script_enabled=False).new_page() for _ in range(2))
    for page in (first, second):
        come_to_desk(page, sample(academy, "staff"))
        page.goto("/panel/teksty/lekcja/2/")

    for page, words in ((first, "Tekst pierwszej osoby."), (second, "Tekst drugiej osoby.")):
        page.get_by_label("Treść", exact=True).fill(words)
        page.get_by_role("button", name="Zapisz szkic").click()

    expect(second.get_by_role("heading", level=1)).to_have_text("Dwie osoby zmieniły ten tekst")
    second.get_by_role("button", name="Edytuj dalej mój tekst").click()
    expect(second.get_by_label("Treść", exact=True)).to_have_value("Tekst drugiej osoby.")
    second.get_by_role("button", name="Zapisz szkic").click()
    expect(second.get_by_text("Zapisano szkic o").first).to_be_visible()


def test_a_course_is_built_without_scripts_on_a_small_phone(academy: Academy, open_context: OpenContext) -> None:
    page = open_context(width=320, java_script_enabled=False).new_page()
    come_to_desk(page, sample(academy, "staff"))

    build(page, "bez-skryptow")

    page.goto("/edukacja/kursy/bez-skryptow/lekcje/bez-skryptow-2/")
    expect(page.locator("article")).to_contain_text("To jest lekcja numer 2.")
