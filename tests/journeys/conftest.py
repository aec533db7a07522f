"""Browsers for the walks. Every page is watched: no error in the console, no request to another host."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, expect

from tests.journeys import learners
from tests.journeys.academy import Academy

# The same engine without its window costs half as much; the whole browser where there is no other.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# What the browser itself writes when a page that should be refused is refused, or the line is cut on purpose.
EXPECTED = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_RESET")
PATIENCE_MS = 60_000  # a busy machine, or one whose disk stands still, is no fault of the page
expect.set_options(timeout=PATIENCE_MS)
OpenContext = Callable[..., BrowserContext]
OPENED: pytest.StashKey[list[BrowserContext]] = pytest.StashKey()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(scope="session")
def academy(run_folder: Path) -> Iterator[Academy]:
    made = Academy(run_folder / "journeys")
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def base_url(academy: Academy) -> str:
    return academy.address


class Watch:
    """Collects what no page may do."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.wrong: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("page", self._follow_page)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))

    def _follow_page(self, page: Page) -> None:
        page.on("crash", lambda _: self.wrong.append(f"{page.url} crashed"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in EXPECTED):
            self.wrong.append(f"console, {message.page.url if message.page else '-'}: {message.text}")


@pytest.fixture
def open_context(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[OpenContext]:
    """Give a function that opens a browser of one's own: `open_context(width=320, java_script_enabled=False)`."""
    watch, contexts = Watch(base_url), request.node.stash.setdefault(OPENED, [])

    def open_it(width: int = 1280, **options: Any) -> BrowserContext:
        size: Any = {"width": width, "height": 800}
        context = browser.new_context(base_url=base_url, viewport=size, locale="pl-PL", **options)
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        contexts.append(context)
        return context

    yield open_it
    for context in contexts:
        context.close()
    assert not watch.wrong, "\n".join(watch.wrong)


def words_of(page: Page) -> str:
    """Return the address and the beginning of what stands on a page, for whoever reads of a failure."""
    try:
        return f"{page.url}: {page.locator('main').first.inner_text(timeout=5000)[:1500]}"
    except Error as error:
        return f"{page.url}: cannot be read: {error}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure what stood on the pages that were open."""
    report = yield
    if report.when == "call" and report.failed:
        pages = [page for context in item.stash.get(OPENED, []) for page in context.pages]
        report.sections += [("Page that was open", words_of(page)) for page in pages]
    return report


@pytest.fixture(scope="session")
def graduate(browser: Browser, academy: Academy) -> learners.Graduate:
    """A person who holds a certificate, failed a practice test and has another one open."""
    context = browser.new_context(base_url=academy.address, locale="pl-PL")
    try:
        return learners.make_graduate(context, academy)
    finally:
        context.close()
