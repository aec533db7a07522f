"""A learner's whole way: from the front page to a certificate that a stranger verifies."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walks
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext

pytestmark = pytest.mark.browser
WAITS = "Brak połączenia. Odpowiedź czeka w tej przeglądarce"


def test_a_learner_walks_from_registration_to_a_certificate(academy: Academy, open_context: OpenContext) -> None:
    context = open_context()
    page = context.new_page()

    walks.come_to_learn(page, academy)
    marked = walks.mark_all_lessons(page)
    own = "SELECT count(*) FROM lessons l JOIN courses c ON c.id = l.course_id WHERE c.slug = 'ustawa-od-podstaw'"
    assert marked == academy.rows(own)[0][0]

    walks.begin(page, "Test próbny")
    walks.answer_rightly(page, academy)
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano o")
    expect(page.locator("[data-answered]")).to_have_text("1 z 10")

    page.goto(walks.COURSE)
    walks.begin(page, "Test końcowy", "Łucja Źdźbło-Żądło")
    for _ in range(7):
        walks.answer_rightly(page, academy)
        walks.next_question(page)
    page = _lose_the_line(page, academy)
    walks.answer_to_the_end(page, academy)
    walks.hand_in(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Test zaliczony")
    expect(page.locator(".score__number")).to_have_text("100%")
    with page.expect_download() as paper:
        page.get_by_role("link", name="Pobierz zaświadczenie (PDF)").click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Strona zaświadczenia").click()
    _is_verified_by_a_stranger(page.url, open_context)


def _lose_the_line(page: Page, academy: Academy) -> Page:
    """Answer without a connection, close the tab, come back to it with one; return the new tab."""
    context, place = page.context, page.url
    context.set_offline(True)
    walks.answer_rightly(page, academy)
    expect(page.locator("[data-saved]")).to_contain_text(WAITS)
    chosen = [box.get_attribute("value") for box in page.locator("fieldset input:checked").all()]
    assert chosen
    assert _saved(academy) == 7, "the answer is in this browser alone"
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(place)
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano o")
    assert _saved(academy) == 8
    page.reload()
    assert [box.get_attribute("value") for box in page.locator("fieldset input:checked").all()] == chosen
    return page


def _saved(academy: Academy) -> int:
    """Return how many answers of the newest final attempt the server holds."""
    newest = (
        "SELECT max(a.id) FROM attempts a JOIN quizzes q ON q.id = a.quiz_id WHERE q.counts AND a.submitted_at IS NULL"
    )
    query = f"SELECT count(*) FROM attempt_answers WHERE chosen IS NOT NULL AND attempt_id = ({newest})"
    return int(academy.rows(query)[0][0])


def _is_verified_by_a_stranger(address: str, open_context: OpenContext) -> None:
    code = address.rstrip("/").rsplit("/", 1)[1]
    stranger = open_context().new_page()
    stranger.goto("/")
    stranger.get_by_role("link", name="Sprawdź zaświadczenie").first.click()
    stranger.get_by_label("Kod zaświadczenia").fill(code.lower().replace("-", " "))
    stranger.get_by_role("button", name="Sprawdź").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zaświadczenie ważne")
    expect(stranger.get_by_role("heading", level=2).first).to_have_text("Łucja Źdźbło-Żądło")
    assert stranger.url == address


def test_the_same_walk_works_without_scripts_on_a_small_phone(academy: Academy, open_context: OpenContext) -> None:
    page = open_context(width=320, java_script_enabled=False).new_page()

    email = walks.come_to_learn(page, academy)
    walks.mark_all_lessons(page)
    walks.begin(page, "Test końcowy", "Jan Żółw")
    walks.answer_rightly(page, academy)
    page.get_by_role("button", name="Dokończę później").click()
    page.get_by_role("link", name="Wróć do rozpoczętego podejścia").click()
    expect(page.locator("[data-answered]")).to_have_text("1 z 20")
    page.goto(f"{page.url}pytanie/1/")
    walks.answer_to_the_end(page, academy)
    walks.hand_in(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Test zaliczony")
    letter = academy.letter(email, "zaświadczenie")
    page.goto(walks.link_in(letter, academy))
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaświadczenie ważne")
    stranger = open_context(width=320, java_script_enabled=False).new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_role("heading", level=2).first).to_have_text("Jan Żółw")
