"""Every page, to a visitor and to a learner: axe finds nothing, nothing scrolls sideways, light and dark, 320 and 1280.

A visitor's pages are looked at in each scheme at each width. Every other page is looked at twice, so that both widths
and both schemes are seen: once by every rule, once by those that depend on colours and layout. Which scheme goes with
which width, and which width is asked for everything, are told from the page's name, so that what all pages share is
seen in every way.

With `AKADEMIA_PICTURES=folder` the same pages are photographed instead of only looked at.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenContext
from tests.journeys.learners import Graduate
from tests.journeys.walks import COURSE

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
PICTURES = os.environ.get("AKADEMIA_PICTURES", "")
WIDTHS, SCHEMES = (320, 1280), ("light", "dark")
HEIGHT = 800
RECORD = "/publikacje/pozycja/jak-utworzyc-podmiot-zatrudnienia-socjalnego/"
Look = Callable[[Page, str], list[str]]
LESSON = f"{COURSE}lekcje/po-co-jest-ta-ustawa/"
ASK = "options => axe.run(document, {resultTypes: ['violations'], ...options})"
# Between the schemes only colours differ: where both are looked at, the second one is asked for them alone.
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast", "link-in-text-block"]}
LAYOUT: dict[str, Any] = {"runOnly": [*COLOURS["runOnly"], "target-size", "scrollable-region-focusable"]}

VISITOR = (
    "/", "/edukacja/", COURSE, LESSON, f"{LESSON}?wersja=etr", f"{COURSE}lekcje/pieniadze-centrum/", "/doradztwo/",
    "/publikacje/", "/publikacje/publikacje-akademii/", RECORD, "/promocja/", "/badania/", "/slownik/", "/o-akademii/",
    "/kontakt/", "/dostepnosc/", "/prywatnosc/", "/regulamin/", "/zaswiadczenia/", "/zaswiadczenia/?kod=zly",
    "/nie-ma-takiej-strony/", "/konto/logowanie/", "/konto/rejestracja/", "/konto/haslo/nowe/", "/konto/potwierdz/",
    "/konto/potwierdz/zly-odnosnik", "/konto/wyloguj/", "/konto/sprawdz-poczte/konto/", "/konto/sprawdz-poczte/haslo/",
    "/konto/adres/zly-odnosnik/", "/szukaj/", "/szukaj/?q=swiadczenie+integracyjne",
    "/szukaj/?q=centrum&rodzaj=lesson&strona=2", "/szukaj/?q=rzatrudnienie+wspierane", "/szukaj/?q=qwrtx",
)  # fmt: skip
LEARNER = (
    "/", COURSE, LESSON, f"{COURSE}lekcje/pieniadze-centrum/", "/konto/nauka/", "/konto/profil/",
    "/konto/bezpieczenstwo/", "/konto/bezpieczenstwo/adres/", "/konto/bezpieczenstwo/aplikacja/",
    "/konto/bezpieczenstwo/kody/", "/konto/bezpieczenstwo/to-ja/", "/konto/haslo/zmiana/", "/konto/wyloguj/",
    "/nie-ma-takiej-strony/", "/konto/dane/", "/konto/dane/usun/", "/konto/listy/",
)  # fmt: skip


def look(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page that is open, at both widths and in both schemes."""
    told = crc32(name.encode())
    schemes = SCHEMES if told & 1 else SCHEMES[::-1]
    rules = ({}, LAYOUT) if told & 2 else (LAYOUT, {})
    ways = zip(WIDTHS, schemes, rules, strict=True)
    return [one for width, scheme, asked in ways for one in look_as(page, name, width, scheme, asked)]


def look_from_all_sides(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page that is open, at each width in each scheme."""
    wrong: list[str] = []
    for width in WIDTHS:
        wrong += look_as(page, name, width, "light")
        wrong += look_as(page, name, width, "dark", COLOURS)
    return wrong


def look_as(page: Page, name: str, width: int, scheme: Any, rules: dict[str, Any] | None = None) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return look_once(page, f"{name}-{width}-{scheme}", rules)


def look_once(page: Page, name: str, rules: dict[str, Any] | None = None) -> list[str]:
    """Return what is wrong with the page that is open, as it is; by axe's every rule where none are named."""
    page.wait_for_load_state()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found: list[dict[str, Any]] = page.evaluate(ASK, rules or {})["violations"]
    wrong = [f"{name}: scrolls sideways"] if sideways else []
    return wrong + [f"{name}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in found]


def look_at_all(page: Page, addresses: Sequence[str], who: str, look: Look = look) -> list[str]:
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += look(page, f"{who}{address.replace('/', '-').replace('?', '-').rstrip('-')}")
    return wrong


def _page(open_context: OpenContext, **options: Any) -> Page:
    context = open_context(**options)
    context.add_init_script(AXE)
    return context.new_page()


@pytest.mark.parametrize("half", [0, 1])
def test_a_visitors_pages_are_free_of_barriers(open_context: OpenContext, half: int) -> None:
    page = _page(open_context)

    assert not look_at_all(page, VISITOR[half::2], "visitor", look_from_all_sides)


def test_refused_forms_are_free_of_barriers_and_show_the_errors_first(open_context: OpenContext) -> None:
    page = _page(open_context)
    wrong = []

    for address, button in (("/konto/logowanie/", "Zaloguj się"), ("/konto/rejestracja/", "Załóż konto")):
        page.goto(address)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator("#bledy")).to_be_focused()
        wrong += look(page, f"refused{address.replace('/', '-')}")
    page.goto("/konto/logowanie/")
    page.get_by_label("Adres e-mail").fill("nikt@example.org")
    page.get_by_label("Hasło", exact=True).fill("dwanaście złych haseł")
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "refused-wrong-password")

    assert not wrong


def test_a_learners_pages_are_free_of_barriers(open_context: OpenContext, graduate: Graduate) -> None:
    page = _page(open_context, storage_state=graduate.state)

    assert not look_at_all(page, LEARNER, "learner")


def test_tests_and_certificates_are_free_of_barriers(open_context: OpenContext, graduate: Graduate) -> None:
    page = _page(open_context, storage_state=graduate.state)
    met = {
        "test-final": graduate.final, "test-practice": graduate.practice, "question": f"{graduate.open}pytanie/1/",
        "all-questions": graduate.open, "passed": graduate.passed, "failed": graduate.failed,
        "certificate": f"/zaswiadczenia/{graduate.code}/",
    }  # fmt: skip
    wrong = []

    for name, address in met.items():
        page.goto(address)
        wrong += look(page, name)
    page.goto(graduate.open)
    page.get_by_role("button", name="Oddaj test").click()
    expect(page.locator("#bledy")).to_be_focused()
    wrong += look(page, "unanswered")

    assert not wrong
