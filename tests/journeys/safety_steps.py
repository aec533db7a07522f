"""The steps of a second factor: an app with codes read off the screen, and a passkey in the browser's own device."""

import io
from time import time

import zxingcpp
from passlib.totp import TOTP
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.walks import sign_in

SAFETY = "/konto/bezpieczenstwo/"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def code(secret: str, seconds: int = 0) -> str:
    """Return the code that the app shows so many seconds from now."""
    return str(TOTP(key=secret, format="base32").generate(time=time() + seconds).token)


def give_password(page: Page, who: tuple[str, str]) -> None:
    page.goto("/konto/logowanie/")
    sign_in(page, *who)


def give_code(page: Page, label: str, typed: str) -> None:
    page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.wait_for_url("**/konto/nauka/")


def sign_out(page: Page) -> None:
    page.goto("/konto/wyloguj/")
    page.get_by_role("button", name="Wyloguj się").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do zobaczenia")


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


def add_passkey(page: Page, name: str) -> None:
    page.goto(f"{SAFETY}klucze/nowy/")
    page.get_by_label("Nazwa klucza").fill(name)
    page.get_by_role("button", name="Dodaj klucz").click()
    expect(page.locator("#klucze ~ .rows")).to_contain_text(name)


def come_with_passkey(page: Page) -> None:
    page.goto("/konto/logowanie/")
    page.get_by_role("button", name="Zaloguj się kluczem dostępu").click()
    page.wait_for_url("**/konto/nauka/")
