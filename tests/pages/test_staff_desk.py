from datetime import datetime, timedelta, timezone

import pytest

from akademia.accounts.roles import Role
from akademia.app import DESK_ORDER
from akademia.audit.services import record
from akademia.core.area import DeskCard, WaitingRow
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.mail.services import queue_letter
from akademia.pages.queries import staff_desk_of
from tests.architecture.source import PACKAGE
from tests.factories import make_course, make_lesson, make_user

SINCE = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)


def waiting(title: str, days: int, late: bool = False) -> WaitingRow:
    return WaitingRow(title, "pages.staff_desk", {}, "szkic", SINCE - timedelta(days=days), late)


def test_a_member_of_staff_finds_the_desk_in_the_head_of_each_page(app, client):
    editor = make_user(Role.Staff)
    db.session.commit()

    assert 'href="/panel/"' in client.sign_in(editor).get("/").text
    assert "Nic nie czeka." in client.words("/panel/")


def test_a_learner_is_not_shown_the_way_to_the_desk(app, client):
    learner = make_user()
    db.session.commit()

    assert 'href="/panel/"' not in client.sign_in(learner).get("/").text


def test_what_is_late_comes_first_then_what_waits_longest(app):
    editor = make_user(Role.Staff)
    rows = [waiting("nowe", 1), waiting("stare", 9), waiting("spóźnione", 2, late=True)]
    card = DeskCard("Kursy", "pages.staff_desk", Permission.CourseEdit, waiting=lambda _person: rows)

    desk = staff_desk_of(editor, [card])

    assert [row.title for row in desk.waiting] == ["spóźnione", "stare", "nowe"]


@pytest.mark.parametrize(("role", "seen"), [(Role.Staff, True), (Role.Expert, False)])
def test_only_who_holds_the_permission_is_shown_a_place_and_what_waits_there(app, role, seen):
    card = DeskCard("Kursy", "pages.staff_desk", Permission.CourseEdit, new=("Nowy kurs", "pages.staff_desk"),
                    waiting=lambda _person: [waiting("szkic kursu", 1)])  # fmt: skip

    desk = staff_desk_of(make_user(role), [card])

    assert bool(desk.waiting) is seen
    assert bool(desk.new) is seen


def test_the_desk_tells_what_one_did_last_in_words_with_a_link(app, client):
    admin, anna = make_user(Role.Admin), make_user(email="anna@example.org")
    record("role.given", "user", anna.id, actor=admin.id, role="staff")
    record("role.taken", "user", anna.id, actor=anna.id, role="staff")
    db.session.commit()

    answer = client.sign_in(admin).get("/panel/")

    assert "nadanie roli" in answer.text
    assert "odebranie roli" not in answer.text
    assert f'href="/panel/osoby/{anna.id}/"' in answer.text


def test_one_search_finds_people_and_letters_for_who_may_see_them(app, new_client):
    admin, editor = make_user(Role.Admin), make_user(Role.Staff)
    make_user(email="zaneta@example.org", name="Żaneta Łęcka")
    queue_letter("lecka@example.com", "probe", {"home_url": "http://localhost/"})
    db.session.commit()

    found = new_client().sign_in(admin).get("/panel/?szukaj=łęcka").text

    assert "zaneta@example.org" in found
    assert "Niczego nie znaleziono." in new_client().sign_in(admin).words("/panel/?szukaj=nikogo")
    assert "zaneta@example.org" not in new_client().sign_in(editor).get("/panel/?szukaj=łęcka").text
    assert "lecka@example.com" in new_client().sign_in(admin).get("/panel/?szukaj=lecka@").text


def test_the_search_finds_published_courses_and_lessons_and_no_drafts(app, client):
    make_lesson(make_course(title="Zażółć gęślą"), title="Gęślą jaźń")
    make_course(title="Gęślą w szkicu", state="draft")
    editor = make_user(Role.Staff)
    db.session.commit()

    page = client.sign_in(editor).get("/panel/?szukaj=gesla").text

    assert "Zażółć gęślą" in page
    assert "Gęślą jaźń" in page
    assert "w szkicu" not in page


def test_the_desk_costs_the_same_with_one_find_and_with_thirty(app, client, count_queries):
    admin = make_user(Role.Admin)
    record("user.locked", "user", make_user(email="osoba@example.org").id, actor=admin.id)
    db.session.commit()
    client.sign_in(admin)
    one = count_queries(lambda: client.get("/panel/?szukaj=osoba"))
    for _ in range(30):
        record("user.locked", "user", make_user().id, actor=admin.id)
    db.session.commit()

    assert count_queries(lambda: client.get("/panel/?szukaj=osoba")) == one


def test_every_package_with_places_at_the_desk_stands_in_its_order():
    with_places = {path.parent.relative_to(PACKAGE).as_posix().replace("/", ".") for path in PACKAGE.rglob("desk.py")
                   if path.parent.name not in ("views", "queries", "rules", "forms")}  # fmt: skip

    assert with_places == set(DESK_ORDER)
