"""A collection is made, issued, read and taken away; an answer in it is withdrawn; a reader makes a set of their own.

The new number is made by the worker, as in a real house; that nobody sees withdrawn words before is tested without it.
"""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from akademia.accounts import services as accounts
from akademia.accounts.roles import Role
from akademia.advisory.questions.models import PublishedAnswer, Topic
from akademia.core import db as database
from akademia.core.db import commit, db
from tests.advisory.publishing import agree, answered_case, approve, draft_of, publish
from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look
from tests.journeys.walks import PASSWORD

pytestmark = pytest.mark.browser
SAID = "Premia nie zależy od liczby dzieci."
TITLE, HOME = "Premia w pytaniach", "/publikacje/interpretacje/premia-w-pytaniach/"
OWN = "/publikacje/interpretacje/moj-zbior/"


@pytest.fixture
def answer(academy: Academy) -> int:
    """An answer that cites art. 15a, led to its readers; its number."""
    with database.writing(), academy.app.app_context():
        people = [
            accounts.create_user(f"{name}-zbiorow@example.org", PASSWORD, (Role.Expert,), confirmed=True)
            for name in ("ekspert", "czytelnik")
        ]
        db.session.flush()
        topic = db.session.scalars(select(Topic).order_by(Topic.position)).first()
        case = answered_case(people[0], topic, number="2026/9101")
        source = f"{SAID} Mówi o tym [art. 15a ust. 1](uzs:art-15a-ust-1)."
        draft = draft_of(case, people[0].id, source=source, title="Czy premia zależy od liczby dzieci")
        approve(draft, case, people[0].id, people[1])
        agree(case)
        made: PublishedAnswer = publish(draft.id, people[0].id)
        commit()
        return made.id


def _status(page: Page, address: str) -> int:
    return page.request.get(address).status


def test_a_collection_is_issued_read_cut_and_made_ones_own(
    academy: Academy, open_context: OpenContext, answer: int
) -> None:
    desk, reading = open_context(), open_context(320)
    for context in (desk, reading):
        context.add_init_script(AXE)
    staff, reader = desk.new_page(), reading.new_page()
    wrong: list[str] = []

    come_to_desk(staff, sample(academy, "staff"))
    staff.goto("/panel/zbiory-interpretacji/")
    wrong += look(staff, "collections-desk")
    staff.get_by_role("link", name="Nowy zbiór").first.click()
    staff.get_by_label("Tytuł").fill(TITLE)
    staff.get_by_label("Jedno zdanie o zbiorze").fill("Co mówimy o premii.")
    staff.get_by_label("Przepisy").fill("art. 15a")
    wrong += look(staff, "collection-new")
    staff.get_by_role("button", name="Załóż zbiór").click()
    expect(staff.get_by_label("Czy premia zależy od liczby dzieci")).to_be_checked()
    wrong += look(staff, "collection-choose")
    staff.get_by_role("button", name="Zapisz wybór").click()
    staff.get_by_role("button", name="Wydaj numer 1").click()
    expect(staff.get_by_text("Wydano numer 1.").first).to_be_visible()
    wrong += look(staff, "collection-issue")

    wait_for(lambda: _status(reader, f"{HOME}1/informator.epub") == 200, "the files of number 1")
    reader.goto("/publikacje/interpretacje/")
    wrong += look(reader, "collections")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_text(SAID)).to_be_visible()
    wrong += look(reader, "collection")
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="PDF,").click()
    assert taken.value.suggested_filename == "premia-w-pytaniach-1.pdf"

    reader.get_by_role("link", name="Dodaj do mojego zbioru").first.click()
    wrong += look(reader, "own-choose")
    reader.get_by_role("button", name="Dodaj do mojego zbioru").click()
    expect(reader.get_by_text(SAID)).to_be_visible()
    wrong += look(reader, "own-set")
    reader.get_by_role("button", name="Zrób PDF i EPUB").click()
    wait_for(lambda: _ready(reader), "the reader's own files")
    wrong += look(reader, "own-files")
    own = reader.url

    staff.goto(f"/panel/odpowiedzi/{answer}/wycofaj/")
    staff.get_by_role("textbox").last.fill("Powtarza inną odpowiedź.")
    staff.get_by_role("button", name="Wycofaj odpowiedź").click()
    assert _status(reader, f"{HOME}1/informator.pdf") == 410
    assert _status(reader, own) == 410
    wait_for(lambda: _status(reader, f"{HOME}2/informator.pdf") == 200, "number 2")
    reader.goto(HOME)
    expect(reader.get_by_text("Zastępuje numer 1.").first).to_be_visible()
    expect(reader.get_by_text(SAID)).to_have_count(0)
    wrong += look(reader, "collection-2")
    reader.goto(f"{HOME}1/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Tego numeru już nie ma")
    wrong += look(reader, "collection-cut")
    reader.goto(OWN)
    expect(reader.get_by_text("Nie są już publiczne")).to_be_visible()
    assert not wrong


def _ready(page: Page) -> bool:
    page.reload()
    return page.get_by_role("link", name="EPUB,").count() > 0
