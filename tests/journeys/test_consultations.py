"""Consultations in a browser: hours are published, a time booked by role and name alone, waited for, freed and offered.

The expert's hours are every day of the week, so that the walk meets free times on any day that it runs. What a screen
reader is told of the form is kept word for word in a file beside.
"""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from akademia.accounts import services as accounts
from akademia.accounts.roles import Role
from akademia.core import db as database
from akademia.core.db import commit
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look
from tests.journeys.walks import PASSWORD, link_in, new_address

pytestmark = pytest.mark.browser
ROOT = "/doradztwo/konsultacje/"
DESK = "/panel/konsultacje/"
SNAPSHOT = Path(__file__).parent / "consultation_form.yaml"
FULL_NAME = re.compile(r"^(poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela) \d{1,2} \w+, \d{1,2}:\d\d$")
SETTINGS = {
    "Imię i nazwisko": "Ewa Próbna", "Adres punktu, z numerem pokoju": "ul. Próbna 1, pok. 2",
    "Ile minut trwa spotkanie": "60", "Ile minut przerwy po spotkaniu": "0", "Na ile dni naprzód widać terminy": "2",
}  # fmt: skip
QUICK = 2_100  # a form sent sooner is taken for a program's


def looking(open_context: OpenContext, **options) -> Page:
    context = open_context(**options)
    context.add_init_script(AXE)
    return context.new_page()


GROUP, MEETING = "Iga Grupowa", "https://example.org/pokoj-7"


def publish_group(page: Page) -> None:
    """Publish one hour for two people at once, on line."""
    page.goto(f"{DESK}ustawienia/")
    for label, value in {"Imię i nazwisko": GROUP, "Ile minut trwa spotkanie": "60", "Ile minut przerwy": "0",
                         "Na ile dni naprzód": "9", "Adres spotkania w internecie": MEETING}.items():  # fmt: skip
        page.get_by_label(label).fill(value)
    page.get_by_label("Przez internet", exact=True).check()
    page.get_by_label("Pokaż moje godziny").check()
    page.get_by_role("button", name="Zapisz ustawienia").click()
    page.get_by_label("Dzień tygodnia").select_option("środa")
    page.get_by_label("Od godziny").fill("12")
    page.get_by_label("Do godziny").fill("13")
    page.get_by_label("Ile osób naraz").fill("2")
    page.get_by_label("Sposób rozmowy").select_option("Przez internet")
    page.get_by_role("button", name="Dodaj godziny").click()
    expect(page.get_by_text("środa, 12:00–13:00").first).to_be_visible()


def join(page: Page, email: str, free: str) -> None:
    """Book a place in the last group that is offered, which has so many free ones."""
    page.goto(ROOT)
    page.get_by_role("link", name=GROUP).click()
    expect(page.get_by_role("main")).not_to_contain_text(MEETING)
    page.get_by_role("link", name=re.compile(free)).last.click()
    expect(page.get_by_text("przez internet", exact=True)).to_be_visible()
    say_who(page, email, "Ola Próbna", "Umów konsultację")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twoja konsultacja")


def publish_hours(page: Page) -> None:
    """Say how one meets, give one hour every day and publish."""
    page.goto(f"{DESK}ustawienia/")
    for label, value in SETTINGS.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Na miejscu, w punkcie konsultacyjnym").check()
    page.get_by_label("Pokaż moje godziny").check()
    page.get_by_role("button", name="Zapisz ustawienia").click()
    for day in ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"):
        page.get_by_label("Dzień tygodnia").select_option(day)
        page.get_by_label("Od godziny").fill("12")
        page.get_by_label("Do godziny").fill("13")
        page.get_by_role("button", name="Dodaj godziny").click()
        expect(page.get_by_text(f"{day}, 12:00–13:00").first).to_be_visible()


def book(page: Page, email: str, name: str = "Ola Próbna") -> str:
    """Book the first free time by roles and names alone; return its full name."""
    page.goto(ROOT)
    page.get_by_role("link", name="Ewa Próbna").click()
    first = page.get_by_role("link", name=FULL_NAME).first
    named = str(first.evaluate("a => a.textContent"))
    first.click()
    say_who(page, email, name, "Umów konsultację")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twoja konsultacja")
    return " ".join(named.split())


def say_who(page: Page, email: str, name: str, button: str) -> None:
    page.get_by_role("textbox", name="Imię i nazwisko").fill(name)
    page.get_by_role("textbox", name="Adres e-mail").fill(email)
    page.get_by_role("textbox", name="Temat rozmowy, w jednym zdaniu").fill("Jak zacząć klub?")
    page.wait_for_timeout(QUICK)
    page.get_by_role("button", name=button).click()


def queue(page: Page, email: str) -> None:
    page.goto(ROOT)
    page.get_by_role("link", name="Ewa Próbna").click()
    page.get_by_role("link", name="Czekaj na wolny termin").click()
    say_who(page, email, "Jan Próbny", "Stań w kolejce")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twoja konsultacja")


def read_aloud(page: Page) -> str:
    """Return the form as its accessibility tree tells it, what differs from day to day made even."""
    tree = page.get_by_role("main").aria_snapshot()
    return re.sub(FULL_NAME.pattern.strip("^$"), "DZIEŃ, GODZINA", tree.replace("\u00a0", " ")) + "\n"


