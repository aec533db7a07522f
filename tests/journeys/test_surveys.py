"""A study in a browser: from its template, through opening and two ways to answer, to its closing."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look
from tests.journeys.walks import link_in, new_address

pytestmark = pytest.mark.browser
TITLE = "Gotowość organizacji po latach"
NONE, RUN = "Nie prowadzimy centrum ani klubu", "Prowadzimy centrum albo klub"
ANSWERS = """SELECT count(*) FROM survey_answers a JOIN survey_groups g ON g.id = a.group_id
             JOIN studies s ON s.id = g.study_id WHERE s.title = ?"""
MATRIX_OF_NONE = ("Ośrodek pomocy społecznej", "Powiatowy urząd pracy", "Urząd gminy", "Inne organizacje", "Pracodawcy")
MATRIX_OF_RUN = ("Kadra", "Finanse", "Lokal i wyposażenie", "Droga uczestników", "Współpraca z instytucjami")


def looking(open_context: OpenContext, **options) -> Page:
    context = open_context(**options)
    context.add_init_script(AXE)
    return context.new_page()


def see(page: Page, name: str) -> None:
    assert not look(page, f"surveys-{name}")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, button: str, then: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    heading(page, then)


def make_from_template(page: Page) -> None:
    """Begin a study like the one of 2017, mend a question and choose its end."""
    page.goto("/panel/ankiety/nowe/")
    page.get_by_label("Tytuł").fill(TITLE)
    page.get_by_label("Zacznij od").select_option(label="Gotowość organizacji do rozwoju reintegracji")
    press(page, "Zacznij badanie", TITLE)
    see(page, "study")
    page.get_by_role("link", name=NONE, exact=True).click()
    see(page, "group")
    page.get_by_role("link", name="Jaką formę wolelibyście?").click()
    page.get_by_label("Podpowiedź").fill("Wystarczy pierwsza myśl.")
    see(page, "question")
    press(page, "Zapisz pytanie", NONE)
    page.goto(page.url.partition("#")[0])
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Zmień ustawienia").click()
    page.get_by_label("Koniec: dzień").fill((date.today() + timedelta(days=9)).isoformat())
    press(page, "Zapisz ustawienia", TITLE)


def invite(page: Page, address: str) -> str:
    """Make one code on paper for the first group, invite an address to the second; return the code."""
    page.get_by_role("link", name=f"Zaproszenia do grupy {NONE}").click()
    page.get_by_label("Ile kodów").fill("1")
    press(page, "Przygotuj kody", f"Kody do druku: {NONE}")
    code = page.get_by_role("rowheader").inner_text()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=f"Zaproszenia do grupy {RUN}").click()
    page.get_by_label("Adresy e-mail").fill(address)
    page.get_by_role("button", name="Zaproś").click()
    expect(page.get_by_text("Dodane adresy: 1")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    press(page, "Otwórz badanie", TITLE)
    expect(page.get_by_text("zamrożone od otwarcia")).to_be_visible()
    return code


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer).check()


def agree(page: Page, then: str) -> None:
    page.get_by_role("checkbox").check()
    press(page, "Zaczynam", then)


def answer_as_none(page: Page, code: str) -> None:
    """Answer in the first group with a code from paper: a fault, a way back, a draft, and the rest."""
    page.goto("/badania/ankiety/")
    see(page, "surveys")
    page.get_by_role("link", name="Masz kod z papierowego zaproszenia?").click()
    page.get_by_label("Kod z zaproszenia").fill(code.lower())
    press(page, "Dalej", re.compile("zanim zaczniesz"))
    see(page, "begin")
    agree(page, "Wasze zamiary")
    press(page, "Dalej", "Wasze zamiary")
    expect(page.locator("#bledy")).to_be_focused()
    see(page, "faults")
    choose(page, "Czy w ciągu", "Tak, mamy już plan")
    press(page, "Dalej", "Forma, powody i potrzeby")
    expect(page.get_by_text("Wystarczy pierwsza myśl.")).to_be_visible()
    choose(page, "Jaką formę", "Klub integracji")
    press(page, "Wstecz", "Wasze zamiary")
    press(page, "Dalej", "Forma, powody i potrzeby")
    press(page, "Zapisz i wróć później", "Szkic jest zapisany")
    see(page, "kept")
    page.locator("main").get_by_role("link", name="szkic").click()
    heading(page, "Forma, powody i potrzeby")
    press(page, "Dalej", "Wasze otoczenie")
    for row in MATRIX_OF_NONE:
        choose(page, row, "3")
    see(page, "matrix")
    press(page, "Dalej", "Sprawdź odpowiedzi")
    expect(page.get_by_text("Klub integracji społecznej (KIS)")).to_be_visible()
    see(page, "last")
    press(page, "Wyślij odpowiedzi", "Dziękujemy za odpowiedzi")


def answer_as_run(page: Page, link: str) -> None:
    """Answer in the second group from the letter; the link then says that there is an answer."""
    page.goto(link)
    agree(page, "Początki")
    page.get_by_label("Co sprawiło").fill("Widzieliśmy, że to pomaga.")
    choose(page, "Co mieliście", "Partnerów")
    press(page, "Dalej", "Dziś")
    for row in MATRIX_OF_RUN:
        choose(page, row, "4")
    page.get_by_label("Jakiego wsparcia").fill("Rozmów z innymi.")
    press(page, "Dalej", "Sprawdź odpowiedzi")
    press(page, "Wyślij odpowiedzi", "Dziękujemy za odpowiedzi")
    page.goto(link)
    page.get_by_role("checkbox").check()
    press(page, "Zaczynam", "Nie można teraz odpowiedzieć")


def test_the_study_of_2017_is_made_anew_answered_in_two_groups_and_closed(
    academy: Academy, open_context: OpenContext
) -> None:
    desk, address = looking(open_context), new_address()
    come_to_desk(desk, sample(academy, "staff"))
    make_from_template(desk)
    code = invite(desk, address)

    plain = open_context(width=320, java_script_enabled=False).new_page()
    answer_as_run(plain, link_in(academy.letter(address, "Zaproszenie do badania"), academy))
    answer_as_none(looking(open_context, width=320), code)

    desk.reload()
    for name in (NONE, RUN):
        row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name=name))
        expect(row.locator("[data-label=Odpowiedzi]")).to_have_text("1")
    desk.get_by_role("link", name="Zamknij badanie").click()
    press(desk, "Zamknij na dobre", TITLE)
    desk.get_by_role("link", name="Zobacz, jak widzą to czytelnicy").click()
    expect(desk.locator(".head__meta")).to_contain_text("zamknięte")
    see(desk, "closed")
    assert academy.rows(ANSWERS, TITLE) == [(2,)]
