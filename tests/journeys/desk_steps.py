"""The steps of those who run the academy, at the desk; each works with JavaScript and without."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.walks import PASSWORD, link_in, sign_in

Account = tuple[str, str]  # address and password


def sample(academy: Academy, role: str) -> Account:
    """Return the sample account of a role."""
    lines = [line.split() for line in (academy.folder / "sample-accounts.txt").read_text("utf-8").splitlines()]
    return next((line[0], line[1]) for line in lines if line[2:3] == [role])


_SESSIONS: dict[Account, list[Any]] = {}  # signed in once: an account may be tried ten times in a quarter of an hour


def come_to_desk(page: Page, who: Account) -> None:
    """Open the desk, with the session of this account's first sign-in where there is one."""
    page.context.add_cookies(_SESSIONS.get(who, []))
    page.goto("/konto/logowanie/?next=/panel/" if who not in _SESSIONS else "/panel/")
    if page.get_by_label("Adres e-mail").count():
        sign_in(page, *who)
        _SESSIONS[who] = [cookie for cookie in page.context.cookies() if cookie["name"] == "sesja"]
    expect(page.get_by_role("heading", level=1)).to_have_text("Panel redakcji")


def fill(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)


def invite(page: Page, email: str) -> None:
    """Invite an editor, from the desk's front page."""
    begin_one(page, "Zaproś osobę")
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_role("radio", name=re.compile("^redakcja")).check()
    page.get_by_role("button", name="Wyślij zaproszenie").click()
    expect(page.get_by_role("row", name=email)).to_contain_text("czeka")


def accept_invitation(page: Page, academy: Academy, email: str) -> None:
    """Follow the letter's link and set a password; the sign-in page comes."""
    page.goto(link_in(academy.letter(email, "Zaproszenie"), academy))
    page.get_by_label("Hasło").fill(PASSWORD)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Załóż konto").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj się")


def send_file(page: Page, name: str, data: bytes, folder: Path, button: str = "Wgraj plik") -> None:
    path = folder / name
    path.write_bytes(data)
    page.get_by_label("Plik", exact=True).set_input_files(path)
    page.get_by_role("button", name=button).click()


def wait_until_ready(page: Page, script: bool) -> None:
    """Wait for a sent file's preview: with the script the page looks by itself; without it a link does."""
    preview, again = page.locator(".media-preview"), page.get_by_role("link", name="Sprawdź, czy już gotowe")
    while not script:
        expect(preview.or_(again).first).to_be_visible()
        if not again.is_visible():
            break
        page.goto(str(again.get_attribute("href")))
    expect(preview).to_be_visible()


def begin_course(page: Page, slug: str) -> None:
    """Fill in a new course's settings; the course's page at the desk comes."""
    begin_one(page, "Nowy kurs")
    fill(page, {"Tytuł": f"Kurs {slug}", "Adres": slug, "O czym jest kurs": "O początku.", "Dla kogo": "dla wszystkich",
                "Czego nauczy": "wiesz, jak zacząć"})  # fmt: skip
    page.get_by_role("button", name="Zapisz kurs").click()


def add_module(page: Page, title: str) -> None:
    page.get_by_role("link", name="Nowy moduł").click()
    fill(page, {"Tytuł modułu": title})
    page.get_by_role("button", name="Zapisz moduł").click()


def begin_lesson(page: Page, title: str, slug: str, source: str) -> None:
    """Write a new lesson of the last module and stay in the editor."""
    page.get_by_role("link", name="Nowa lekcja").last.click()
    fill(page, {"Tytuł": title, "Adres": slug, "O czym jest, w jednym zdaniu": "Krótko.", "Treść": source})


def publish(page: Page, version: int = 1) -> None:
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(page.get_by_text(f"Opublikowano wersję {version}.")).to_be_visible()


def publish_course(page: Page) -> None:
    page.get_by_role("button", name="Opublikuj kurs").click()
    expect(page.get_by_text("Kurs jest opublikowany")).to_be_visible()


def begin_one(page: Page, what: str) -> None:
    """Begin a new thing from the desk's front page."""
    page.goto("/panel/")
    page.get_by_text("Dodaj coś nowego").click()
    page.get_by_role("link", name=what, exact=True).click()


def begin_new(page: Page, what: str, course: str) -> None:
    begin_one(page, what)
    page.get_by_role("link", name=course, exact=True).click()


def write_question(page: Page, course: str, text: str, answers: list[str], category: str) -> None:
    """Write a question whose first answer is right; no answers make it true or false."""
    begin_new(page, "Nowe pytanie", course)
    page.get_by_label("Treść pytania").fill(text)
    if answers:
        for _ in range(len(answers) - 4):
            page.get_by_role("button", name="Dodaj odpowiedź").click()
        boxes = page.get_by_label("Odpowiedź", exact=True)
        for place, answer in enumerate(answers):
            boxes.nth(place).fill(answer)
        page.get_by_label("dobra odpowiedź").first.check()
    else:
        page.get_by_label("prawda czy fałsz").check()
        page.get_by_label("prawda", exact=True).check()
    page.get_by_label("Wyjaśnienie").fill("Tak mówi lekcja.")
    page.get_by_label("Dział").fill(category)
    page.get_by_role("button", name="Zapisz pytanie").last.click()
    expect(page.get_by_text("Pytanie jest w banku.")).to_be_visible()


def write_quiz(page: Page, course: str, title: str, category: str) -> None:
    """Write the test that counts: the two questions of a category, both to be answered rightly."""
    begin_new(page, "Nowy test", course)
    page.get_by_label("Tytuł testu").fill(title)
    page.get_by_label("Wstęp").fill("Dwa pytania.")
    page.get_by_label(f"{category} (2)").check()
    page.get_by_label("Próg zaliczenia").fill("100")
    page.get_by_label("Zaliczenie liczy się").check()
    page.get_by_role("button", name="Zapisz test").click()
    written = page.locator("tr").filter(has=page.get_by_role("link", name=title, exact=True))
    expect(written.last).to_contain_text("zalicza 100%, czyli 2 dobre odpowiedzi")


def find_certificate(page: Page, code: str) -> None:
    page.goto(f"/panel/zaswiadczenia/?szukaj={code}")
    page.get_by_role("row").nth(1).get_by_role("link").click()


def issue_again(page: Page, name: str, reason: str) -> None:
    """Revoke the certificate that is open and issue it anew; the new one's page at the desk comes."""
    page.get_by_role("link", name="Wydaj poprawione").click()
    page.get_by_label("Imię i nazwisko").fill(name)
    page.get_by_label("Powód").fill(reason)
    page.get_by_role("button", name="Cofnij i wydaj nowe").click()
    expect(page.locator(".facts")).to_contain_text(name)
