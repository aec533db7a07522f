"""A private case becomes a public answer and is taken back, in a browser, page by page."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from akademia.accounts import services as accounts
from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.services.links import give_link
from akademia.core import db as database
from akademia.core.db import commit, db
from tests.advisory.factories import make_case, make_message
from tests.advisory.publishing import QUESTION, REPLY
from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import Account, come_to_desk, sample
from tests.journeys.test_every_page import AXE, look, look_at_all
from tests.journeys.walks import PASSWORD

pytestmark = pytest.mark.browser
TITLE = "Czy w chorobie należy się świadczenie integracyjne"
PROVISION, LIST, SEARCH = "/prawo/uzs/art-15-ust-4/", "/doradztwo/odpowiedzi/", "/szukaj/?q=świadczenie+w+chorobie"


@dataclass(frozen=True)
class Answered:
    """A case that an expert answered: its number, the asker's private page, the second expert."""

    way: str
    private: str
    second: Account


@pytest.fixture
def case(academy: Academy) -> Answered:
    with database.writing(), academy.app.app_context():
        expert = db.session.scalars(select(User).where(User.email == sample(academy, "expert")[0])).one()
        second = accounts.create_user("drugi-ekspert@example.org", PASSWORD, (Role.Expert,), confirmed=True)
        second.owes_consent = False
        topic = db.session.scalars(select(Topic).order_by(Topic.position)).first()
        made = make_case(
            topic, expert_id=expert.id, state="answered", number="2026/9001", title="Świadczenie w chorobie"
        )
        make_message(made, "question", QUESTION)
        make_message(made, "answer", REPLY, expert_id=expert.id)
        secret = give_link(made)
        commit()
        return Answered(
            f"/panel/odpowiedzi/sprawa/{made.id}/", f"/doradztwo/sprawa/{secret}/", (str(second.email), PASSWORD)
        )


def fill_in(page: Page) -> None:
    page.get_by_label("Tytuł dla czytelników").fill(TITLE)
    page.get_by_label("Odpowiedź w jednym zdaniu").fill("Tak, przez czas, o którym mówi ustawa.")
    page.get_by_label("Pytanie, tak jak przeczytają je wszyscy").fill("Czy w czasie choroby należy się świadczenie?")
    page.get_by_label("Odpowiedź", exact=True).fill("Tak. Mówi o tym art. 15 ust. 4.")
    page.get_by_label("Stan prawny na dzień").fill("2022-09-22")


def holds_title(page: Page, address: str) -> bool:
    page.goto(address)
    return page.get_by_role("main").get_by_text(TITLE).count() > 0


def test_a_case_is_published_found_and_taken_back(academy: Academy, open_context: OpenContext, case: Answered) -> None:
    contexts = [open_context() for _ in range(4)]
    for context in contexts:
        context.add_init_script(AXE)
    expert, second, asker, visitor = (context.new_page() for context in contexts)
    wrong: list[str] = []
    come_to_desk(expert, sample(academy, "expert"))
    expert.goto(case.way)
    expert.get_by_role("button", name="Zapytaj o zgodę").click()
    expert.get_by_role("link", name="Zacznij tekst").click()
    expect(expert.locator("mark", has_text="83011735174")).to_be_visible()
    wrong += look(expert, "answer-editor")
    fill_in(expert)
    expert.get_by_role("button", name="Zapisz szkic").click()
    expect(expert.get_by_text("Zapisano szkic o").first).to_be_visible()
    expert.goto(case.way)
    expert.get_by_role("button", name="Przekaż do czytania").click()
    wrong += look(expert, "answer-way")

    come_to_desk(second, case.second)
    second.goto("/panel/odpowiedzi/do-przeczytania/")
    second.get_by_role("link", name=TITLE).click()
    wrong += look(second, "answer-read")
    second.get_by_role("button", name="Zatwierdź te słowa").click()
    expect(second.get_by_text("Zatwierdzono te słowa do publikacji.")).to_be_visible()

    asker.goto(case.private)
    asker.get_by_role("button", name="Zgadzam się na publikację").click()
    expert.goto(case.way)
    expert.get_by_role("link", name="Otwórz i opublikuj").click()
    expert.get_by_role("button", name="Opublikuj", exact=True).click()
    expect(expert.get_by_text("czytelnicy widzą wersję 1")).to_be_visible()

    visitor.goto(LIST)
    visitor.get_by_role("link", name=TITLE).click()
    public = visitor.url
    wrong += look(visitor, "answer")
    visitor.get_by_role("link", name="Powiedz nam").click()
    wrong += look(visitor, "answer-opinion")
    wrong += look_at_all(visitor, (LIST, "/doradztwo/liczby/"), "answers")
    assert [place for place in (LIST, PROVISION) if not holds_title(visitor, place)] == []
    wait_for(lambda: holds_title(visitor, SEARCH), "the search to know the answer", 60)

    asker.goto(case.private)
    asker.get_by_role("button", name="Cofam zgodę").click()
    expect(asker.get_by_text("Zgoda jest cofnięta.").first).to_be_visible()
    gone = visitor.goto(public)
    assert gone is not None
    assert gone.status == 410
    wrong += look(visitor, "answer-withdrawn")
    assert [place for place in (LIST, PROVISION, SEARCH) if holds_title(visitor, place)] == []
    assert TITLE not in visitor.request.get(f"{academy.address}{LIST}atom.xml").text()
    assert not wrong
