"""An item's record follows what its readers see: made when it is published, deleted when it is withdrawn."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.publishing.library.formats.description import Credit, Description
from akademia.publishing.library.models import Record
from akademia.publishing.library.services import states
from akademia.publishing.library.services.departments import DepartmentValues, save_department
from tests.factories import make_provision, make_user
from tests.publishing.library.harvesting import OAI, answer, names
from tests.publishing.making import CITING, TEXT, begin, publish, published

WHOLE = {
    "subtitle": "krok po kroku", "credits": "Żaneta Łęcka\nred. Jan Źrebak\ninstytucja: Fundacja „Próba”",
    "publisher": "Próba", "place": "Łódź", "year": "2017", "pages": "48", "keywords": "klub\nrejestr",
    "doi": "10.1234/proba.1", "source": f"{TEXT}\n\n{CITING}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _law(app):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")


def record():
    db.session.expire_all()
    return db.session.scalars(select(Record)).one()


def test_a_published_item_is_told_whole(app, noon):
    item = published(**WHOLE)

    kept = record()
    told = Description.from_data(kept.data)

    assert (kept.kind, kept.ref, kept.name, kept.department, kept.genre) == (
        "guide", item.id, item.slug, "publikacje-akademii", "guide",
    )  # fmt: skip
    assert told.credits == (
        Credit("author", "Żaneta", "Łęcka"), Credit("editor", "Jan", "Źrebak"),
        Credit("author", body="Fundacja „Próba”"),
    )  # fmt: skip
    assert (told.title, told.subtitle, told.year, told.issued) == (item.title, "krok po kroku", 2017, noon.date())
    assert (told.licence, told.keywords) == ("https://creativecommons.org/licenses/by/4.0/", ("klub", "rejestr"))
    assert told.subjects == ("Ustawa o zatrudnieniu socjalnym: art. 15-ust-4",)
    assert f"https://tutaj.invalid/publikacje/pozycja/{item.slug}/" in kept.oai_dc


def test_a_draft_has_no_record(app):
    begin()
    commit()

    assert db.session.scalars(select(Record)).all() == []


def test_a_withdrawn_item_leaves_a_deleted_record_and_comes_back_under_its_name(client, noon):
    item = published()
    author = make_user().id
    clock.freeze(noon + timedelta(days=1))
    states.withdraw(item.id, "Nie obowiązuje.", author)
    commit()

    (gone,) = answer(client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_="2026-11-24").iter(f"{OAI}header")
    client.get(f"/publikacje/pozycja/{item.slug}.bib", status=410)
    clock.freeze(noon + timedelta(days=2))
    states.bring_back(item.id, author)
    commit()
    back = answer(client, verb="ListRecords", metadataPrefix="oai_dc", from_="2026-11-25")

    assert gone.get("status") == "deleted"
    assert names(back) == [item.slug]
    assert client.get(f"/publikacje/pozycja/{item.slug}.bib").status_code == 200


def test_new_words_of_the_text_alone_change_no_record(app, noon):
    item = published(source=CITING)
    clock.freeze(noon + timedelta(days=1))
    publish(item.id, make_user().id, source="Inne słowa. [art. 15 ust. 4](uzs:art-15-ust-4).")
    assert record().stamp == noon

    publish(item.id, make_user().id, publisher="Inny wydawca", source=CITING)

    assert record().stamp == noon + timedelta(days=1)


def test_a_department_that_moves_takes_its_records_into_another_set(client, noon):
    item = published()
    clock.freeze(noon + timedelta(days=1))
    own = item.department
    save_department(own.id, own.version, DepartmentValues("Nowy", "nowy-dzial", "", 0, False), make_user().id)
    commit()

    moved = answer(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="dzial:nowy-dzial", from_="2026-11-24")

    assert names(moved) == [item.slug]


def test_the_items_page_says_how_to_cite_it(client):
    item = published(**{**WHOLE, "doi": ""})

    page = BeautifulSoup(client.get(f"/publikacje/pozycja/{item.slug}/").text, "lxml")

    assert page.select_one("#opis-do-cytowania").text.replace("\u00a0", " ") == (
        "ŁĘCKA, Żaneta i Fundacja „Próba”. Jak założyć klub: krok po kroku [online]. Łódź: Próba, 2017. "
        f"Dostępne pod adresem: http://localhost:8000/publikacje/pozycja/{item.slug}/"
    )
    assert f"/publikacje/pozycja/{item.slug}/</loc>" in client.get("/sitemap.xml").text
    assert page.head.select_one("meta[name=citation_title]")["content"] == "Jak założyć klub: krok po kroku"
