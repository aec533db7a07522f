"""What changed since a course: staff enter an amendment and write a lesson, a graduate is offered it and refreshes."""

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, fill, sample
from tests.journeys.learners import Graduate
from tests.journeys.test_every_page import AXE, look
from tests.journeys.test_register import enter_a_change_of_article_15, forget_the_change
from tests.journeys.walks import COURSE, right_options

pytestmark = pytest.mark.browser
LESSON = f"{COURSE}co-sie-zmienilo/swiadczenie-na-probe/"
SAID = "Wiedza odświeżona dnia"


def write_the_lesson(page: Page) -> list[str]:
    """Come from the desk's front page to the lesson that nobody wrote yet, and publish it."""
    page.goto("/panel/")
    page.get_by_role("link", name="Dz.U. 2026 poz. 78 a kurs").click()
    wrong = look(page, "updates-desk")
    page.locator("li", has=page.get_by_text("Dz.U. 2026 poz. 78")).get_by_role("link", name="Napisz").click()
    fill(page, {
        "Tytuł": "Świadczenie na próbę", "Adres": "swiadczenie-na-probe", "Stan prawny na dzień": "2026-06-01",
        "Co się zmieniło, w jednym zdaniu": "Świadczenie liczy się inaczej.",
        "Treść": "## Co jest teraz\n\nZmienił się art. 15 ust. 4 ustawy.",
    })  # fmt: skip
    page.get_by_label("Nowelizacja", exact=True).select_option(
        label="Dz.U. 2026 poz. 78, od 1\u00a0czerwca 2026\u00a0r."
    )
    for place, name in enumerate(("Pierwsze pytanie", "Drugie pytanie", "Trzecie pytanie"), start=1):
        page.get_by_label(name).select_option(index=place)
    wrong += look(page, "updates-editor")
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(page.get_by_text("Opublikowano wersję 1.")).to_be_visible()
    return wrong + look(page, "updates-desk-written")


def answer(page: Page, academy: Academy) -> list[str]:
    """Forget an answer, answer wrongly, then rightly."""
    questions = page.locator("fieldset.question")
    questions.first.get_by_role("radio").first.check()
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()
    expect(page.locator("#bledy")).to_be_focused()
    expect(questions.first.get_by_role("radio").first).to_be_checked()
    wrong = look(page, "update-missing")
    for turn in ("wrong", "right"):
        for question in questions.all():
            right = right_options(question, academy)[0].locator("input")
            other = question.locator(f"input[type=radio]:not(#{right.get_attribute('id')})").first
            (right if turn == "right" else other).check()
        page.get_by_role("button", name="Sprawdź").last.click()
        expect(page.get_by_text("Dobre odpowiedzi: " + ("3 z 3" if turn == "right" else "0 z 3"))).to_be_visible()
        wrong += look(page, f"update-{turn}")
    return wrong


def test_a_graduate_is_offered_what_changed_and_the_certificate_says_that_they_know_it(
    academy: Academy, open_context: OpenContext, graduate: Graduate
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    enter_a_change_of_article_15(page)
    wrong = write_the_lesson(page)
    holding = "SELECT email FROM users JOIN certificates ON holder_id = users.id WHERE code = ?"
    address = academy.rows(holding, graduate.code)[0][0]
    assert "trzy pytania" in academy.letter(address, "Co się zmieniło po kursie")

    holder = open_context(width=320, storage_state=graduate.state)
    holder.add_init_script(AXE)
    own = holder.new_page()
    own.goto(f"/zaswiadczenia/{graduate.code}/")
    expect(own.get_by_text("Możesz odświeżyć wiedzę")).to_be_visible()
    wrong += look(own, "update-certificate-offered")
    own.goto("/konto/nauka/")
    wrong += look(own, "update-learning-desk")
    own.get_by_role("link", name="Świadczenie na próbę").click()
    wrong += look(own, "update")
    wrong += answer(own, academy)
    expect(own.get_by_text(SAID).first).to_be_visible()

    reader = open_context(java_script_enabled=False).new_page()
    reader.goto(f"/zaswiadczenia/{graduate.code}/")
    expect(reader.get_by_text(SAID)).to_be_visible()
    reader.goto(LESSON)
    reader.get_by_role("radio").first.check()
    reader.get_by_role("button", name="Sprawdź odpowiedzi").click()
    expect(reader.get_by_text("Wybierz odpowiedź").first).to_be_visible()
    own.goto(f"/zaswiadczenia/{graduate.code}/")
    wrong += look(own, "update-certificate-known")
    forget(academy)
    assert not wrong


def forget(academy: Academy) -> None:
    """Take the trial out behind the desk's back, so that other walks meet the academy as it was."""
    connection = sqlite3.connect(academy.folder / "akademia.db", timeout=30)
    with connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM course_updates")
        connection.execute("DELETE FROM citations WHERE kind = 'update'")
    connection.close()
    forget_the_change(academy)
