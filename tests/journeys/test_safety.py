"""Second step, recovery codes, passkeys and devices, in a browser with an authenticator of its own."""

import pytest
from playwright.sync_api import Page, expect

from akademia.accounts import services as accounts
from akademia.accounts.roles import Role
from akademia.core import db as database
from akademia.core.db import commit
from tests.journeys import walks
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.learners import make_learner
from tests.journeys.safety_steps import (
    SAFETY,
    add_passkey,
    code,
    come_with_passkey,
    give_code,
    give_password,
    set_up_app,
    sign_out,
    with_authenticator,
)
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser


@pytest.fixture
def expert(academy: Academy) -> tuple[str, str]:
    """Make an expert of one's own: a second step would shut the sample one's account to the other walks."""
    with database.writing(), academy.app.app_context():
        made = accounts.create_user(walks.new_address(), walks.PASSWORD, (Role.Expert,), confirmed=True)
        made.owes_consent = False
        commit()
        return str(made.email), walks.PASSWORD


def test_an_expert_secures_the_account_and_gets_in_each_way(
    academy: Academy, open_context: OpenContext, expert: tuple[str, str]
) -> None:
    context = open_context()
    context.add_init_script(AXE)
    page = with_authenticator(context)
    give_password(page, expert)

    secret, codes = set_up_app(page)
    wrong = look(page, "codes")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Zapisz plik z kodami").click()
    assert kept.value.path().read_text("utf-8").split()[-10:] == codes
    sign_out(page)

    give_password(page, expert)
    wrong += look(page, "second-step")
    give_code(page, "Kod z aplikacji", code(secret, 30))
    sign_out(page)

    give_password(page, expert)
    page.get_by_role("link", name="Użyj kodu zapasowego").click()
    wrong += look(page, "recovery-code")
    give_code(page, "Kod zapasowy", codes[0].upper())

    page.goto(f"{SAFETY}klucze/nowy/")
    wrong += look(page, "new-passkey")
    add_passkey(page, "laptop z biura")
    sign_out(page)

    come_with_passkey(page)

    _end_the_phone(page, open_context, expert, codes[1])
    wrong += look(page, "safety-full")
    assert not wrong


def _end_the_phone(page: Page, open_context: OpenContext, expert: tuple[str, str], recovery: str) -> None:
    """Sign in on a small phone without JavaScript; sign it out from the computer."""
    phone = open_context(width=320, java_script_enabled=False, user_agent="(iPhone) Safari/604").new_page()
    give_password(phone, expert)
    expect(phone.get_by_text("Klucze dostępu potrzebują JavaScriptu")).to_be_visible()
    phone.get_by_role("link", name="Użyj kodu zapasowego").click()
    give_code(phone, "Kod zapasowy", recovery)
    phone.goto(f"{SAFETY}klucze/nowy/")
    expect(phone.get_by_text("Tu potrzebny jest JavaScript")).to_be_visible()
    expect(phone.get_by_role("button", name="Dodaj klucz")).to_have_count(0)

    page.goto(SAFETY)
    page.get_by_role("button", name="Wyloguj Safari, iPhone").click()
    expect(page.get_by_text("To urządzenie jest wylogowane.")).to_be_visible()
    phone.goto(SAFETY)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Zaloguj się")


def test_the_address_is_changed_by_keyboard_and_letter(academy: Academy, open_context: OpenContext) -> None:
    from tests.journeys import walks
    from tests.journeys.test_keyboard import Keys

    page = open_context(width=320).new_page()
    keys, new = Keys(page), walks.new_address()
    make_learner(page.context, academy)

    page.goto(SAFETY)
    keys.open("^Zmień adres$")
    keys.type("Nowy adres e-mail", new)
    keys.open("^Wyślij list$", "button")
    page.goto(walks.link_in(academy.letter(new, "Potwierdź nowy adres"), academy))
    keys.open("^Potwierdzam nowy adres$", "button")

    expect(page.locator("#adres ~ .prose")).to_contain_text(new)
