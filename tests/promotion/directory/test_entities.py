"""Entities: edited at the desk, shown with their law and microdata, found by all, into the bin and back."""

from datetime import timedelta

import extruct
import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import WITH_BIN, commit, db
from akademia.core.errors import BrokenSource
from akademia.organisations.services import load_territories
from akademia.promotion.directory.formats.starter import read_entities
from akademia.promotion.directory.models import Correction, Entity
from akademia.promotion.directory.queries import house
from akademia.promotion.directory.services import correcting, editing
from akademia.promotion.directory.services.editing import move_to_bin
from akademia.promotion.directory.services.starting import keep_entities
from akademia.search.services import refreshing
from akademia.starter.services.loading import STARTER
from akademia.texts.services.rendering import lexicon
from tests.factories import make_provision, make_user
from tests.organisations.test_territories import STARTER as TERC
from tests.promotion.directory.making import make_country, make_entity

FORM = {
    "kind": "cis", "name": "CIS „Nowa Droga”", "voivodeship_code": "06", "place": "Janów Lubelski",
    "address": "ul. Leśna 1", "phone": "81 123 45 67", "contact_email": "CIS@example.org", "site": "cis.example.org",
    "nip": "526-025-02-74", "workshops": "stolarska, krawiecka", "register_number": "PS/1",
    "description": "Centrum działa na podstawie [art. 15 ust. 4](uzs:art-15-ust-4).", "legal_state_on": "2022-09-22",
}  # fmt: skip
DESK, ADDRESS = "/panel/katalog/", "/promocja/katalog/podmiot/cis-nowa-droga/"


def test_an_entity_is_written_shown_found_and_cited_until_it_lies_in_the_bin(client, new_client):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    make_country()
    client.sign_in(make_user(Role.Staff))
    commit()

    wrong = client.post(f"{DESK}nowy/", {**FORM, "nip": "123", "voivodeship_code": "", "site": "x"}, 422).text
    for said in ("To nie jest numer NIP", "Wybierz województwo albo wpisz gminę", "Zacznij adres od", "81 123 45 67"):
        assert said in wrong
    unknown = {**FORM, "description": "Zob. [art. 999](uzs:art-999)."}
    assert 'id="opis-error"' in client.post(f"{DESK}nowy/", unknown, 422).text
    client.post(f"{DESK}nowy/", FORM, 303)
    for _ in refreshing():
        commit()

    reader = new_client()
    entity = db.session.query(Entity).one()
    assert (entity.nip, entity.contact_email, entity.site, entity.workshops) == (
        "5260250274", "cis@example.org", "https://cis.example.org", ["stolarska", "krawiecka"],
    )  # fmt: skip
    places = ("/szukaj/?q=nowa+droga", "/szukaj/?q=krawiecka", "/prawo/uzs/art-15-ust-4/", "/sitemap.xml")
    assert all(ADDRESS in reader.get(place).text for place in places)
    item = extruct.extract(reader.get(ADDRESS).text, syntaxes=["microdata"])["microdata"][0]
    assert item["type"] == "https://schema.org/Organization"
    assert item["properties"]["name"] == "CIS „Nowa Droga”"
    assert item["properties"]["address"]["properties"]["addressLocality"] == "Janów Lubelski"
    assert item["properties"]["knowsAbout"] == ["stolarska", "krawiecka"]

    ref = entity.id
    client.post(f"{DESK}{ref}/kosz/", {}, 303)
    for _ in refreshing():
        commit()
    reader.get(ADDRESS, status=404)
    assert not any(ADDRESS in reader.get(place).text for place in places)
    assert house.living_entities([ref, 999]) == {ref}
    assert "Nowa Droga" in client.get(f"{DESK}?miejsce=kosz").text
    client.post(f"{DESK}{ref}/przywroc/", {}, 303)
    assert "Ile wynosi świadczenie" in reader.get(ADDRESS).text


def test_a_form_opened_before_another_save_changes_nothing(client):
    make_country()
    ref = make_entity("Centrum A").id
    client.sign_in(make_user(Role.Staff))
    commit()
    page = {"kind": "cis", "name": "Centrum B", "voivodeship_code": "06", "version": "1"}

    client.post(f"{DESK}{ref}/", page, 303)
    assert "Ktoś zmienił ten podmiot" in client.post(f"{DESK}{ref}/", {**page, "name": "Centrum C"}, 422).text

    assert db.session.get(Entity, ref).name == "Centrum B"
    assert db.session.get(Entity, ref).slug == "centrum-a"


def test_documents_of_many_entities_cost_as_much_as_of_one(app, count_queries):
    make_country()
    refs = [make_entity(workshops=["stolarska"]).id for _ in range(3)]

    assert count_queries(lambda: house.entity_documents(refs[:1])) == count_queries(
        lambda: house.entity_documents(refs)
    )
    assert {one.ref: one.stamp for one in house.entity_documents(refs)} == house.entity_stamps(None)


def test_the_starter_brings_institutions_as_historic_and_leaves_alone_what_a_person_changed(app):
    load_territories(TERC)
    path = STARTER / "promotion" / "entities.yaml"
    first = keep_entities(path, lexicon())
    assert len(first.added) == len(read_entities(path))
    assert not keep_entities(path, lexicon()).renewed
    everyone = db.session.query(Entity).all()
    assert all(one.historic_year and not one.contact_email and not one.phone for one in everyone)

    changed, gone = everyone[0], everyone[1]
    changed.origin, changed.digest = "person", "-"
    move_to_bin(gone.id, 1)
    gone.digest = "-"
    again = keep_entities(path, lexicon())
    assert set(again.left_alone) == {changed.name, gone.name}
    assert not again.added


def test_the_bin_is_emptied_after_thirty_days_and_the_starter_brings_nothing_of_it_again(app, stop_clock):
    load_territories(TERC)
    path = STARTER / "promotion" / "entities.yaml"
    keep_entities(path, lexicon())
    gone, fresh = db.session.query(Entity).limit(2)
    (slug, ref), waiting = (gone.slug, gone.id), correcting.propose(gone, {"phone": "1"}, "")
    move_to_bin(ref, 1)
    stop_clock(clock.now() + timedelta(days=29))
    move_to_bin(fresh.id, 1)
    db.session.flush()

    assert editing.empty_bin(clock.now() - timedelta(days=30)) == 0
    stop_clock(clock.now() + timedelta(days=2))
    assert editing.empty_bin(clock.now() - timedelta(days=30)) == 1
    db.session.flush()

    assert db.session.get(Entity, ref, execution_options=WITH_BIN, populate_existing=True) is None
    assert db.session.scalar(select(func.count()).where(Correction.id == waiting.id)) == 0
    assert not keep_entities(path, lexicon()).added
    assert db.session.scalar(select(Entity.id).where(Entity.slug == slug)) is None


def test_a_broken_starter_file_says_where(tmp_path):
    file = tmp_path / "e.yaml"
    file.write_text("- {slug: a, name: A B, kind: zamek, voivodeship: '06', historic_year: 2017, hasło: x}", "utf-8")

    with pytest.raises(BrokenSource) as broken:
        read_entities(file)

    assert len(broken.value.problems) == 2
