"""The editor's own way to a provision: choosing what an unsure citation means, and finding one to put in."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import db
from akademia.law.models import Citation, Provision
from akademia.texts.models import Page
from tests.factories import make_user
from tests.texts.editing import PAGE, drafts, send, sign_in_editor

NEW = "/panel/teksty/strona/nowy/"
SOURCE = "Zobacz art. 15 ust. 4 i art. 13 ust. 5 a)."
FIND = "/panel/przepisy/znajdz"


@pytest.fixture
def editor(act_kept, client):
    return sign_in_editor(client)


def shown(response):
    return response.text.replace("\u00a0", " ")


def test_the_check_offers_what_an_unsure_citation_may_mean(editor):
    page = shown(send(editor, NEW, {**PAGE, "source": SOURCE}, "check", status=200))

    assert "„art. 13 ust. 5 a)” można odczytać na kilka sposobów" in page
    assert 'value="choose:0:uzs:art-13-ust-5a">to art. 13 ust. 5a</button>' in page
    assert page.count("Wiersz 1:") == 1


def test_a_choice_stands_in_the_text_unsaved_and_is_published_as_a_link(editor):
    page = shown(send(editor, NEW, {**PAGE, "source": SOURCE}, "choose:0:uzs:art-13-ust-5a", status=200))
    chosen = "Zobacz art. 15 ust. 4 i [art. 13 ust. 5 a)](uzs:art-13-ust-5a)."
    assert chosen in page
    assert "Sprawdzenie nic nie znalazło" in page
    assert drafts() == []

    send(editor, NEW, {**PAGE, "source": chosen}, "publish", status=303)

    cited = select(Provision.key).join(Citation, Citation.provision_id == Provision.id).order_by(Citation.id)
    assert db.session.scalars(cited).all() == ["art-15-ust-4", "art-13-ust-5a"]


@pytest.mark.parametrize("choice", ["choose:5:uzs:art-1", "choose:0:uzs:art-1", "choose:", "choose:x"])
def test_a_choice_that_fits_no_more_is_told_and_the_text_stays(editor, choice):
    page = shown(send(editor, NEW, {**PAGE, "source": SOURCE}, choice, status=422))

    assert "Naciśnij „Sprawdź” i wybierz jeszcze raz" in page
    assert SOURCE in page


def test_a_provision_is_found_by_its_number_and_by_words_and_is_shown_as_texts_write_it(editor):
    page = shown(send(editor, NEW, {**PAGE, "wanted": "art 15 ust 4"}, "find", status=200))
    assert "[art. 15 ust. 4](uzs:art-15-ust-4)" in page
    assert PAGE["source"].splitlines()[0] in page

    page = shown(send(editor, NEW, {**PAGE, "wanted": "nic takiego tu nie ma"}, "find", status=200))
    assert "Nie ma takiego przepisu w rejestrze." in page


@pytest.mark.parametrize(
    ("words", "first"),
    [("art. 15 ust. 4", "art. 15 ust. 4"), ("art. 13 ust. 5 a)", "art. 13 ust. 5a"),
     ("podmiot po wpisie rejestru", "art. 18 ust. 1"), ("", None), ("%_\0", None), ("x" * 5000, None)],
)  # fmt: skip
def test_the_list_for_the_script_takes_any_words(editor, words, first):
    found = editor.get(FIND, query_string={"q": words}).json["found"]

    assert [one["label"] for one in found[:1]] == ([first] if first else [])
    assert len(found) <= 8


def test_a_learner_finds_nothing_there(client):
    client.sign_in(make_user(Role.Learner))
    client.get(FIND, 403)


def test_a_text_about_another_act_says_so_and_keeps_it(editor):
    values = {**PAGE, "source": "Zobacz art. 15.", "default_act": "uzs-nie-ma"}
    assert "wybierz jedną z możliwości" in shown(send(editor, NEW, values, "publish", status=422))

    send(editor, NEW, {**values, "default_act": "", "legal_state_on": "2026-01-01"}, "publish", status=303)

    page = db.session.scalars(select(Page)).one()
    assert (page.default_act, page.legal_state_on.isoformat()) == ("", "2026-01-01")
    assert db.session.scalars(select(Citation.legal_state_on)).one() == page.legal_state_on