def test_hours_are_published_booked_full_waited_for_freed_and_offered(
    open_context: OpenContext, academy: Academy
) -> None:
    visitor = looking(open_context)
    visitor.goto(ROOT)
    expect(visitor.get_by_text("Godzin konsultacji jeszcze nie ogłoszono.")).to_be_visible()
    wrong = look(visitor, "consultations-empty")
    expert = looking(open_context)
    come_to_desk(expert, sample(academy, "expert"))
    publish_hours(expert)
    wrong += look(expert, "consultations-week")
    expert.goto(f"{DESK}ustawienia/")
    wrong += look(expert, "consultations-settings")

    holders = [new_address() for _ in range(4)]
    visitor.goto(ROOT)
    wrong += look(visitor, "consultations-front")
    times = []
    while True:
        visitor.goto(ROOT)
        visitor.get_by_role("link", name="Ewa Próbna").click()
        if not visitor.get_by_role("link", name=FULL_NAME).count():
            break
        if not times:
            wrong += look(visitor, "consultations-times")
        times.append(book(visitor, holders[len(times)]))
    wrong += look(visitor, "consultations-full")
    assert 1 <= len(times) <= 2
    waiting = [new_address(), new_address()]
    for address in waiting:
        queue(visitor, address)
    wrong += look(visitor, "consultations-waiting")

    visitor.goto(link_in(academy.letter(holders[0], "Konsultacja umówiona"), academy))
    wrong += look(visitor, "consultations-own")
    file = visitor.request.get(str(visitor.get_by_role("link", name="Dodaj do kalendarza").get_attribute("href")))
    entry = Calendar.from_ical(file.body()).walk("VEVENT")[0]
    assert entry["DTSTART"].dt.utcoffset().total_seconds() == 0
    visitor.get_by_role("link", name="Odwołaj konsultację").click()
    wrong += look(visitor, "consultations-cancel")
    visitor.get_by_role("button", name="Tak, odwołuję").click()
    expect(visitor.get_by_text("Miejsce dostanie ktoś inny.")).to_be_visible()

    visitor.goto(link_in(academy.letter(waiting[0], "Zwolniło się miejsce"), academy))
    wrong += look(visitor, "consultations-offered")
    visitor.get_by_role("button", name="Potwierdzam ten termin").click()
    expect(visitor.get_by_text("Konsultacja jest umówiona.")).to_be_visible()
    expect(visitor.locator(".lead")).to_contain_text(times[0].split(",")[0])
    expert.goto(DESK)
    expect(expert.get_by_role("link", name=times[0])).to_be_visible()
    wrong += look(expert, "consultations-desk")
    expert.get_by_role("link", name=times[0]).click()
    wrong += look(expert, "consultations-booking")
    assert not wrong, wrong


def test_a_time_is_booked_by_keyboard_without_scripts_and_the_form_is_told_in_full(
    open_context: OpenContext, academy: Academy
) -> None:
    expert = open_context().new_page()
    come_to_desk(expert, sample(academy, "expert"))
    if not academy.rows("SELECT id FROM consultation_keepers"):
        publish_hours(expert)
    expert.goto(f"{DESK}ustawienia/")
    expert.get_by_label("Na ile dni naprzód widać terminy").fill("9")
    expert.get_by_role("button", name="Zapisz ustawienia").click()
    page = open_context(width=320, java_script_enabled=False).new_page()
    page.goto(ROOT)
    page.get_by_role("link", name="Ewa Próbna").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=FULL_NAME).last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Umów konsultację")

    assert read_aloud(page) == SNAPSHOT.read_text("utf-8")
    page.get_by_role("textbox", name="Imię i nazwisko").focus()
    for typed in ("Ola Próbna", new_address(), "Jak zacząć klub?"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.wait_for_timeout(QUICK)
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Twoja konsultacja")


def test_a_group_meets_on_line_and_only_who_booked_is_told_where(open_context: OpenContext, academy: Academy) -> None:
    email = new_address()
    with database.writing(), academy.app.app_context():
        accounts.create_user(email, PASSWORD, (Role.Expert,), confirmed=True).owes_consent = False
        commit()
    expert = open_context().new_page()
    come_to_desk(expert, (email, PASSWORD))
    publish_group(expert)
    page = open_context(width=320, java_script_enabled=False).new_page()
    first, second = new_address(), new_address()

    join(page, first, "grupa: 2 wolne miejsca z 2")
    expect(page.get_by_role("link", name=MEETING)).to_be_visible()
    join(page, second, "grupa: 1 wolne miejsce z 2")

    page.goto(ROOT)
    page.get_by_role("link", name=GROUP).click()
    page.get_by_role("link", name=re.compile("zajęte")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stań w kolejce")
    for address in (first, second):
        letter = academy.letter(address, "Konsultacja umówiona")
        assert MEETING in letter
        assert first not in letter.replace(address, "")
    expert.goto(DESK)
    expect(expert.get_by_role("link", name=FULL_NAME)).to_have_count(2)
