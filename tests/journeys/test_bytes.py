"""What a page costs over the wire. Budget of design/style.md: a first visit 120 KB with fonts, a later page 20 KB."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys import walks
from tests.journeys.conftest import OpenContext

pytestmark = pytest.mark.browser
FIRST_BYTES = 120_000
LATER_BYTES = 20_000
LESSON = f"{walks.COURSE}lekcje/po-co-jest-ta-ustawa/"


def _meter(page: Page) -> Callable[[str], int]:
    """Return a function that opens an address and tells how many bytes came over the wire, headers too."""
    came: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))

    def visit(address: str) -> int:
        came.clear()
        page.goto(address, wait_until="networkidle")
        return int(sum(came))

    return visit


@pytest.mark.parametrize("address", ["/", LESSON])
def test_a_first_visit_costs_at_most_120_kilobytes(open_context: OpenContext, address: str) -> None:
    cost = _meter(_fresh(open_context))(address)

    assert 20_000 < cost <= FIRST_BYTES


@pytest.mark.parametrize("address", ["/edukacja/", walks.COURSE, LESSON, "/dostepnosc/", "/konto/rejestracja/"])
def test_a_later_page_costs_at_most_20_kilobytes(open_context: OpenContext, address: str) -> None:
    visit = _meter(_fresh(open_context))
    visit("/")

    cost = visit(address)

    assert 500 < cost <= LATER_BYTES


def _fresh(open_context: OpenContext) -> Page:
    context: BrowserContext = open_context(extra_http_headers={"Accept-Encoding": "gzip"})
    return context.new_page()
