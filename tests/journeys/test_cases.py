"""An expert at the desk of questions: takes a case, asks back, answers with a saved part. The question is put in the
database behind the academy's back, for asking has walks of its own."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.services.moving import held, move
from akademia.core import db as database
from akademia.core.db import commit, db
from tests.advisory.factories import make_case, make_message, make_topic
from tests.journeys.academy import Academy
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look, look_at_all

pytestmark = pytest.mark.browser
TITLE = "Świadczenie w czasie choroby"


def ask(academy: Academy) -> int:
    with academy.app.app_context(), database.writing():
        topic = make_topic(key="walk", slug="walk", name="Świadczenia", summary="Ile i kiedy.")
        case = make_case(topic, number="2026/777", title=TITLE, asker_email="pyta@example.org", role="ngo")
        make_message(case, source="Czy uczestnik dostanie świadczenie za dni choroby?")
        commit()
        return case.id


def answer_back(academy: Academy, case_id: int) -> None:
    with academy.app.app_context(), database.writing():
        case = held(case_id)
        make_message(case, "reply", "Od poniedziałku.")
        move(case, "reply", None)
        commit()


def test_an_expert_takes_a_case_asks_back_and_answers(academy: Academy, open_context: OpenContext) -> None:
    case_id = ask(academy)
    plain = open_context(width=320, java_script_enabled=False).new_page()
    come_to_desk(plain, sample(academy, "expert"))
    claim_and_ask_back(plain)
    answer_back(academy, case_id)

    context = open_context()
    context.add_init_script(AXE)
    page = context.new_page()
    come_to_desk(page, sample(academy, "expert"))
    answer(page, case_id)
    page.goto("/panel/sprawy/?kto=moje&stan=z-odpowiedzia")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()

    desk = ("?stan=z-odpowiedzia", "?kto=niczyje", f"{case_id}/", "wstawki/", "moje-tematy/", "nieobecnosci/")
    assert look_at_all(page, [f"/panel/sprawy/{rest}" for rest in desk], "expert") == []
    with academy.app.app_context():
        assert db.session.scalar(select(Case.state).where(Case.id == case_id)) == "answered"


def claim_and_ask_back(page: Page) -> None:
    """Take the case, keep a saved part and ask back, with no script at all."""
    page.goto("/panel/sprawy/?kto=niczyje")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Biorę tę sprawę").click()
    expect(page.get_by_text("Sprawa jest Twoja.")).to_be_visible()
    page.goto("/panel/sprawy/wstawki/")
    page.get_by_label("Nazwa").fill("Powitanie")
    page.get_by_label("Treść").fill("Dzień dobry!")
    page.get_by_role("button", name="Zapisz wstawkę").click()
    page.goto("/panel/sprawy/?kto=moje")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Napisz odpowiedź").click()
    expect(page.get_by_text("Czy uczestnik dostanie świadczenie za dni choroby?")).to_be_visible()
    page.get_by_label("Treść odpowiedzi").fill("Od kiedy trwa choroba?")
    page.get_by_label("Czy czekamy na odpowiedź pytającego?").select_option("ask_back")
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.get_by_text("Wysłano.")).to_be_visible()
    expect(page.get_by_text("Od kiedy trwa choroba?")).to_be_visible()


def answer(page: Page, case_id: int) -> None:
    """Answer by keyboard, beginning with a saved part."""
    page.goto(f"/panel/sprawy/{case_id}/")
    page.get_by_role("link", name="Napisz odpowiedź").press("Enter")
    page.get_by_text("Wstawki", exact=True).press("Enter")
    page.get_by_role("button", name="Wstaw „Powitanie”").press("Enter")
    text = page.get_by_label("Treść odpowiedzi")
    expect(text).to_be_focused()
    page.keyboard.type(" Mówi o tym ustawa.")
    expect(text).to_have_value("Dzień dobry! Mówi o tym ustawa.")
    page.get_by_label("Stan prawny na dzień").fill("2022-09-22")
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano szkic")
    assert look(page, "expert-reply") == []
    page.get_by_role("button", name="Wyślij odpowiedź").press("Enter")
    expect(page.get_by_text("Wysłano.")).to_be_visible()
