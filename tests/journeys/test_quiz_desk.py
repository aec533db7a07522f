"""An editor at the desk: a course from a file, questions and a test written without scripts, certificates mended."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.education.folder import write_course, zipped
from tests.journeys import walks
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import (
    come_to_desk,
    find_certificate,
    issue_again,
    sample,
    write_question,
    write_quiz,
)
from tests.journeys.learners import Graduate
from tests.journeys.test_every_page import AXE, look, look_at_all

pytestmark = pytest.mark.browser
COURSE = "/edukacja/kursy/pierwszy/"


def send_course(page: Page, folder: Path) -> None:
    write_course(folder)
    page.get_by_role("link", name="Kursy w plikach").click()
    body = {"name": "kurs.zip", "mimeType": "application/zip", "buffer": zipped(folder)}
    page.get_by_label("Plik ZIP").set_input_files(body)
    page.get_by_role("button", name="Sprawdź plik").click()
    page.get_by_role("button", name="Wczytaj kurs").click()
    expect(page.get_by_text("Wczytano kurs „Kurs pierwszy”.")).to_be_visible()


def test_an_editor_makes_a_test_without_scripts_and_mends_what_was_wrong(
    academy: Academy, open_context: OpenContext, graduate: Graduate, tmp_path: Path
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    come_to_desk(page, sample(academy, "staff"))
    send_course(page, tmp_path / "kurs")
    answers = ["Cztery", "Pięć", "Sześć", "Siedem", "Osiem"]
    write_question(page, "Kurs pierwszy", "Ile to jest dwa razy dwa?", answers, "walka")
    write_question(page, "Kurs pierwszy", "Zero jest liczbą.", [], "walka")
    write_quiz(page, "Kurs pierwszy", "Test poprawek", "walka")

    learner = open_context(width=320, java_script_enabled=False, storage_state=graduate.state).new_page()
    outcome, code = pass_quiz(learner, academy)
    before = learner.goto(outcome) and learner.locator("main").inner_text()

    page.goto("/panel/pytania/?dzial=walka")
    page.get_by_role("link", name="Ile to jest dwa razy dwa?").click()
    page.get_by_role("link", name="Popraw pytanie").click()
    page.get_by_label("Treść pytania").fill("Ile to jest 2 × 2?")
    page.get_by_role("button", name="Zapisz pytanie").last.click()
    expect(page.get_by_text("Zapisane jako wersja 2.")).to_be_visible()
    learner.reload()
    assert learner.locator("main").inner_text() == before

    mend_certificate(page, code)
    stranger = open_context().new_page()
    stranger.goto(f"/zaswiadczenia/{code}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zaświadczenie cofnięte")


def pass_quiz(page: Page, academy: Academy) -> tuple[str, str]:
    """Enrol, do the lessons, pass the new test; return the outcome's address and the certificate's code."""
    page.goto(COURSE)
    page.get_by_role("button", name="Zapisz się na kurs").click()
    walks.mark_all_lessons(page)
    walks.begin(page, "Test poprawek")
    walks.answer_to_the_end(page, academy)
    walks.hand_in(page)
    outcome = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Test zaliczony")
    page.get_by_role("link", name="Strona zaświadczenia").click()
    return outcome, page.url.rstrip("/").rsplit("/", 1)[1]


def mend_certificate(page: Page, code: str) -> None:
    """Issue it again with another name, then revoke the new one."""
    find_certificate(page, code)
    issue_again(page, "Łucja Źdźbło", "literówka")
    page.get_by_role("link", name="Cofnij", exact=True).click()
    page.get_by_label("Powód").fill("próba")
    page.get_by_role("button", name="Cofnij zaświadczenie").click()
    expect(page.get_by_text("Zaświadczenie cofnięte.", exact=False).first).to_be_visible()


def test_the_desk_is_free_of_barriers_and_its_sentence_follows_the_settings(
    academy: Academy, open_context: OpenContext, graduate: Graduate
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    final = graduate.final.split("/")[-2]
    own = "SELECT course_id, user_id FROM enrolments JOIN users ON users.id = user_id WHERE email = ?"
    course, learner = academy.rows(own, graduate.email)[0]
    done = academy.rows("SELECT id FROM attempts WHERE submitted_at IS NOT NULL AND user_id = ?", learner)[0][0]
    question = academy.rows("SELECT min(id) FROM questions")[0][0]
    certificate = academy.rows("SELECT min(id) FROM certificates WHERE revoked_at IS NULL")[0][0]
    people = f"/panel/uczestnicy/{course}/"

    trial = f"/panel/testy/{final}/proba/?ziarno=1"
    addresses = (
        "/panel/pytania/", f"/panel/pytania/{question}/", f"/panel/pytania/{question}/edycja/", "/panel/testy/",
        trial, f"{trial}&sprawdz=1&pytanie=1&q1=1", people, f"{people}{learner}/",
        f"{people}{learner}/podejscia/{done}/", f"{people}zapis/", "/panel/zaswiadczenia/",
        f"/panel/zaswiadczenia/{certificate}/", f"/panel/zaswiadczenia/{certificate}/cofnij/",
        "/panel/kursy-w-plikach/",
    )  # fmt: skip
    wrong = look_at_all(page, addresses, "desk")
    page.goto(f"/panel/testy/{final}/")
    page.get_by_label("Ile pytań losować").fill("10")
    expect(page.locator("[data-told]")).to_contain_text("10 pytań losowanych z")
    expect(page.locator("[data-told]")).to_contain_text("czyli 8 dobrych odpowiedzi")
    page.get_by_label("Ile pytań losować").fill("400")
    page.get_by_role("button", name="Zapisz test").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "desk-refused")

    assert not wrong
