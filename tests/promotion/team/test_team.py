"""The team: nobody is shown without a consent that stands, and one that is withdrawn takes all from sight at once."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from akademia.accounts.roles import Role
from akademia.core.db import commit, db, rollback
from akademia.media.models import Media, MediaVariant
from akademia.promotion.team.models import Member, TeamConsent
from akademia.promotion.team.queries import house
from akademia.promotion.team.queries.rows import MEMBER_KIND
from akademia.promotion.team.rules import full_name, name_key
from akademia.promotion.team.services.consents import give_consent, withdraw_consent
from akademia.search.services import refreshing
from akademia.storage.models import StoredFile
from akademia.texts.services import publishing, recycling
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, kind_named
from tests.factories import make_provision, make_user
from tests.publishing.making import make_department, published

LIST, ADDRESS = "/promocja/kadra/", "/promocja/kadra/zofia-zak/"
FORM = {"given_by": "Zofia Żak", "given_on": "2026-11-02", "proof": "e-mail z 2 listopada 2026 r."}


def make_member(name: str = "Zofia Żak", slug: str = "zofia-zak", **values: str) -> int:
    """Describe a person as staff would; nobody sees them yet."""
    working = open_text(Place(kind_named(MEMBER_KIND)))
    told = {
        **working.values,
        "name": name,
        "slug": slug,
        "role": "prowadzi warsztaty",
        "source": "Uczy od lat.",
        **values,
    }
    publishing.publish(working, working.opened, told, make_user(Role.Staff).id)
    commit()
    return int(db.session.query(Member.id).filter_by(slug=slug).scalar())


def consent(ref: int, photo: bool = False) -> None:
    give_consent(ref, "Ona", date(2020, 1, 2), "pismo", photo, 1)
    commit()


def index() -> None:
    for _ in refreshing():
        commit()


def lay_photo(key: str = "portret") -> None:
    file = StoredFile(key=f"a/{key}", sha256="-", size_bytes=1, kind="jpeg", name="portret.jpg")
    variant = MediaVariant(file=file, kind="jpeg", width=400, height=400)
    db.session.add(Media(key=key, family="picture", state="ready", title="Portret", file=file, variants=[variant],
                         alt="Uśmiechnięta kobieta w okularach"))  # fmt: skip
    commit()


def test_a_person_is_nowhere_before_consent_everywhere_after_it_and_nowhere_once_it_is_withdrawn(client, new_client):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    make_department()
    ref = make_member(source="Zna [art. 15 ust. 4](uzs:art-15-ust-4) na pamięć.")
    index()
    reader, staff = new_client(), client.sign_in(make_user(Role.Staff))
    commit()
    places = (LIST, "/szukaj/?q=zofia+żak", "/prawo/uzs/art-15-ust-4/", "/sitemap.xml")
    for place in places:
        assert ADDRESS not in reader.get(place).text, place
    reader.get(ADDRESS, 404)
    assert "Jeszcze nikogo tu nie pokazujemy" in reader.words(LIST)
    assert "Czytelnicy nie widzą tej osoby" in staff.words(f"/panel/kadra/{ref}/")

    refused = staff.post(f"/panel/kadra/{ref}/zgoda/", {**FORM, "proof": ""}, 422)
    assert "Podaj dowód" in refused.text
    staff.post(f"/panel/kadra/{ref}/zgoda/", {**FORM, "given_on": "2999-01-01"}, 422)
    staff.post(f"/panel/kadra/{ref}/zgoda/", FORM)
    staff.post(f"/panel/kadra/{ref}/zgoda/", FORM, 422)
    index()
    for place in places:
        assert ADDRESS in reader.get(place).text, place
    assert "Uczy" not in reader.words(ADDRESS)
    assert "na pamięć" in reader.words(ADDRESS)
    assert "e-mail z" not in reader.words(ADDRESS), "the proof is for staff alone"

    staff.post(f"/panel/kadra/{ref}/cofniecie/", {"on": "2026-11-03"})
    for place in places:
        assert ADDRESS not in reader.get(place).text, f"{place}, before anything is indexed anew"
    reader.get(ADDRESS, 404)
    staff.post(f"/panel/kadra/{ref}/cofniecie/", {"on": "2026-11-03"}, 422)
    assert "cofnięta 3 listopada 2026 r." in staff.words(f"/panel/kadra/{ref}/")
    assert house.every_member() == house.member_documents([ref]) == []


def test_a_photo_is_shown_only_where_the_consent_covers_it_and_goes_with_its_files_when_it_is_withdrawn(app, client):
    lay_photo()
    ref = make_member(photo="portret")
    consent(ref)
    assert "/media/portret/" not in client.get(ADDRESS).text
    assert "/media/portret/" not in client.get(LIST).text
    withdraw_consent(ref, date(2020, 1, 3), 1)
    commit()
    assert db.session.query(Media).count() == 0

    lay_photo("drugi")
    other = make_member("Jan Nowak", "jan-nowak", photo="drugi")
    consent(other, photo=True)
    assert 'alt="Uśmiechnięta kobieta w okularach"' in client.get("/promocja/kadra/jan-nowak/").text
    assert "/media/drugi/" in client.get(LIST).text


def test_a_photo_must_be_a_described_picture(app):
    working = open_text(Place(kind_named(MEMBER_KIND)))
    told = {**working.values, "name": "Żak", "slug": "zak", "role": "r", "source": "x", "photo": "nie-ma"}

    with pytest.raises(publishing.NotReady) as refused:
        publishing.publish(working, working.opened, told, make_user(Role.Staff).id)

    assert set(refused.value.complaints) == {"name", "photo"}


def test_people_stand_by_team_with_the_leader_first_and_are_narrowed_by_team_and_sector(client):
    for name, slug, more in (("Adam Ćwik", "adam", {}), ("Ewa Zych", "ewa", {"is_leader": "1"}),
                             ("Jan Łoś", "jan", {"team": "advising", "sector": "science"})):  # fmt: skip
        consent(make_member(name, slug, **more))

    seen = client.words(LIST)
    assert seen.index("Ewa Zych") < seen.index("Adam Ćwik") < seen.index("Zespół doradczy 1 osoba Odpowiada")
    assert "Jan Łoś" not in client.words(f"{LIST}?zespol=teaching")
    assert "Ewa Zych" not in client.words(f"{LIST}?sektor=science")
    assert "Nikt tu nie pasuje" in client.words(f"{LIST}?zespol=teaching&sektor=science")


def test_the_page_leads_to_what_the_person_wrote_only_where_staff_vouch_that_it_is_the_same_person(client):
    published("Poradnik o klubach", make_department(), credits="Zofia Żak")
    consent(make_member())
    consent(make_member("Zofia Żak", "druga", works="1"))

    assert "/publikacje/pozycja/poradnik-o-klubach/" not in client.get(ADDRESS).text
    assert "/publikacje/pozycja/poradnik-o-klubach/" in client.get(f"{LIST}druga/").text


def test_in_the_bin_a_person_is_not_shown_and_with_them_goes_the_record_of_consents(client):
    ref = make_member()
    consent(ref)
    item = recycling.remove(kind_named(MEMBER_KIND), ref, 1)
    commit()
    client.get(ADDRESS, 404)
    assert "Jeszcze nikogo" in client.words(LIST)

    recycling.empty(item.id)
    commit()
    assert db.session.query(TeamConsent).count() == 0


def test_two_consents_never_stand_at_once_whatever_writes_them(app):
    ref = make_member()
    consent(ref)
    db.session.add(TeamConsent(member_id=ref, given_by="a", given_on=date(2020, 1, 1), proof="b"))

    with pytest.raises(IntegrityError):
        db.session.flush()
    rollback()


def test_a_page_of_thirty_people_costs_as_much_as_of_one(app, client, count_queries):
    consent(make_member())
    one = count_queries(lambda: client.get(LIST))
    for n in range(4):
        consent(make_member(f"Anna Nowak{n}", f"anna-{n}"))

    assert count_queries(lambda: client.get(LIST)) == one


def test_names_are_ordered_by_the_family_name_the_polish_way():
    names = ["Zofia Żak", "van Beethoven, Ludwig", "Jan Łoś", "Adam Lis"]

    assert [full_name(name) for name in sorted(names, key=name_key)] == [
        "Adam Lis", "Jan Łoś", "Ludwig van Beethoven", "Zofia Żak"
    ]  # fmt: skip
