"""The trail: told in words, filtered, and taken away as a file that a spreadsheet opens safely."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from akademia.accounts.roles import Role
from akademia.accounts.services import erase_user
from akademia.audit.models import AuditEntry
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import commit, db
from tests.factories import make_user

TRAIL = "/panel/dziennik/"


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin, email="szefowa@example.org")
    commit()
    client.sign_in(person)
    client.person = person
    return client


def table(admin, query: str = "") -> list[list[str]]:
    answer = admin.post(f"{TRAIL}csv/{query}", status=200)
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))[1:]


def test_an_act_is_told_in_words_with_a_link_to_its_thing(admin):
    anna = make_user(email="anna@example.org")
    record("role.given", "user", anna.id, actor=admin.person.id, role="staff")
    commit()

    answer = admin.get(TRAIL)

    assert "nadanie roli" in answer.text
    assert f'href="/panel/osoby/{anna.id}/"' in answer.text
    assert "anna@example.org" in answer.text
    assert "rola: redakcja" in answer.text
    assert "role.given" not in admin.words(TRAIL).replace("szukaj", "")


def test_codes_in_the_details_are_told_by_the_card_of_the_act(admin):
    record("case.moved", "case", 1, step="claim", before="new", after="claimed")
    record("module.moved", "module", 1, way="gora")
    record("course.state_changed", "course", 1, state="archived")
    commit()

    told = admin.words(TRAIL)

    assert "krok: wzięcie sprawy; przedtem: nowa; potem: w opracowaniu" in told
    assert "kierunek: wyżej" in told
    assert "stan: zamknięty" in told


def test_a_number_without_a_person_is_said_to_be_an_erased_one(admin):
    gone = make_user(Role.Admin, email="gone@example.org")
    record("settings.changed", "settings", "operator", actor=gone.id)
    commit()
    erase_user(gone)
    commit()

    assert "osoba usunięta" in admin.words(TRAIL)
    assert "gone@example.org" not in admin.words(TRAIL)


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?czyn=role.given", [1]), ("?rzecz=letter", [2]), ("?szukaj=anna", [3]), ("?drzwi=command", [1, 2, 3, 4]),
     ("?drzwi=job", []), ("?do=2026-11-21", [4]), ("?od=2026-11-22", [1, 2, 3]), ("?od=bzdura&czyn=nic", [1, 2, 3, 4])],
)  # fmt: skip
def test_the_trail_is_filtered_by_who_what_thing_door_and_days(admin, noon, query, shown):
    anna = make_user(email="anna@example.org")
    record("role.given", "user", 1)
    record("letter.hurry", "letter", "-")
    record("user.locked", "user", 2, actor=anna.id)
    db.session.flush()
    clock.freeze(noon - timedelta(days=2))
    record("user.unlocked", "user", 2)
    commit()
    clock.freeze(noon)
    words = {1: "nadanie roli", 2: "próba doręczenia", 3: "zablokowanie konta", 4: "odblokowanie konta"}

    rows = admin.get(f"{TRAIL}{query}").text.partition("<tbody>")[2]

    assert [n for n, said in words.items() if said in rows] == shown


def test_the_file_holds_all_that_was_asked_for_in_its_order(admin):
    values = {"actor_kind": "person", "act": "user.locked", "thing_kind": "user", "door": "x", "details": {}}
    db.session.execute(insert(AuditEntry), [{**values, "thing_ref": str(n)} for n in range(1300)])
    record("role.given", "user", 5)
    commit()

    rows = table(admin, "?czyn=user.locked")

    assert len(rows) == 1300
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)
    assert rows[-1][3] == "zablokowanie konta"


def test_that_the_file_was_taken_is_an_act_too(admin):
    table(admin)

    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == ["trail.taken"]


def test_the_page_costs_the_same_with_one_act_and_with_thirty(admin, count_queries):
    people = [make_user() for _ in range(5)]
    record("role.given", "user", people[0].id, actor=admin.person.id)
    commit()
    one = count_queries(lambda: admin.get(TRAIL))
    for n in range(30):
        record("role.taken", "user", people[n % 5].id, actor=people[n % 3].id)
    commit()

    assert count_queries(lambda: admin.get(TRAIL)) == one


def test_a_long_trail_is_paged(admin):
    for n in range(60):
        record("role.given", "user", n)
    commit()

    assert "na tej stronie 51–60" in admin.words(f"{TRAIL}?strona=2")
