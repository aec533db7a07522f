"""The steps that walks are made of; each works with JavaScript and without."""

import io
import re
import zipfile
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.journeys.academy import Academy, plain

PASSWORD = "dwanaście jeży pod płotem"
COURSE = "/edukacja/kursy/ustawa-od-podstaw/"
_numbers = count(1)


def new_address() -> str:
    return f"osoba{next(_numbers)}@example.org"


def register(page: Page, email: str, course: str = "Ustawa o zatrudnieniu socjalnym od podstaw") -> None:
    """Go from the front page to „check your mail”."""
    page.goto("/")
    page.get_by_role("link", name="Zobacz kursy").click()
    page.get_by_role("link", name=course, exact=True).click()
    page.locator(".act-now").get_by_role("link", name="Zapisz się na kurs").click()
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło", exact=True).fill(PASSWORD)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Załóż konto").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź pocztę")


def link_in(letter: str, academy: Academy) -> str:
    found = re.search(rf"{re.escape(academy.address)}\S+", letter)
    assert found, f"no link in the letter:\n{letter}"
    return found[0]


def confirm(page: Page, academy: Academy, email: str) -> None:
    page.goto(link_in(academy.letter(email, "Potwierdź adres"), academy))
    page.get_by_role("button", name="Potwierdzam adres").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj się")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Give address and password; what is asked next comes: a code, new terms, or the page that was wanted."""
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło", exact=True).fill(password)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path != "/konto/logowanie/")


def enrol(page: Page) -> None:
    """Enrol on the course's page; the first lesson opens."""
    page.get_by_role("button", name="Zapisz się na kurs").click()
    expect(page.locator(".head__meta")).to_contain_text("Lekcja 1 z")


def mark_all_lessons(page: Page) -> int:
    """Mark one lesson after another until the course's page comes back; return how many there were."""
    marked = 0
    while "/lekcje/" in page.url:
        here = page.url
        page.get_by_role("button", name="Oznacz jako ukończoną").click()
        page.wait_for_url(lambda url, here=here: url != here)
        marked += 1
    return marked


def begin(page: Page, test: str, name: str | None = None) -> None:
    """Open a test from the course's page and begin; the final one asks for the name first."""
    page.locator(".module--last").get_by_role("link", name=test).click()
    if name:
        page.get_by_label("Imię i nazwisko").fill(name)
    page.get_by_role("button", name="Rozpocznij test").click()
    expect(page.locator(".question__kicker")).to_contain_text("Pytanie 1 z")


def right_options(question: Locator, academy: Academy) -> list[Locator]:
    """Return the right answers of the question in sight."""
    kicker = question.locator(".question__kicker").inner_text()
    text = question.locator("legend").inner_text()
    rights = academy.right_answers(plain(text)[len(plain(kicker)) :])
    return [box for box in question.locator(".choice").all() if plain(box.locator("label").inner_text()) in rights]


def answer_rightly(page: Page, academy: Academy) -> None:
    for option in right_options(page.locator("fieldset.question"), academy):
        option.locator("input").check()


def next_question(page: Page) -> None:
    here = page.url
    page.get_by_role("button", name=re.compile("^Zapisz i ")).click()
    page.wait_for_url(lambda url: url != here)


def answer_to_the_end(page: Page, academy: Academy) -> None:
    """Answer rightly from the question in sight to the last; the page of all questions comes."""
    while "/pytanie/" in page.url:
        answer_rightly(page, academy)
        next_question(page)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Oddaj test").click()
    page.wait_for_url("**/wynik/")


def come_to_learn(page: Page, academy: Academy, *course: str) -> str:
    """Register, confirm, sign in and enrol; return the address of the new learner."""
    email = new_address()
    register(page, email, *course)
    confirm(page, academy, email)
    sign_in(page, email)
    enrol(page)
    return email


def take_data_away(page: Page) -> zipfile.ZipFile:
    page.goto("/konto/profil/")
    page.get_by_role("link", name="Moje dane i zgody").click()
    page.get_by_role("button", name="Przygotuj kopię").click()
    ready = page.get_by_role("link", name="Pobierz kopię z")
    while not ready.is_visible():
        page.wait_for_timeout(250)
        page.reload()
    with page.expect_download() as copy:
        ready.click()
    return zipfile.ZipFile(io.BytesIO(Path(copy.value.path()).read_bytes()))


def erase(page: Page, option: str) -> None:
    page.goto("/konto/dane/")
    page.get_by_role("link", name="Usuń konto").click()
    page.get_by_label(option).check()
    page.get_by_label("Hasło", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Usuń konto na zawsze").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konto usunięte")


def try_to_sign_in(page: Page, email: str) -> None:
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    expect(page.locator("#bledy")).to_be_visible()
