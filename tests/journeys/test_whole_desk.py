"""One walk through the desk: an editor is invited and builds a course; a learner passes it, is mended and erased."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import desk_steps, safety_steps, walks
from tests.journeys.academy import Academy, plain
from tests.journeys.conftest import OpenContext
from tests.journeys.test_every_page import AXE, look_once
from tests.media import samples

pytestmark = pytest.mark.browser
NAME, RIGHT_NAME = "Zofia Ćwik-Źrebeic", "Zofia Ćwik-Źrebiec"
REASON = "literówka w nazwisku"
ALT = "Czerwona i niebieska połowa."
FIRST, SECOND = "Spotykamy się w każdy wtorek.", "Spotykamy się w każdą środę."
# What the receipt lists: what is gone of a kind, what stays, and why.
STAYS = (
    ("Adres e-mail, hasło, imię i nazwisko", "zapis, na jakie słowa i kiedy była zgoda", "pozwala wykazać, że zgoda"),
    ("Twoje odpowiedzi", "ktoś oddał test i z jakim wynikiem", "nie zgadzałyby się statystyki testu"),
    ("Zapisy na kursy", "Zaświadczenia z imieniem i nazwiskiem", "bo tak wybierasz"),
    ("Powiązanie z Tobą", "numer konta, działanie i czas", "nie dałoby się wyjaśnić, skąd wzięła się zmiana"),
)
SMALL_STOPS = {"second-step", "picture", "question", "passed", "issued-again", "revoked", "receipt"}


@dataclass
class Walk:
    """One way through: with scripts or without, and what was found wrong at its stops."""

    academy: Academy
    open_context: OpenContext
    slug: str
    script: bool
    wrong: list[str] = field(default_factory=list)

    @property
    def course(self) -> str:
        return f"/edukacja/kursy/{self.slug}/"

    @property
    def lesson(self) -> str:
        return f"{self.course}lekcje/{self.slug}-lekcja/"

    def open(self, script: bool | None = None, **options: Any) -> BrowserContext:
        """Open a browser: wide and light with scripts, small and dark without."""
        size: dict[str, Any] = {"color_scheme": "light"} if self.script else {"width": 320, "color_scheme": "dark"}
        runs = self.script if script is None else script
        context = self.open_context(java_script_enabled=runs, reduced_motion="reduce", **size, **options)
        context.add_init_script(AXE)
        return context

    def stop(self, page: Page, name: str) -> None:
        """Look at the page that is open; where scripts are off, at the same page in a like browser that runs axe."""
        page.wait_for_load_state()
        if self.script:
            self.wrong += look_once(page, f"{self.slug}-{name}")
        if self.script or name not in SMALL_STOPS:
            return
        like = self.open(script=True, storage_state=page.context.storage_state())
        seen = like.new_page()
        seen.goto(page.url)
        self.wrong += look_once(seen, f"{self.slug}-{name}")
        like.close()


def invite_editor(walk: Walk, admin: Page) -> str:
    email = walks.new_address()
    desk_steps.come_to_desk(admin, desk_steps.sample(walk.academy, "admin"))
    desk_steps.invite(admin, email)
    walk.stop(admin, "invited")
    return email


def secure(walk: Walk, page: Page, email: str) -> None:
    """Set the password, turn the codes on and come in by them; with scripts also by a passkey."""
    desk_steps.accept_invitation(page, walk.academy, email)
    who = (email, walks.PASSWORD)
    safety_steps.give_password(page, who)
    secret, _ = safety_steps.set_up_app(page)
    if walk.script:
        safety_steps.add_passkey(page, "laptop redakcji")
        walk.stop(page, "secured")
    safety_steps.sign_out(page)
    safety_steps.give_password(page, who)
    walk.stop(page, "second-step")
    safety_steps.give_code(page, "Kod z aplikacji", safety_steps.code(secret, 30))
    if walk.script:
        safety_steps.sign_out(page)
        safety_steps.come_with_passkey(page)


def keep_picture(walk: Walk, page: Page, folder: Path) -> str:
    """Put a described picture into the library; return what to paste into a text."""
    desk_steps.begin_one(page, "Wgraj plik")
    desk_steps.send_file(page, "IMG_2041.jpg", samples.photograph(), folder)
    page.wait_for_url(re.compile(r"/panel/media/[a-z0-9]{10}/"))
    desk_steps.wait_until_ready(page, walk.script)
    page.get_by_label("Tytuł").fill("Dwie połowy")
    page.get_by_label("Opis obrazu").fill(ALT)
    page.get_by_role("button", name="Zapisz opis").click()
    walk.stop(page, "picture")
    return page.get_by_label("Zapis do wklejenia w tekst").input_value()


def build_course(walk: Walk, page: Page, picture: str) -> None:
    """Build a course of one lesson with a picture and one test of its own questions, and publish it."""
    desk_steps.begin_course(page, walk.slug)
    desk = page.url
    desk_steps.add_module(page, "Początek")
    source = f"## Kiedy\n\n{FIRST}\n\n{picture}\n"
    desk_steps.begin_lesson(page, "Lekcja z obrazem", f"{walk.slug}-lekcja", source)
    if walk.script:
        expect(page.locator("[data-html] img")).to_have_attribute("alt", ALT)
        walk.stop(page, "editor")
    desk_steps.publish(page)
    title = f"Kurs {walk.slug}"
    desk_steps.write_question(page, title, f"Kiedy się spotykamy ({walk.slug})?", ["We wtorek", "W piątek"], "początek")
    desk_steps.write_question(page, title, f"Spotkania są co tydzień ({walk.slug}).", [], "początek")
    walk.stop(page, "question")
    desk_steps.write_quiz(page, title, "Test o spotkaniach", "początek")
    walk.stop(page, "quiz")
    page.goto(desk)
    desk_steps.publish_course(page)
    walk.stop(page, "course-at-desk")


def pass_course(walk: Walk, page: Page) -> tuple[str, str]:
    """Register, read, pass; return the learner's address and the certificate's code."""
    email = walks.come_to_learn(page, walk.academy, f"Kurs {walk.slug}")
    expect(page.locator("article")).to_contain_text(FIRST)
    picture = page.get_by_role("img", name=ALT)
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    walk.stop(page, "lesson")
    assert walks.mark_all_lessons(page) == 1
    walks.begin(page, "Test o spotkaniach", NAME)
    walks.answer_to_the_end(page, walk.academy)
    walks.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Test zaliczony")
    walk.stop(page, "passed")
    page.get_by_role("link", name="Strona zaświadczenia").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(NAME)
    return email, code_in(page)


def code_in(page: Page) -> str:
    return page.url.rstrip("/").rsplit("/", 1)[1]


def correct_and_roll_back(walk: Walk, editor: Page, learner: Page) -> None:
    """Publish a corrected lesson, compare it with the first version, bring that one back; the learner sees each."""
    editor.goto("/panel/kursy/")
    editor.get_by_role("link", name=f"Kurs {walk.slug}").click()
    editor.get_by_role("link", name="Lekcja z obrazem", exact=True).click()
    text = editor.get_by_label("Treść", exact=True)
    text.fill(text.input_value().replace(FIRST, SECOND))
    desk_steps.publish(editor, version=2)
    learner.goto(walk.lesson)
    expect(learner.locator("article")).to_contain_text(SECOND)

    editor.get_by_role("link", name="Wersje i porównanie").click()
    editor.get_by_role("link", name=re.compile("Co się zmieniło od wersji")).click()
    expect(editor.locator("del").first).to_contain_text("wtorek")
    expect(editor.locator("ins").first).to_contain_text("środę")
    walk.stop(editor, "compare")
    editor.get_by_role("button", name="Przywróć wersję 1").click()
    expect(editor.get_by_text("Przywrócono treść wersji 1 jako wersję 3.")).to_be_visible()
    learner.reload()
    expect(learner.locator("article")).to_contain_text(FIRST)


def mend_certificate(walk: Walk, editor: Page, stranger: Page, old: str) -> str:
    """Revoke and issue anew; a stranger without an account reads of both. Return the new code."""
    desk_steps.find_certificate(editor, old)
    desk_steps.issue_again(editor, RIGHT_NAME, REASON)
    walk.stop(editor, "issued-again")
    query = "SELECT n.code FROM certificates n JOIN certificates o ON n.replaces_id = o.id WHERE o.code = ?"
    new = str(walk.academy.rows(query, old)[0][0])

    look_up(stranger, old)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zaświadczenie cofnięte")
    expect(stranger.get_by_text(REASON)).to_be_visible()
    walk.stop(stranger, "revoked")
    assert stranger.request.get(f"/zaswiadczenia/{old}.pdf").status == 404
    look_up(stranger, new)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zaświadczenie ważne")
    expect(stranger.get_by_role("heading", level=2).first).to_have_text(RIGHT_NAME)
    walk.stop(stranger, "valid")
    return new


def look_up(page: Page, code: str) -> None:
    page.goto("/zaswiadczenia/")
    page.get_by_label("Kod zaświadczenia").fill(code)
    page.get_by_role("button", name="Sprawdź").click()


def leave(walk: Walk, page: Page, email: str, codes: tuple[str, str]) -> None:
    """Take one's data away, erase the account, keep the certificates; the receipt says what stays and why."""
    with walks.take_data_away(page) as copy:
        kept = copy.read("dane/zaswiadczenia.json").decode()
        names = copy.namelist()
    assert all(code in kept for code in codes)
    assert any(codes[1] in name for name in names)
    walks.erase(page, "Zostaw je: nadal")
    walk.stop(page, "receipt")
    receipt = plain(page.locator("main").inner_text())
    for gone, stays, why in STAYS:
        assert gone in receipt
        assert stays in receipt
        assert why in receipt
    for word in (NAME, RIGHT_NAME, email, *codes):
        assert word not in receipt, "the receipt is kept and holds nothing of the person"
    assert page.url in walk.academy.letter(email, "Twoje konto zostało usunięte")
    page.goto("/konto/logowanie/")
    walks.try_to_sign_in(page, email)


def go_through(walk: Walk, folder: Path) -> None:
    admin = walk.open().new_page()
    editors = walk.open()
    editor = safety_steps.with_authenticator(editors) if walk.script else editors.new_page()
    learner, stranger = (walk.open().new_page() for _ in range(2))

    secure(walk, editor, invite_editor(walk, admin))
    build_course(walk, editor, keep_picture(walk, editor, folder))
    email, old = pass_course(walk, learner)
    correct_and_roll_back(walk, editor, learner)
    new = mend_certificate(walk, editor, stranger, old)
    leave(walk, learner, email, (old, new))
    look_up(stranger, new)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zaświadczenie ważne")

    assert not walk.wrong


def test_an_academy_is_run_from_an_invitation_to_an_erasure(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    go_through(Walk(academy, open_context, "spotkania", script=True), tmp_path)


def test_the_same_goes_without_scripts_on_a_small_dark_screen(
    academy: Academy, open_context: OpenContext, tmp_path: Path
) -> None:
    go_through(Walk(academy, open_context, "spotkania-bez-skryptow", script=False), tmp_path)
