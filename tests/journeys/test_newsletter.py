"""The newsletter in a browser: subscribed, confirmed, an issue made, tried, sent, read in the archive, left again."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look, look_as
from tests.journeys.walks import link_in, new_address

pytestmark = pytest.mark.browser
TITLE = "Listopad w zatrudnieniu socjalnym"


def looking(open_context: OpenContext, **options) -> Page:
    context = open_context(**options)
    context.add_init_script(AXE)
    return context.new_page()


def subscribe(page: Page, academy: Academy) -> tuple[str, list[str]]:
    """Subscribe from the foot of the front page; return the address and what is wrong with the pages."""
    address = new_address()
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Newsletter").click()
    wrong = look(page, "newsletter-front")
    page.get_by_role("link", name="Zapisz się na newsletter").click()
    page.get_by_label("Adres e-mail").fill(address)
    page.get_by_label("Poradniki i kwartalnik").check()
    page.get_by_role("button", name="Zapisz mnie").click()
    expect(page.get_by_role("heading", name="Popraw 1 pole")).to_be_visible()
    wrong += look(page, "newsletter-subscribe")
    page.get_by_label("Zgadzam się, aby operator").check()
    page.get_by_role("button", name="Zapisz mnie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź pocztę")
    wrong += look(page, "newsletter-sent")
    page.goto(link_in(academy.letter(address, "Potwierdź zapis na newsletter"), academy))
    wrong += look(page, "newsletter-confirm")
    page.get_by_role("button", name="Tak, zapisuję się").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Adres jest zapisany")
    return address, wrong


def make_issue(page: Page) -> list[str]:
    """Make an issue of what came out today, with own words, and look at it."""
    page.goto("/panel/newsletter/nowy/")
    page.get_by_label("Temat listu").fill(TITLE)
    page.get_by_label("Jedno zdanie pod tematem").fill("Pierwszy numer i wszystko, co w nim jest.")
    for label in ("Zbierz od dnia", "do dnia"):
        page.get_by_label(label, exact=True).fill("2026-01-01")
    page.get_by_role("button", name="Załóż numer").click()
    page.get_by_role("link", name="Dodaj słowa na początku").click()
    wrong = look(page, "newsletter-words")
    page.get_by_label("Własne słowa").fill("## Od redakcji\n\nPremię opisuje [art. 15 ust. 7](uzs:art-15-ust-7).")
    page.get_by_role("button", name="Zapisz słowa").click()
    expect(page.get_by_role("heading", name="Od redakcji")).to_be_visible()
    wrong += look(page, "newsletter-issue")
    page.get_by_role("link", name="Podgląd", exact=True).click()
    phone = page.frame_locator(".letter-frame--phone")
    expect(phone.get_by_role("heading", name="Od redakcji")).to_be_visible()
    for width, scheme in ((320, "light"), (1280, "dark")):  # nothing may run in the frames, so axe stays outside
        wrong += look_as(page, "newsletter-preview", width, scheme, {"iframes": False})
    return wrong


def test_subscribed_tried_sent_read_in_the_archive_and_left(open_context: OpenContext, academy: Academy) -> None:
    visitor, staff = looking(open_context, width=320), looking(open_context)
    address, wrong = subscribe(visitor, academy)
    account = sample(academy, "staff")
    come_to_desk(staff, account)
    wrong += make_issue(staff)
    staff.get_by_role("button", name="Wyślij próbę na mój adres").click()
    expect(staff.get_by_text("List próbny jest w drodze")).to_be_visible()
    assert "Od redakcji" in academy.letter(account[0], f"Próba: {TITLE}")

    staff.get_by_role("link", name="Wyślij albo zaplanuj").click()
    wrong += look(staff, "newsletter-send")
    staff.get_by_role("button", name="Wyślij numer").click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Wysyłka numeru")
    letter = academy.letter(address, TITLE)
    wrong += look(staff, "newsletter-progress")
    staff.goto("/panel/newsletter/")
    wrong += look(staff, "newsletter-desk")
    staff.goto("/panel/newsletter/dns/")
    wrong += look(staff, "newsletter-dns")

    visitor.goto("/promocja/newsletter/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", name="Od redakcji")).to_be_visible()
    wrong += look(visitor, "newsletter-archive")
    ways_out = [line for line in letter.split() if "/wypis/" in line]
    visitor.goto(ways_out[0])
    wrong += look(visitor, "newsletter-way-out")
    visitor.get_by_role("button", name="Tak, wypisz").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Newsletter już nie przychodzi")
    assert academy.rows("SELECT state FROM newsletter_subscribers WHERE email = ?", address) == [("stopped",)]
    assert not wrong, wrong
