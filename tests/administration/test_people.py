"""The administrator's list of people, one person's page, and what may be done there."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select

from akademia.accounts.models import PersonWord, User, words_of
from akademia.accounts.roles import Role
from akademia.accounts.services import lock_account
from akademia.administration.queries.people import ordered, people
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.core.listing import Asked
from akademia.mail.models import Letter
from tests.factories import make_course, make_learner, make_user
from tests.plans import plan, reads_only_an_index

PEOPLE = "/panel/osoby/"


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin, email="szefowa@example.org")
    commit()
    client.sign_in(person)
    client.person = person
    return client


def person(number: int) -> User:
    db.session.expire_all()
    return db.session.get(User, number)


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def letters() -> list[str]:
    return list(db.session.scalars(select(Letter.subject).order_by(Letter.id)))


def emails(**asked) -> list[str]:
    return [row.email for row in people(Asked(sort=asked.pop("sort", "adres"), **asked)).page.rows]


@pytest.mark.parametrize("words", ["łęck", "LECKA", "zaneta łe", "zaneta@exam"])
def test_people_are_found_by_a_part_of_address_or_name_with_or_without_polish_letters(admin, words):
    make_user(email="zaneta@example.org", name="Żaneta Łęcka")
    make_user(email="jan@example.org", name="Jan Kowalski")
    commit()

    said = admin.words(f"{PEOPLE}?szukaj={words}")

    assert "zaneta@example.org" in said
    assert "jan@example.org" not in said


def test_a_changed_name_is_found_and_the_old_one_is_not(app):
    anna = make_user(email="anna@example.org", name="Anna Nowak")
    anna.certificate_name = "Anna Źdźbło"
    commit()

    assert emails(words="zdzblo") == ["anna@example.org"]
    assert emails(words="nowak") == []


def test_signs_that_a_search_knows_mean_themselves(app):
    make_user(email="a_b%c@example.org")
    make_user(email="axbyc@example.org")
    commit()

    assert emails(words="a_b%") == ["a_b%c@example.org"]


def test_the_list_is_filtered_by_role_state_and_audience(app):
    make_user(Role.Expert, Role.Staff, email="oboje@example.org")
    make_user(Role.Staff, email="red@example.org")
    make_user(email="nowy@example.org", confirmed=False).audience = "labour"
    lock_account(make_user(email="zly@example.org"))
    commit()

    assert emails(filters={"rola": "staff"}) == ["oboje@example.org", "red@example.org"]
    assert emails(filters={"rola": "expert"}) == ["oboje@example.org"]
    assert emails(filters={"stan": "niepotwierdzone"}) == ["nowy@example.org"]
    assert emails(filters={"stan": "zablokowane"}) == ["zly@example.org"]
    assert emails(filters={"kim": "labour"}) == ["nowy@example.org"]


@pytest.mark.parametrize("sort", ["adres", "nazwisko", "zalozono"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_page_from_either_end_is_read_once_and_in_order(app, sort, descending):
    for number in range(130):
        make_user(email=f"osoba{number:03}@example.org", name=f"Osoba {chr(97 + number % 26)}")
    commit()

    pages = [people(Asked(number=n, sort=sort, descending=descending)).page for n in (1, 2, 3)]
    shown = [row for page in pages for row in page.rows]

    assert [len(page.rows) for page in pages] == [50, 50, 30]
    assert len({row.id for row in shown}) == 130
    key = {"adres": lambda r: r.email, "nazwisko": lambda r: (r.name, r.id), "zalozono": lambda r: r.id}[sort]
    assert shown == sorted(shown, key=key, reverse=descending)


@pytest.mark.parametrize("sort", ["adres", "nazwisko", "zalozono"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_numbers_of_a_page_are_read_off_the_index_of_its_order(app, sort, descending):
    told = plan(ordered(sort, descending).numbers, skipped=50_000, size=50)

    assert "TEMP B-TREE" not in told
    assert "Sort" not in told
    assert sort != "nazwisko" or reads_only_an_index(told), told


def test_an_erased_person_is_not_listed_and_has_no_page(admin):
    gone = make_user(email="gone@example.org")
    commit()
    for card in admin.app.extensions["akademia"].privacy_cards:
        card.erase(gone.id)
    commit()

    assert people(Asked(sort="adres")).page.total == 1
    admin.get(f"{PEOPLE}{gone.id}/", status=404)


def test_a_persons_page_tells_roles_consents_learning_and_last_acts(admin):
    course = make_course(title="Ustawa od podstaw")
    anna = make_learner(course, name="Anna Żak")
    commit()

    admin.post(f"{PEOPLE}{anna.id}/role/nadaj/", {"role": "expert"})
    said = admin.words(f"{PEOPLE}{anna.id}/")

    assert "Anna Żak" in said
    assert "Ustawa od podstaw" in said
    assert "nadanie roli" in said
    assert "szefowa@example.org" in said
    assert person(anna.id).roles == ["learner", "expert"]


def test_nobody_changes_their_own_roles_or_locks_themselves(admin):
    make_user(Role.Admin)
    commit()
    own = f"{PEOPLE}{admin.person.id}/"

    admin.post(f"{own}role/nadaj/", {"role": "expert"}, status=409)
    admin.post(f"{own}role/odbierz/", {"role": "admin"}, status=409)
    admin.post(f"{own}zablokuj/", status=409)

    assert person(admin.person.id).roles == ["admin"]
    assert person(admin.person.id).active
    assert acts() == []


@pytest.mark.parametrize("role", ["", "owner", "admin'; --"])
def test_a_role_that_is_not_there_is_refused(admin, role):
    anna = make_user()
    commit()

    admin.post(f"{PEOPLE}{anna.id}/role/nadaj/", {"role": role}, status=400)

    assert person(anna.id).roles == ["learner"]


def test_a_locked_person_is_out_at_once_and_can_be_let_in_again(admin, new_client):
    anna = make_user()
    commit()
    hers = new_client().sign_in(anna)
    hers.get("/konto/profil/")

    admin.post(f"{PEOPLE}{anna.id}/zablokuj/")

    hers.get("/konto/profil/", status=303)
    admin.post(f"{PEOPLE}{anna.id}/zablokuj/", status=409)
    admin.post(f"{PEOPLE}{anna.id}/odblokuj/")
    assert person(anna.id).active
    assert acts() == ["user.locked", "user.unlocked"]


def test_a_person_is_signed_out_everywhere(admin, new_client):
    anna = make_user()
    commit()
    hers = new_client().sign_in(anna)

    admin.post(f"{PEOPLE}{anna.id}/wyloguj/")

    hers.get("/konto/profil/", status=303)
    assert person(anna.id).active


def test_a_bulk_act_is_shown_first_and_leaves_out_whom_a_rule_protects(admin):
    anna, ewa = make_user(email="anna@example.org"), make_user(Role.Staff, email="ewa@example.org")
    commit()
    chosen = {"osoba": [anna.id, ewa.id, admin.person.id], "czyn": "staff"}

    said = admin.words(f"{PEOPLE}wybrane/", query_string=chosen)

    assert "Zmiana obejmie 1 osobę" in said
    assert "ma już rolę: redakcja" in said
    assert "to Twoje własne konto" in said
    assert person(anna.id).roles == ["learner"]

    admin.post(f"{PEOPLE}wybrane/", chosen)

    assert person(anna.id).roles == ["learner", "staff"]
    assert acts() == ["role.given"]


@pytest.mark.parametrize(
    "chosen", [{"czyn": "lock"}, {"czyn": "burn", "osoba": ["1"]}, {"czyn": "lock", "osoba": ["x", "99999999999"]}]
)
def test_a_bulk_act_without_people_or_sense_goes_back_to_the_list(admin, chosen):
    admin.get(f"{PEOPLE}wybrane/", status=303, query_string=chosen)
    admin.post(f"{PEOPLE}wybrane/", chosen)

    assert acts() == []


def test_the_list_costs_the_same_with_one_person_and_with_thirty(admin, count_queries):
    one = count_queries(lambda: admin.get(PEOPLE))
    for _ in range(30):
        make_user()
    commit()

    assert count_queries(lambda: admin.get(PEOPLE)) == one


def test_more_than_a_thousand_matches_are_said_to_be_more(app):
    now = datetime.now(timezone.utc)
    db.session.execute(
        User.__table__.insert(),
        [{"email": f"wiele{n}@example.org", "fs_uniquifier": f"w{n}", "roles": ["learner"], "active": True,
          "created_at": now - timedelta(minutes=n), "extra_time_percent": 0, "profile_version": 1}
         for n in range(1005)],
    )  # fmt: skip
    invented = db.session.execute(select(User.id, User.email).where(User.email.startswith("wiele"))).all()
    db.session.execute(insert(PersonWord), [row for one in invented for row in words_of(one.id, one.email, None)])
    commit()

    found = people(Asked(sort="adres", words="wiele", number=99))

    assert (found.page.total, found.more, found.page.number) == (1000, True, 20)


def test_who_gets_or_loses_a_role_a_session_or_the_way_in_is_told_by_letter(admin):
    editor = make_user(email="ewa@example.org")
    commit()
    page = f"{PEOPLE}{editor.id}/"

    admin.post(f"{page}role/nadaj/", {"role": "staff"})
    admin.post(f"{page}role/nadaj/", {"role": "staff"})
    admin.post(f"{page}wyloguj/")
    admin.post(f"{page}zablokuj/")
    admin.post(f"{page}odblokuj/")
    admin.post(f"{page}role/odbierz/", {"role": "staff"})

    assert letters() == [
        "Nowa rola na koncie", "Konto jest wylogowane wszędzie", "Konto jest zablokowane", "Konto znowu działa",
        "Rola zniknęła z konta",
    ]  # fmt: skip
    told = db.session.scalars(select(Letter.text_body).order_by(Letter.id)).first()
    assert "Rola: redakcja." in told
    assert "Jeśli to Ty" not in told
