"""The bin: out of sight at once, back as it was for 30 days, gone after them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import WITH_BIN, commit, db
from akademia.jobs.worker import Clock, call_clock, run_due
from akademia.texts.models import BinItem, Page, Revision, Slug, Term
from akademia.texts.services.keeping import Kept, keep_page, keep_terms
from akademia.texts.services.rendering import lexicon
from tests.client import InspectingClient
from tests.texts.editing import PAGE, TERM, make_page, send, sign_in_editor


@pytest.fixture
def editor(app, new_client) -> InspectingClient:
    return sign_in_editor(new_client())


@pytest.fixture
def address(editor):
    number = make_page("nasza").id
    commit()
    return f"/panel/teksty/strona/{number}/"


def after(app, stop_clock, days):
    commit()  # the test's own reading holds the writer
    stop_clock(clock.now() + timedelta(days=days))
    call_clock(app, Clock())
    run_due(app, "texts.empty_bin")


def put_back(editor):
    editor.post(f"/panel/kosz/{db.session.scalar(select(BinItem.id))}/przywroc")


def test_a_removed_page_is_out_of_sight_at_once_also_where_it_was_cached(editor, client, address):
    client.get("/strony/nasza/")

    editor.post(f"{address}usun")

    client.get("/strony/nasza/", 404)
    assert "nasza" not in client.get("/sitemap.xml").text
    editor.get(address, 404)
    assert "Strona strona" in editor.words("/panel/kosz/")


def test_what_is_taken_back_is_as_it_was(editor, client, address):
    before = client.get("/strony/nasza/").text
    editor.post(f"{address}usun")

    put_back(editor)

    assert client.get("/strony/nasza/").text == before
    assert "Kosz jest pusty." in editor.words("/panel/kosz/")


def test_the_bin_says_who_when_and_until_when(editor, address, noon):
    editor.post(f"{address}usun")

    words = editor.words("/panel/kosz/")

    assert "23 listopada 2026 r. o 12:00" in words
    assert "23 grudnia 2026 r. o 12:00" in words
    assert "@example.org" in words


def test_the_bin_is_emptied_after_thirty_days_and_not_before(app, editor, address, noon, stop_clock):
    editor.post(f"{address}usun")

    after(app, stop_clock, 29)
    assert db.session.scalar(select(Page.id).execution_options(**WITH_BIN)) is not None
    after(app, stop_clock, 2)

    for left in (select(Page.id).execution_options(**WITH_BIN), select(Revision.id), select(Slug.id)):
        assert db.session.scalar(left) is None
    assert "Kosz jest pusty." in editor.words("/panel/kosz/")
    editor.post(f"/panel/kosz/{db.session.scalar(select(BinItem.id))}/przywroc", status=404)


def test_a_removed_term_is_neither_shown_nor_explained_in_new_texts(editor, client):
    send(editor, "/panel/teksty/haslo/nowy/", TERM, "publish")
    editor.post(f"/panel/teksty/haslo/{db.session.scalar(select(Term.id))}/usun")

    assert "klub seniora" not in client.words("/slownik/")
    assert [term for _words, term in lexicon().finder.split("To jest klub seniora.", set()) if term] == []

    put_back(editor)
    assert "klub seniora" in client.words("/slownik/")


def test_the_address_of_a_thing_in_the_bin_stays_its_own(editor, address):
    editor.post(f"{address}usun")

    send(editor, "/panel/teksty/strona/nowy/", {**PAGE, "slug": "nasza"}, "publish", status=422)


def test_the_starter_brings_back_nothing_that_a_person_removed(app, editor, tmp_path, noon, stop_clock):
    page, words = tmp_path / "nasza.md", tmp_path / "terms.yaml"
    page.write_text("---\nkey: nasza\nslug: nasza\ntitle: Nasza\nsummary: Krótko.\n---\nTekst.\n", "utf-8")
    words.write_text("- key: ks\n  term: klub\n  meaning: Miejsce.\n  forms: [klub]\n", "utf-8")
    keep_page(page, lexicon(), Kept())
    keep_terms(words)
    commit()
    for kind, model in (("strona", Page), ("haslo", Term)):
        editor.post(f"/panel/teksty/{kind}/{db.session.scalar(select(model.id))}/usun")

    def load():
        kept = Kept()
        page.write_text(page.read_text("utf-8") + "Zmiana.\n", "utf-8")
        words.write_text(words.read_text("utf-8").replace("Miejsce", "Inne miejsce"), "utf-8")
        keep_page(page, lexicon(), kept)
        kept.left_alone += keep_terms(words).left_alone
        commit()
        return kept.added, kept.renewed, sorted(kept.left_alone)

    assert load() == ([], [], ["Nasza", "klub"])
    after(app, stop_clock, 31)
    assert db.session.scalar(select(Page.id).execution_options(**WITH_BIN)) is None
    assert load() == ([], [], ["Nasza", "klub"])
    assert db.session.scalar(select(Page.id).execution_options(**WITH_BIN)) is None


def test_several_go_to_the_bin_at_once_after_a_look_at_what_will_happen(editor, client):
    own = [make_page("nasza").id, make_page("druga").id]
    house = make_page("kontakt").id
    commit()
    asked = "&".join(f"tekst={number}" for number in (*own, house, 999_999))

    foreseen = editor.words(f"/panel/teksty/strona/wybrane/?{asked}&tekst=x")
    assert "Do kosza: 2 pozycje" in foreseen
    assert "Zostanie na miejscu" in foreseen
    assert db.session.scalar(select(func.count(BinItem.id))) == 0
    editor.post("/panel/teksty/strona/wybrane/", {"tekst": [*own, house, 999_999]})

    assert set(db.session.scalars(select(BinItem.ref))) == set(own)
    assert "W koszu: 2 pozycje" in editor.words("/panel/strony/")
    client.get("/kontakt/")


def test_nothing_chosen_leads_back_to_the_list_and_says_so(editor):
    editor.get("/panel/teksty/haslo/wybrane/", 303)

    assert "Zaznacz co najmniej jedną pozycję" in editor.words("/panel/slownik/")
