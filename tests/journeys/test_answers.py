"""A question without an account becomes a public answer and is taken back: page by page, letter by letter.

The asker has a narrow screen and no scripts, and so has the expert at first. Each comes to what is theirs by links and
by the letters they get; only the accounts are made behind the academy's back.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from akademia.accounts import services as accounts
from akademia.accounts.roles import Role
from akademia.core import db as database
from akademia.core.db import commit
from tests.journeys.academy import Academy, wait_for
from tests.journeys.conftest import OpenContext
from tests.journeys.desk_steps import come_to_desk, sample
from tests.journeys.test_every_page import AXE, look, look_at_all
from tests.journeys.walks import PASSWORD, link_in, new_address

pytestmark = pytest.mark.browser
ASKED = "Ile świadczenia za dni choroby?"
WORDS = "Nazywam się Jan Kowalski, PESEL 83011735174. Choruję od tygodnia i nie wiem, co mi się należy."
TITLE = "Czy w chorobie należy się świadczenie integracyjne"
SECOND = "drugi-ekspert@example.org"
PROVISION, LIST, SEARCH = "/prawo/uzs/art-15-ust-4/", "/doradztwo/odpowiedzi/", "/szukaj/?q=świadczenie+w+chorobie"
QUICK = 2_100  # a form sent sooner is taken for a program's


def ask(page: Page, email: str) -> None:
    page.goto("/doradztwo/")
    page.get_by_role("link", name="Zadaj pytanie").first.click()
    page.get_by_role("radio", name=re.compile("^Świadczenie i obecność")).check()
    page.get_by_label("Pytanie w jednym zdaniu").fill(ASKED)
    page.get_by_label("Opis sytuacji").fill(WORDS)
    page.get_by_label("Adres e-mail").fill(email)
    page.wait_for_timeout(QUICK)
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Te dane są moje albo są potrzebne").check()
    page.get_by_role("button", name="Wyślij pytanie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)


def claim_and_ask_back(page: Page) -> str:
    """Take the case, keep a saved part and ask back, with no script at all; return the case's address at the desk."""
    page.goto("/panel/sprawy/?kto=niczyje")
    page.get_by_role("link", name=ASKED).click()
    page.get_by_role("button", name="Biorę tę sprawę").click()
    expect(page.get_by_text("Sprawa jest Twoja.")).to_be_visible()
    case = page.url
    page.goto("/panel/sprawy/wstawki/")
    page.get_by_label("Nazwa").fill("Powitanie")
    page.get_by_label("Treść").fill("Dzień dobry!")
    page.get_by_role("button", name="Zapisz wstawkę").click()
    page.goto("/panel/sprawy/?kto=moje")
    page.get_by_role("link", name=ASKED).click()
    page.get_by_role("link", name="Napisz odpowiedź").click()
    expect(page.get_by_text("Choruję od tygodnia")).to_be_visible()
    page.get_by_label("Treść odpowiedzi").fill("Od kiedy trwa choroba?")
    page.get_by_label("Czy czekamy na odpowiedź pytającego?").select_option("ask_back")
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.get_by_text("Wysłano.")).to_be_visible()
    return case


def answer_back(page: Page, academy: Academy, email: str) -> None:
    page.goto(link_in(academy.letter(email, "praktyk pyta o szczegóły"), academy))
    expect(page.get_by_text("Od kiedy trwa choroba?")).to_be_visible()
    page.get_by_label("Twoja odpowiedź").fill("Od poniedziałku.")
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.get_by_text("Mamy Twoją odpowiedź.")).to_be_visible()


def answer(page: Page, case: str) -> None:
    """Answer by keyboard, beginning with a saved part."""
    page.goto(case)
    expect(page.get_by_text("Od poniedziałku.")).to_be_visible()
    page.get_by_role("link", name="Napisz odpowiedź").press("Enter")
    page.get_by_text("Wstawki", exact=True).press("Enter")
    page.get_by_role("button", name="Wstaw „Powitanie”").press("Enter")
    text = page.get_by_label("Treść odpowiedzi")
    expect(text).to_be_focused()
    page.keyboard.type(" Mówi o tym art. 15 ust. 4.")
    expect(text).to_have_value("Dzień dobry! Mówi o tym art. 15 ust. 4.")
    page.get_by_label("Stan prawny na dzień").fill("2022-09-22")
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano szkic")
    assert look(page, "expert-reply") == []
    page.get_by_role("button", name="Wyślij odpowiedź").press("Enter")
    expect(page.get_by_text("Wysłano.")).to_be_visible()


