"""The tools in a browser: with scripts and without, by keyboard, on paper, kept in an account, fed by the desk."""

from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from akademia.education.tools.rules.standard import checks_of
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.learners import Graduate
from tests.journeys.test_every_page import AXE, look, look_at_all

pytestmark = pytest.mark.browser
ROOT = "/edukacja/narzedzia/"
CALCULATOR = f"{ROOT}kalkulator-swiadczenia/"
APPLICATION = f"{ROOT}wniosek-o-status/"
CLUB = "&".join(f"{check.key}={'nie' if check.key == 'k-wpis' else 'tak'}" for check in checks_of("kis"))
RECKONED = f"{CALCULATOR}?miesiac=9&rok=2022&kwota=1489&kwota-to=swiadczenie&dni=29&choroba=23&premia=200"
PAGES = (
    ROOT, CALCULATOR, RECKONED, f"{CALCULATOR}?miesiac=9&rok=2029&dni=40", f"{ROOT}cis-czy-kis/",
    f"{ROOT}cis-czy-kis/?kto=ngo&pytanie=czas",
    f"{ROOT}cis-czy-kis/?kto=ngo&czas=mniej&pieniadze=nie&renta=tak&zawod=nie&zaplecze=malo",
    f"{APPLICATION}?kto=powiat&mam=1&mam=2a", f"{ROOT}rejestracja-kis/", f"{ROOT}terminarz/",
    f"{ROOT}terminarz/?kto=kis&rok=zly", f"{ROOT}samoocena-standardu/",
    f"{ROOT}samoocena-standardu/?rodzaj=cis&sprawdz=1",
    f"{ROOT}samoocena-standardu/?rodzaj=kis&{CLUB}&sprawdz=1",
)  # fmt: skip


def _looking(open_context: OpenContext, **options) -> Page:
    context = open_context(**options)
    context.add_init_script(AXE)
    return context.new_page()


@pytest.mark.parametrize("half", [0, 1])
def test_the_pages_of_tools_are_free_of_barriers(open_context: OpenContext, half: int) -> None:
    page = _looking(open_context)

    assert not look_at_all(page, PAGES[half::2], "tools")


@pytest.mark.parametrize("script", [True, False])
def test_the_path_is_walked_by_keyboard_and_back_works(open_context: OpenContext, script: bool) -> None:
    page = open_context(width=320, java_script_enabled=script).new_page()
    page.goto("/edukacja/")
    page.get_by_role("link", name="Narzędzia do codziennej pracy").click()
    page.get_by_role("link", name="CIS czy KIS?").click()

    for number in range(1, 7):
        expect(page.get_by_text(f"Pytanie {number} z 6").last).to_be_visible()
        page.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, done=number: len(parse_qs(urlsplit(url).query)) == done + 1)
    expect(page.get_by_role("heading", level=1)).to_have_text("CIS czy KIS? Odpowiedź: centrum")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("CIS czy KIS? Pytanie 6 z 6")
    page.get_by_role("link", name="Wstecz").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CIS czy KIS? Pytanie 5 z 6")


@pytest.mark.parametrize("script", [True, False])
def test_a_month_is_reckoned_and_what_is_wrong_is_said_first(open_context: OpenContext, script: bool) -> None:
    page = open_context(java_script_enabled=script).new_page()
    page.goto(CALCULATOR)
    page.get_by_label("Miesiąc", exact=True).select_option("wrzesień")
    page.get_by_label("Rok", exact=True).fill("2022")
    page.get_by_label("Ile dni kalendarzowych udziału?").fill("9")
    page.get_by_role("button", name="Policz").click()
    expect(page.locator("#bledy")).to_contain_text("Akademia nie zna kwoty zasiłku")
    if script:
        expect(page.locator("#bledy")).to_be_focused()
    page.get_by_label("Kwota (nieobowiązkowe)").fill("1 489 zł")
    page.get_by_label("pełne świadczenie integracyjne").check()
    page.get_by_role("button", name="Policz").click()

    expect(page.get_by_role("heading", name="Wynik: wrzesień 2022")).to_be_visible()
    expect(page.get_by_role("row", name="Niepełny miesiąc")).to_contain_text("446,70")
    expect(page.get_by_label("Ile dni kalendarzowych udziału?")).to_have_value("9")
    assert page.get_by_role("button", name="Wydrukuj").is_visible() == script


