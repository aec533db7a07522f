"""The way by keyboard alone: at every stop the focus is seen and nothing covers it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walks
from tests.journeys.academy import Academy, plain
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import add_module, begin_course, begin_lesson, come_to_desk, sample

pytestmark = pytest.mark.browser
STOP = """() => {
  const e = document.activeElement;
  const label = e.labels?.[0] ?? e;
  const box = (e.getBoundingClientRect().width > 2 ? e : label).getBoundingClientRect();
  const own = getComputedStyle(e), frame = getComputedStyle(e.parentElement);
  const lined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10));
  return {
    name: (e.getAttribute("aria-label") || label.textContent || "").replace(/\\s+/g, " ").trim(),
    tag: e.tagName.toLowerCase(), type: e.type ?? "", body: e === document.body,
    // The parts of the browser's own day and hour fields bear its own mark, which no script can see.
    seen: lined(own) || lined(frame) || ["date", "time"].includes(e.type),
    bare: Boolean(at) && (e.contains(at) || at.contains(e) || label.contains(at) || at.contains(label)),
  };
}"""


class Keys:
    """A reader who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self) -> dict[str, Any]:
        self.page.wait_for_load_state()
        self.page.keyboard.press("Tab")
        stop: dict[str, Any] = self.page.evaluate(STOP)
        if not stop["body"]:
            assert stop["seen"], f"{self.page.url}: focus on „{stop['name']}” cannot be seen"
            assert stop["bare"], f"{self.page.url}: „{stop['name']}” is covered"
        return stop

    def to(self, name: str, tag: str = "") -> None:
        """Press Tab until the focus stands on what has this name (a pattern)."""
        passed = []
        for _ in range(120):
            stop = self.tab()
            if re.search(name, stop["name"]) and tag in ("", stop["tag"]):
                return
            passed.append(stop["name"])
        raise AssertionError(f"{self.page.url}: Tab does not come to „{name}”: {passed}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, name: str, tag: str = "") -> None:
        """Come to a link or button, press Enter, and wait for the page it leads to."""
        self.to(name, tag)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, words: str) -> None:
        self.to(name, "input")
        self.page.keyboard.type(words)


def test_the_keyboard_alone_is_enough_to_register_learn_and_be_tested(
    academy: Academy, open_context: OpenContext
) -> None:
    page = open_context().new_page()
    keys, email = Keys(page), walks.new_address()

    page.goto(walks.COURSE)
    assert keys.tab()["name"] == "Przejdź do treści"
    keys.press("Enter")
    keys.open("^Zapisz się na kurs$")
    _register(keys, academy, email)
    keys.open("^Zapisz się na kurs$", "button")
    expect(page.locator(".head__meta")).to_contain_text("Lekcja 1 z")
    keys.open("^Oznacz jako ukończoną$")
    expect(page.locator(".head__meta")).to_contain_text("Lekcja 2 z")

    page.goto(walks.COURSE)
    keys.open("^Test próbny")
    keys.open("^Rozpocznij test$")
    while "/pytanie/" in page.url:
        _answer(keys, academy)
        keys.open("^Zapisz i ", "button")
    keys.open("^Oddaj test$", "button")

    expect(page.get_by_role("heading", level=1)).to_have_text("Test zaliczony")
    expect(page.locator(".score__number")).to_have_text("100%")


def test_the_keyboard_alone_is_enough_to_correct_a_lesson(academy: Academy, open_context: OpenContext) -> None:
    page = open_context(width=320).new_page()
    keys = Keys(page)
    come_to_desk(page, sample(academy, "staff"))
    begin_course(page, "z-klawiatury")
    add_module(page, "Moduł")
    begin_lesson(page, "Lekcja z klawiatury", "z-klawiatury-1", "## Część\n\nważne")
    page.get_by_role("button", name="Opublikuj", exact=True).click()
    page.get_by_role("link", name="Lekcja z klawiatury", exact=True).click()
    editor = page.url

    keys.to("^Nagłówek$")
    keys.press("ArrowRight")
    assert page.evaluate("document.activeElement.tagName") == "MD-BOLD"
    keys.press("ArrowRight", "ArrowLeft")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the toolbar is one stop"
    keys.press("Control+End", "Shift+Home")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.tagName") == "MD-BOLD", "the toolbar is come back to where it was left"
    keys.press("Enter")
    expect(page.get_by_label("Treść", exact=True)).to_have_value("## Część\n\n**ważne**")
    expect(page.locator("[data-html] strong")).to_have_text("ważne")
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano szkic o")
    assert page.locator("[data-saved]").get_attribute("role") == "status"
    page.get_by_label("Treść", exact=True).focus()
    keys.open("^Opublikuj$", "button")

    page.goto(editor)
    expect(page.get_by_label("Treść", exact=True)).to_have_value("## Część\n\n**ważne**")


def _register(keys: Keys, academy: Academy, email: str) -> None:
    page = keys.page
    keys.type("Adres e-mail", email)
    keys.type("^Hasło$", walks.PASSWORD)
    for _ in page.get_by_role("checkbox").all():
        while keys.tab()["type"] != "checkbox":
            pass
        keys.press("Space")
    keys.open("^Załóż konto$", "button")
    page.goto(walks.link_in(academy.letter(email, "Potwierdź adres"), academy))
    keys.open("^Potwierdzam adres$")
    keys.type("Adres e-mail", email)
    keys.type("^Hasło$", walks.PASSWORD)
    keys.open("^Zaloguj się$", "button")


def _answer(keys: Keys, academy: Academy) -> None:
    """Tick boxes with Space; choose one of several with the arrows."""
    page = keys.page
    names = [plain(box.inner_text()) for box in page.locator("fieldset.question .choice label").all()]
    rights = [plain(box.inner_text()) for box in walks.right_options(page.locator("fieldset.question"), academy)]
    if page.locator("fieldset.question input[type=checkbox]").count():
        for name in (one for one in names if one in rights):
            keys.to(f"^{re.escape(name)}$", "input")
            keys.press("Space")
        return
    keys.to(f"^{re.escape(names[0])}$", "input")
    keys.press("Space", *["ArrowDown"] * names.index(rights[0]))
    expect(page.locator("fieldset.question input:checked + label")).to_have_text(rights[0])
