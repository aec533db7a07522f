"""Writing a lesson on what changed: led to by an amendment, with questions of the bank, and found afterwards."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.text import date_words
from akademia.education.updates.models import CourseUpdate
from akademia.law.models import Citation, Review
from akademia.law.services import sign
from akademia.search.services import rebuilding
from akademia.texts.models import Slug
from akademia.texts.services import recycling
from akademia.texts.services.kinds import kind_named
from tests.client import Page
from tests.education.updates.made import (
    PROVISION,
    YESTERDAY,
    address_of,
    amend,
    form_of,
    make_graduate,
    make_taught,
    make_update,
)
from tests.factories import make_course, make_question, make_user
from tests.texts.editing import drafts, opened, send

DESK = "/panel/co-sie-zmienilo/"


@pytest.fixture
def editor(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def new_at(course) -> str:
    return f"/panel/teksty/co-sie-zmienilo/nowy/?w={course.id}"


def test_staff_are_led_to_an_amendment_that_nobody_tells_the_graduates_of(editor):
    course = make_taught()
    make_graduate(course)
    make_graduate(course)
    amendment = amend()
    commit()
    told = "2 osoby ukończyły ten kurs wcześniej, a żadna lekcja „Co się zmieniło” o tym nie mówi"

    assert told in editor.words(f"/panel/kursy/{course.id}/")
    assert "nikt nie mówi, co się zmieniło" in editor.words("/panel/")
    assert "Wcześniej kurs ukończyło: 2 osoby" in editor.words(DESK)
    assert f'<option selected value="{amendment.id}">' in editor.get(new_at(course)).text

    make_update(course, amendment)
    commit()
    for address in (f"/panel/kursy/{course.id}/", "/panel/", DESK):
        words = editor.words(address)
        assert told not in words
        assert "nikt nie mówi, co się zmieniło" not in words
        assert "Wcześniej kurs ukończyło" not in words


@pytest.mark.parametrize("why", ["nobody finished", "found still right", "not in force", "known to the course"])
def test_staff_are_not_led_where_nobody_needs_it(editor, why):
    known = clock.today() if why == "known to the course" else None
    course = make_taught(**({"legal_state_on": known} if known else {}))
    if why != "nobody finished":
        make_graduate(course)
    amend(clock.today().replace(year=clock.today().year + 1) if why == "not in force" else YESTERDAY)
    if why == "found still right":
        for review in db.session.scalars(select(Review.id)):
            sign(review, make_user().id)
    commit()

    assert "Nic tu nie czeka." in editor.words(DESK)


def test_an_editor_writes_drafts_and_publishes_the_lesson_and_readers_find_it(editor, new_client):
    course = make_taught()
    values = form_of(amend())
    commit()

    send(editor, new_at(course), values)
    assert "szkic" in editor.words(f"{DESK}?kurs={course.id}")
    draft = drafts()[0].id
    assert "Sprawdź, co wiesz" in editor.words(f"/panel/szkice/{draft}/podglad/")
    send(editor, f"/panel/szkice/{draft}/", values, "publish")

    assert "wersja 1" in editor.words(f"{DESK}?kurs={course.id}")
    update = db.session.scalars(select(CourseUpdate)).one()
    assert db.session.scalar(select(Citation.legal_state_on).where(Citation.kind == "update")) == clock.today()
    reader = new_client()
    assert "Nowe świadczenie" in reader.words(f"/prawo/uzs/{PROVISION}/")
    assert "Co się zmieniło po tym kursie" in reader.words(f"/edukacja/kursy/{course.slug}/")
    for _ in rebuilding():
        pass
    commit()
    assert "Nowe świadczenie" in reader.words("/szukaj/?q=swiadczenie&rodzaj=update")
    assert address_of(update) in reader.open_any("GET", "/sitemap.xml").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"question_2": "zmiana-1"}, "To pytanie jest już wybrane. Wybierz inne"),
        ({"question_3": ""}, "Wypełnij pole „Trzecie pytanie”"),
        ({"question_1": "wielokrotne"}, "Pole „Pierwsze pytanie”: wybierz jedną z możliwości"),
        ({"amendment": ""}, "Wypełnij pole „Nowelizacja”"),
        ({"legal_state_on": "2022-09-23"}, f"Wchodzi w życie {date_words(YESTERDAY)}".replace("\u00a0", " ")),
        ({"source": "Zob. [art. 99](uzs:art-99)."}, "art-99"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_published(editor, changes, said):
    course = make_taught()
    make_question(course, kind="multiple", key="wielokrotne", right=(1, 2))
    values = form_of(amend()) | changes
    commit()

    page = Page(send(editor, new_at(course), values, "publish", status=422).text)

    assert said in page.text.replace("\u00a0", " ")
    assert "Nowe świadczenie" in {tag.get("value") for tag in page.all("input")}
    assert db.session.scalar(select(CourseUpdate.id)) is None


def test_questions_of_another_course_are_not_to_be_chosen(editor):
    course = make_taught()
    make_question(make_course(), key="cudze", text="Pytanie cudzego kursu?")
    amend()
    commit()

    assert "Pytanie cudzego kursu?" not in editor.get(new_at(course)).text


def test_the_second_editor_of_a_lesson_sees_both_texts_in_words(editor, new_client):
    course = make_taught()
    amendment = amend()
    update = make_update(course, amendment)
    second = make_user(Role.Staff)
    commit()
    address = f"/panel/teksty/co-sie-zmienilo/{update.id}/"
    token = opened(editor, address)
    make_question(course, key="zmiana-4", text="Czwarte pytanie?")
    commit()
    send(editor, address, form_of(amendment, question_1="zmiana-4"), opened=token)

    answer = send(new_client().sign_in(second), address, form_of(amendment, title="Moje"), opened=token, status=409)

    words = Page(answer.text).text
    assert "Dwie osoby zmieniły ten tekst" in words
    assert "Czwarte" in words


def test_an_old_address_leads_to_the_lesson(editor, client):
    course = make_taught()
    amendment = amend()
    update = make_update(course, amendment)
    old = address_of(update)
    commit()

    send(editor, f"/panel/teksty/co-sie-zmienilo/{update.id}/", form_of(amendment, slug="inaczej"), "publish")

    assert client.get(old, status=301).headers["Location"].endswith("/co-sie-zmienilo/inaczej/")


def test_a_course_erased_for_good_takes_its_lessons_and_what_they_cite(app):
    course = make_taught()
    update = make_update(course, amend())
    assert db.session.scalar(select(Slug.id).where(Slug.kind == "update", Slug.ref == update.id)) is not None
    item = recycling.remove(kind_named("course"), course.id, 1)

    assert recycling.empty(item.id)

    assert db.session.scalar(select(CourseUpdate.id)) is None
    for table in (Citation, Slug):
        assert db.session.scalar(select(table.id).where(table.kind == "update")) is None


def test_a_lesson_is_itself_sent_to_look_at_when_the_law_changes_again(app):
    course = make_taught()
    update = make_update(course, amend(), legal_state_on=YESTERDAY.isoformat())

    amend(clock.today(), number=2)

    assert db.session.scalar(select(Review.ref).where(Review.kind == "update")) == update.id


def test_the_lesson_s_page_asks_as_many_questions_for_a_graduate_as_for_a_stranger(client, count_queries):
    course = make_taught()
    graduate, stranger = make_graduate(course), make_user()
    update = make_update(course, amend())
    commit()
    address = address_of(update)

    counts = []
    for person in (graduate, stranger):
        client.sign_in(person).get(address)
        counts.append(count_queries(lambda: client.get(address)))

    assert counts[0] == counts[1]


def test_the_desk_asks_as_many_questions_for_four_amendments_as_for_one(editor, count_queries):
    course = make_taught()
    make_graduate(course)
    amend()
    commit()
    editor.get(DESK)

    few = count_queries(lambda: editor.get(DESK))
    for number in range(2, 5):
        amend(number=number)
    commit()

    assert count_queries(lambda: editor.get(DESK)) == few
    assert editor.words(DESK).count("Wcześniej kurs ukończyło: 1 osoba") == 4
