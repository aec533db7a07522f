"""What the script of a test does when things go wrong: the line, the session, the token, the reader's clock."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import walks
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.learners import Graduate, make_learner

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_context: OpenContext, graduate: Graduate) -> Page:
    """The graduate's open practice test, question 2."""
    page = open_context(storage_state=graduate.state).new_page()
    page.goto(f"{graduate.open}pytanie/2/")
    return page


def pick(page: Page) -> str:
    """Choose an option that is not chosen yet, whatever an earlier test left, and return its value."""
    boxes = page.locator("fieldset.question input:not([type=hidden])")
    value = str(boxes.and_(page.locator(":not(:checked)")).first.get_attribute("value"))
    boxes.and_(page.locator(f"[value='{value}']")).check()
    return value


def told(page: Page) -> object:
    return expect(page.locator("[data-saved]"))


def waits_in_the_browser(page: Page) -> bool:
    return bool(page.evaluate("Object.keys(localStorage).some(name => name.startsWith('podejscie-'))"))


def test_going_on_without_a_line_waits_for_it_and_then_goes_on_by_itself(page: Page):
    page.context.set_offline(True)
    pick(page)
    page.get_by_role("button", name="Zapisz i dalej").click()

    told(page).to_contain_text("Przejdziemy dalej, gdy połączenie wróci.")
    assert page.url.endswith("/pytanie/2/")
    assert waits_in_the_browser(page)

    page.context.set_offline(False)
    page.wait_for_url("**/pytanie/3/")
    assert not waits_in_the_browser(page)


def test_a_server_that_is_too_busy_keeps_the_answer_waiting_until_it_is_back(page: Page):
    answers = iter([429, 429])
    page.route("**/odpowiedz", lambda route: _fail(route, next(answers, None)))

    pick(page)
    told(page).to_contain_text("Odpowiedź czeka w tej przeglądarce")
    assert waits_in_the_browser(page)

    told(page).to_contain_text("Zapisano o")
    assert not waits_in_the_browser(page)


def _fail(route: Route, status: int | None) -> None:
    if status is None:
        route.fallback()
    else:
        route.fulfill(status=status, content_type="application/json", body='{"error": "broken"}')


def test_a_late_token_is_changed_for_a_fresh_one_without_a_word(page: Page):
    page.evaluate("document.querySelector('[name=csrf_token]').value = 'stary'")

    pick(page)

    told(page).to_contain_text("Zapisano o")


def test_who_was_signed_out_is_told_and_finds_the_answer_after_signing_in(
    open_context: OpenContext, academy: Academy, graduate: Graduate
):
    page = open_context().new_page()
    email = make_learner(page.context, academy)
    page.goto(walks.COURSE)
    walks.begin(page, "Test próbny")
    page.context.clear_cookies()

    value = pick(page)
    told(page).to_contain_text("Sesja wygasła")
    page.get_by_role("link", name="Zaloguj się").last.click()
    walks.sign_in(page, email)

    expect(page.locator(f"fieldset.question input[value='{value}']:checked")).to_have_count(1)
    told(page).to_contain_text("Zapisano o")
    page.reload()
    expect(page.locator(f"fieldset.question input[value='{value}']:checked")).to_have_count(1)


def test_an_answer_to_an_attempt_submitted_elsewhere_is_refused_and_leads_to_the_outcome(
    open_context: OpenContext, academy: Academy
):
    page = open_context().new_page()
    make_learner(page.context, academy)
    page.goto(walks.COURSE)
    walks.begin(page, "Test próbny")
    other = page.context.new_page()
    other.goto(page.url.split("pytanie/")[0])
    other.get_by_role("button", name="Oddaj test").click()
    other.get_by_role("button", name="Oddaj mimo to").click()
    other.wait_for_url("**/wynik/")

    pick(page)

    told(page).to_contain_text("To podejście jest już zakończone.")
    page.get_by_role("link", name="Zobacz wynik").click()
    page.wait_for_url("**/wynik/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Test niezaliczony")


@pytest.mark.parametrize("wrong_by", [timedelta(hours=-3), timedelta(), timedelta(hours=3)])
def test_the_time_left_goes_by_the_servers_clock(open_context, academy, wrong_by):
    page = open_context().new_page()
    page.clock.install(time=datetime.now() + wrong_by)
    _begin_the_final_test(page, academy)
    left = page.locator("[role=timer] b")

    expect(left).to_have_text("40\u00a0minut")

    page.clock.fast_forward(timedelta(minutes=17, seconds=30).total_seconds() * 1000)
    expect(left).to_have_text("23\u00a0minuty")
    expect(page.locator("[data-spoken]")).to_have_text("")
    page.clock.run_for(timedelta(minutes=17).total_seconds() * 1000)
    expect(left).to_have_text("6\u00a0minut")
    page.clock.run_for(timedelta(seconds=50).total_seconds() * 1000)
    expect(page.locator("[data-spoken]")).to_have_text("Do końca testu: 5 minut.")
    page.clock.run_for(timedelta(minutes=4, seconds=20).total_seconds() * 1000)
    expect(left).to_have_text("mniej niż minuta")


def test_when_time_ends_the_page_asks_for_the_outcome_and_stays_calm_if_it_is_not_there_yet(open_context, academy):
    page = open_context().new_page()
    page.clock.install()
    _begin_the_final_test(page, academy)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/wynik/" in request.url else None)

    page.clock.fast_forward(timedelta(minutes=40, seconds=1).total_seconds() * 1000)
    expect(page.locator("[role=timer] b")).to_have_text("koniec czasu")
    assert asked == []

    page.clock.run_for(7_000)
    page.wait_for_url("**/podejscia/*/")
    assert len(asked) == 1, "for the server it is not over: the attempt goes on"
    expect(page.locator("[role=timer] b")).to_have_text("40\u00a0minut")


def _begin_the_final_test(page: Page, academy: Academy) -> None:
    make_learner(page.context, academy, lessons=True)
    page.goto(walks.COURSE)
    walks.begin(page, "Test końcowy", "Ewa Świeża")
    page.wait_for_load_state("load")  # the words stand before the script that counts from its own first moment
