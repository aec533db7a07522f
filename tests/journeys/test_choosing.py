"""An editor writes of law in plain words: what is sure links itself, what is not is chosen, a provision is found."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, fill, sample
from tests.journeys.test_every_page import AXE, look

pytestmark = pytest.mark.browser
SOURCE = "Zobacz art. 15 ust. 4 i art. 13 ust. 5 a)."


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_unsure_citation_is_chosen_and_a_provision_is_found(
    academy: Academy, open_context: OpenContext, script: bool
) -> None:
    context = open_context(1280 if script else 320, java_script_enabled=script)
    if script:
        context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "staff"))
    page.goto("/panel/teksty/strona/nowy/")
    fill(page, {"Tytuł": "Próba przepisów", "Adres": f"proba-{script}".lower(), "Jedno zdanie o stronie": "Próba.",
                "Treść": SOURCE})  # fmt: skip
    page.get_by_role("button", name="Sprawdź", exact=True).click()
    expect(page.get_by_text("można odczytać na kilka sposobów").first).to_be_visible()
    wrong = look(page, "citation-unsure") if script else []
    page.get_by_role("button", name="to art. 13 ust. 5a").click()
    expect(page.get_by_label("Treść", exact=True)).to_have_value(
        re.compile(r"\[art\. 13 ust\. 5 a\)\]\(uzs:art-13-ust-5a\)")
    )

    if not page.get_by_label("Znajdź przepis", exact=True).is_visible():
        page.get_by_text("Znajdź przepis do wstawienia").click()
    page.get_by_label("Znajdź przepis", exact=True).fill("art 17")
    page.get_by_role("button", name="Znajdź przepis", exact=True).click()
    if script:
        page.get_by_role("button", name="Wstaw: art. 17").click()
        expect(page.get_by_label("Treść", exact=True)).to_have_value(re.compile(r"\[art\. 17\]\(uzs:art-17\)"))
    else:
        expect(page.get_by_text("[art. 17](uzs:art-17)")).to_be_visible()
    page.get_by_role("button", name="Opublikuj").click()
    expect(page.get_by_text("Opublikowano wersję 1.")).to_be_visible()

    page.goto(f"/strony/proba-{script}/".lower())
    page.get_by_role("link", name="art. 15 ust. 4").first.click()
    page.locator("#przepis-art-15-ust-4").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Art. 15 ust. 4 ustawy o zatrudnieniu socjalnym")
    assert not wrong