def redact(page: Page) -> None:
    """Write the text for readers anew, beside the original with what the detectors marked in it."""
    page.get_by_role("link", name="Zacznij tekst").click()
    expect(page.locator("mark", has_text="83011735174")).to_be_visible()
    assert look(page, "answer-editor") == []
    page.get_by_label("Tytuł dla czytelników").fill(TITLE)
    page.get_by_label("Odpowiedź w jednym zdaniu").fill("Tak, przez czas, o którym mówi ustawa.")
    page.get_by_label("Pytanie, tak jak przeczytają je wszyscy").fill("Czy w czasie choroby należy się świadczenie?")
    page.get_by_label("Odpowiedź", exact=True).fill("Tak. Mówi o tym art. 15 ust. 4.")
    page.get_by_label("Stan prawny na dzień").fill("2022-09-22")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano szkic o").first).to_be_visible()


def approve(page: Page) -> None:
    come_to_desk(page, (SECOND, PASSWORD))
    page.goto("/panel/odpowiedzi/do-przeczytania/")
    page.get_by_role("link", name=TITLE).click()
    assert look(page, "answer-read") == []
    page.get_by_role("button", name="Zatwierdź te słowa").click()
    expect(page.get_by_text("Zatwierdzono te słowa do publikacji.")).to_be_visible()


def holds_title(page: Page, address: str) -> bool:
    page.goto(address)
    return page.get_by_role("main").get_by_text(TITLE).count() > 0


def test_a_question_without_an_account_becomes_a_public_answer_and_is_taken_back(
    academy: Academy, open_context: OpenContext
) -> None:
    with database.writing(), academy.app.app_context():
        accounts.create_user(SECOND, PASSWORD, (Role.Expert,), confirmed=True).owes_consent = False
        commit()
    asker, plain = (open_context(width=320, java_script_enabled=False).new_page() for _ in range(2))
    contexts = [open_context() for _ in range(3)]
    for context in contexts:
        context.add_init_script(AXE)
    expert, second, visitor = (context.new_page() for context in contexts)
    email = new_address()

    ask(asker, email)
    come_to_desk(plain, sample(academy, "expert"))
    case = claim_and_ask_back(plain)
    answer_back(asker, academy, email)
    come_to_desk(expert, sample(academy, "expert"))
    answer(expert, case)
    desk = ("?stan=z-odpowiedzia", "?kto=niczyje", "kto-ile-prowadzi/", "wstawki/", "moje-tematy/", "nieobecnosci/")
    addresses = [case.removeprefix(academy.address), *(f"/panel/sprawy/{rest}" for rest in desk)]
    wrong = look_at_all(expert, addresses, "expert")

    expert.goto(case)
    expert.get_by_role("link", name="Opublikuj odpowiedź").click()
    way = expert.url
    expert.get_by_role("button", name="Zapytaj o zgodę").click()
    redact(expert)
    expert.goto(way)
    expert.get_by_role("button", name="Przekaż do czytania").click()
    wrong += look(expert, "answer-way")
    approve(second)
    asker.goto(link_in(academy.letter(email, "czy możemy opublikować"), academy))
    asker.get_by_role("button", name="Zgadzam się na publikację").click()
    expect(asker.get_by_text("Zgoda jest zapisana.")).to_be_visible()
    expert.goto(way)
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

    asker.get_by_role("button", name="Cofam zgodę").click()
    expect(asker.get_by_text("Zgoda jest cofnięta.").first).to_be_visible()
    gone = visitor.goto(public)
    assert gone is not None
    assert gone.status == 410
    wrong += look(visitor, "answer-withdrawn")
    assert [place for place in (LIST, PROVISION, SEARCH) if holds_title(visitor, place)] == []
    assert TITLE not in visitor.request.get(f"{academy.address}{LIST}atom.xml").text()
    assert not wrong