def test_on_paper_the_list_stays_and_buttons_go(open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.goto(PAGES[6])
    page.emulate_media(media="print")

    expect(page.locator(".ticks li").first).to_be_visible()
    expect(page.get_by_role("button", name="Wydrukuj")).to_be_hidden()
    expect(page.get_by_role("link", name="Zacznij od nowa")).to_be_hidden()


def test_the_calendar_is_fetched_for_whom_it_was_chosen(open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{ROOT}terminarz/")
    page.get_by_label("klub (KIS)").check()
    page.get_by_role("button", name="Pokaż").click()
    expect(page.get_by_role("heading", name="Sprawozdanie centrum za poprzedni rok")).to_have_count(0)

    file = page.request.get(str(page.get_by_role("link", name="Pobierz kalendarz").get_attribute("href")))

    names = [str(entry["SUMMARY"]) for entry in Calendar.from_ical(file.body()).walk("VEVENT")]
    assert names == ["Sprawozdanie klubu za poprzedni rok"]


def test_a_list_is_kept_in_an_account_and_taken_away(open_context: OpenContext, graduate: Graduate) -> None:
    page = _looking(open_context, storage_state=graduate.state)
    page.goto(APPLICATION)
    page.get_by_label("Instytucja tworząca").check()
    page.get_by_role("button", name="Sprawdź").click()
    page.get_by_role("button", name="Zapisz na koncie").click()
    expect(page.get_by_text("Zapisano na koncie.")).to_be_visible()

    page.goto(APPLICATION)
    expect(page.get_by_role("heading", name="Macie 1 z 16 punktów")).to_be_visible()
    expect(page.get_by_label("Instytucja tworząca")).to_be_checked()
    assert not look(page, "tools-kept")
    page.goto("/konto/dane/")
    expect(page.get_by_text("1 zapisany arkusz")).to_be_visible()
    page.goto(APPLICATION)
    page.get_by_role("button", name="Usuń z konta").click()
    expect(page.get_by_text("Usunięto z konta.")).to_be_visible()
    expect(page.get_by_role("heading", name="Macie")).to_have_count(0)


def test_staff_keep_the_amounts_that_the_calculator_takes(open_context: OpenContext, academy: Academy) -> None:
    desk, visitor = _looking(open_context), open_context().new_page()
    come_to_desk(desk, sample(academy, "staff"))
    desk.goto("/panel/kwoty/")
    assert not look(desk, "tools-amounts-none")
    desk.get_by_role("link", name="Nowa kwota", exact=True).click()
    desk.get_by_role("button", name="Zapisz kwotę").click()
    expect(desk.locator("#bledy")).to_be_focused()
    assert not look(desk, "tools-amount-refused")
    for box in desk.get_by_label("Rok", exact=True).all():
        box.fill("2031")
    desk.get_by_label("Do miesiąca, włącznie").select_option("maj")
    desk.get_by_label("Kwota zasiłku w złotych").fill("1000")
    desk.get_by_label("Źródło").fill("próba")
    desk.get_by_role("button", name="Zapisz kwotę").click()
    expect(desk.get_by_role("row", name="styczeń 2031 – maj 2031")).to_contain_text("1000,00")
    assert not look(desk, "tools-amounts")

    visitor.goto(f"{CALCULATOR}?miesiac=5&rok=2031")
    expect(visitor.get_by_role("row", name="Pełne świadczenie")).to_contain_text("1200,00")
    desk.get_by_role("link", name="Usuń kwotę").click()
    assert not look(desk, "tools-amount-remove")
    desk.get_by_role("button", name="Usuń kwotę").click()
    expect(desk.get_by_text("Nie ma jeszcze żadnej kwoty.")).to_be_visible()
    visitor.reload()
    expect(visitor.locator("#bledy")).to_contain_text("maj 2031")
