"""Second step, recovery codes, passkeys and devices, in a browser with an authenticator of its own."""

import io
from time import time

import pytest
import zxingcpp
from passlib.totp import TOTP
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
SAFETY = "/konto/bezpieczenstwo/"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def expert(academy: Academy) -> tuple[str, str]:
    """Address and password of the sample expert."""
    lines = [line.split() for line in (academy.folder / "sample-accounts.txt").read_text("utf-8").splitlines()]
    return next((email, password) for email, password, role in lines if role == "expert")


def code(secret: str, seconds: int = 0) -> str:
    return str(TOTP(key=secret, format="base32").generate(time=time() + seconds).token)


def give_password(page: Page, who: tuple[str, str]) -> None:
    page.goto("/konto/logowanie/")
    page.get_by_label("Adres e-mail").fill(who[0])
    page.get_by_label("Hasło", exact=True).fill(who[1])
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/konto/logowanie/"))


def sign_out(page: Page) -> None:
    page.goto("/konto/wyloguj/")
    page.get_by_role("button", name="Wyloguj się").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do zobaczenia")


def give_code(page: Page, label: str, typed: str) -> None:
    page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url("**/konto/nauka/")


def with_authenticator(context: BrowserContext) -> Page:
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Scan the picture, type the code; return the secret and the recovery codes."""
    page.goto(SAFETY)
    page.get_by_role("link", name="Włącz aplikację z kodami").click()
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator("img.qr").screenshot())).convert("L"))
    secret = str(TOTP.from_uri(read.text).base32_key)
    page.get_by_label("Kod z aplikacji").fill(code(secret))
    page.get_by_role("button", name="Włącz").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    return secret, page.locator(".codes li").all_inner_texts()


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
    page.get_by_label("Nazwa klucza").fill("laptop z biura")
    page.get_by_role("button", name="Dodaj klucz").click()
    expect(page.locator("#klucze ~ .rows")).to_contain_text("laptop z biura")
    sign_out(page)

    page.goto("/konto/logowanie/")
    page.get_by_role("button", name="Zaloguj się kluczem dostępu").click()
    page.wait_for_url("**/konto/nauka/")

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
    walks.come_to_learn(page, academy)

    page.goto(SAFETY)
    keys.open("^Zmień adres$")
    keys.type("Nowy adres e-mail", new)
    keys.open("^Wyślij list$", "button")
    page.goto(walks.link_in(academy.letter(new, "Potwierdź nowy adres"), academy))
    keys.open("^Potwierdzam nowy adres$", "button")

    expect(page.locator("#adres ~ .prose")).to_contain_text(new)
