"""Departments at the desk and for readers."""

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.publishing.library.models import Department
from tests.factories import make_user
from tests.publishing.making import begin, make_department, published

DESK = "/panel/biblioteka/dzialy/"
RAPORTY = {"title": "Raporty", "slug": "raporty", "summary": "Badania.", "position": "3", "is_proposed": "y"}


def test_staff_add_move_and_rename_departments_and_old_addresses_lead_on(client, new_client):
    client.sign_in(make_user(Role.Staff))
    commit()

    client.post(f"{DESK}nowy/", RAPORTY, 303)
    ref = db.session.query(Department.id).scalar()
    assert "jest zastrzeżony" in client.post(f"{DESK}nowy/", {**RAPORTY, "slug": "kwartalnik"}, 422).text
    assert "łączniki" in client.post(f"{DESK}nowy/", {**RAPORTY, "slug": "Dział!"}, 422).text
    assert "ma albo miał już inny" in client.post(f"{DESK}nowy/", RAPORTY, 422).text
    client.post(f"{DESK}{ref}/", {**RAPORTY, "slug": "badania-i-raporty", "version": "1"}, 303)
    assert "Ktoś zmienił ten dział" in client.post(f"{DESK}{ref}/", {**RAPORTY, "version": "1"}, 422).text

    reader = new_client()
    assert "Nasza propozycja działu: Raporty" in reader.words("/publikacje/")
    assert reader.get("/publikacje/raporty/", 301).headers["Location"] == "/publikacje/badania-i-raporty/"
    reader.get("/publikacje/nie-ma/", 404)


def test_only_an_empty_department_is_removed(client):
    client.sign_in(make_user(Role.Staff))
    full, empty = make_department(), make_department("Raporty", "raporty")
    begin(department=full)
    refs = full.id, empty.id
    commit()

    client.post(f"{DESK}{refs[0]}/usun", {}, 409)
    client.post(f"{DESK}{refs[1]}/usun", {}, 303)

    assert [one.slug for one in db.session.query(Department)] == ["publikacje-akademii"]


def test_a_departments_list_is_narrowed_and_asks_the_same_for_one_item_and_for_many(client, count_queries):
    department = make_department()
    published("Pierwszy", department, year="2017", credits="Anna Nowak")
    page = "/publikacje/publikacje-akademii/"
    one = count_queries(lambda: client.get(page))
    item = count_queries(lambda: client.get("/publikacje/pozycja/pierwszy/"))

    for number in range(5):
        published(f"Kolejny {number}", department, year="2026", kind="report", part_of="pierwszy")
    commit()

    assert count_queries(lambda: client.get(page)) == one
    assert count_queries(lambda: client.get("/publikacje/pozycja/pierwszy/")) == item
    assert "Anna Nowak" in client.words(f"{page}?rok=2017&rodzaj=guide")
    assert "Kolejny" not in client.words(f"{page}?rok=2017")
    assert "Pierwszy" not in client.words(f"{page}?rodzaj=report")
    assert "Składa się na nią Kolejny 0 (2026), Kolejny 1" in client.words("/publikacje/pozycja/pierwszy/")
