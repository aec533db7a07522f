"""What readers see of courses: addresses that keep, what is open to visitors, and a steady number of queries."""

import html
import re

import pytest

from akademia.core.db import commit, db
from akademia.education.courses.services import learning
from akademia.law.models import Citation
from akademia.texts.services import keep_slug
from tests.advisory.factories import make_topic
from tests.factories import (
    LEGAL_STATE,
    make_course,
    make_learner,
    make_lesson,
    make_provision,
    make_quiz,
    make_user,
)

COURSES = "/edukacja/kursy/"


def test_the_catalogue_shows_published_courses_and_no_other(client):
    make_course(title="Kurs gotowy")
    make_course(title="Kurs pisany", state="draft")
    make_course(title="Kurs dawny", state="archived")
    commit()

    words = client.words("/edukacja/")

    assert "Kurs gotowy" in words
    assert "Kurs pisany" not in words
    assert "Kurs dawny" not in words


def test_a_draft_is_nowhere_to_be_read_not_even_by_its_lesson(client):
    course = make_course(state="draft")
    make_lesson(course, preview=True, slug="otwarta")
    person = make_user()
    commit()
    address = f"{COURSES}{course.slug}/"

    for reader in (client, client.sign_in(person)):
        reader.get(address, 404)
        reader.get(f"{address}lekcje/otwarta/", 404)
    client.get(f"{address}dalej/", 404)
    client.post(f"{address}zapis", status=404)


def test_an_archived_course_is_read_on_but_takes_nobody_new(new_client):
    course = make_course()
    learner, late = make_learner(course), make_user()
    course.state = "archived"
    commit()
    address = f"{COURSES}{course.slug}/"

    assert "Kurs jest zamknięty" in new_client().words(address)
    assert "Treść lekcji 1." in new_client().sign_in(learner).words(f"{address}lekcje/lekcja-1/")
    refused = new_client().sign_in(late).post(f"{address}zapis", status=409)
    assert "Na ten kurs nie można się teraz zapisać." in refused.text


def test_a_preview_lesson_is_open_to_visitors_and_the_others_invite(new_client):
    course = make_course(lessons=1)
    make_lesson(course, preview=True)
    stranger = make_user()
    commit()
    address = f"{COURSES}{course.slug}/lekcje/"

    for reader in (new_client(), new_client().sign_in(stranger)):
        assert "Treść lekcji 2." in reader.words(f"{address}lekcja-2/")
        shut = reader.words(f"{address}lekcja-1/")
        assert "Treść lekcji 1." not in shut
        assert "Ta lekcja jest dla osób zapisanych na kurs" in shut


def test_a_lesson_leads_to_the_window_with_a_provision_it_speaks_of_filled_in(client):
    lesson = make_lesson(make_course(lessons=0), preview=True)
    make_topic()
    make_provision("art-15")
    part = make_provision("art-15-ust-4")
    db.session.add(Citation(kind="lesson", ref=lesson.id, version=1, provision_id=part.id, legal_state_on=LEGAL_STATE))
    commit()

    page = client.get(f"{COURSES}{lesson.course.slug}/lekcje/{lesson.slug}/").text

    [asked] = re.findall(r'href="([^"]*przepis=[^"]*)"', page)
    asking = client.get(html.unescape(asked)).text
    assert '<a href="/prawo/uzs/art-15/">' in asking


def test_old_addresses_of_a_course_and_a_lesson_answer_301(client):
    course = make_course(lessons=1, slug="nowy-kurs")
    lesson = make_lesson(course, preview=True, slug="nowa-lekcja")
    for slug in ("stary-kurs", "nowy-kurs"):
        keep_slug("course", slug, course.id)
    for slug in ("stara-lekcja", "nowa-lekcja"):
        keep_slug("lesson", slug, lesson.id, scope=course.id)
    commit()

    moved = client.get(f"{COURSES}stary-kurs/", 301)
    lesson_moved = client.get(f"{COURSES}nowy-kurs/lekcje/stara-lekcja/", 301)
    both = client.get(f"{COURSES}stary-kurs/lekcje/stara-lekcja/", 301)

    assert moved.location == f"{COURSES}nowy-kurs/"
    assert lesson_moved.location == f"{COURSES}nowy-kurs/lekcje/nowa-lekcja/"
    assert client.get(both.location, 301).location == lesson_moved.location
    client.get(lesson_moved.location)


@pytest.mark.parametrize("address", [
    "/edukacja/kursy/nie-ma/", "/edukacja/kursy/nie-ma/lekcje/x/", "/edukacja/kursy/kurs/lekcje/nie-ma/",
    "/edukacja/kursy/a%00b/", "/edukacja/kursy/kurs/lekcje/a%00b/", "/edukacja/kursy/" + "a" * 3000 + "/",
])  # fmt: skip
def test_an_unknown_address_gets_a_kind_404(client, address):
    make_course(slug="kurs")
    commit()

    assert "Nie ma takiej strony" in client.get(address, 404).text


def test_an_easy_twin_is_offered_and_an_outdated_one_says_so(client):
    from akademia.education.courses.models import LessonTwin

    course = make_course(lessons=0)
    lesson = make_lesson(course, preview=True, version=2)
    lesson.twin = LessonTwin(title="Łatwo", summary="Krótko.", minutes=3, html="<p>Łatwy tekst.</p>", version=1,
                             source_version=2, digest="-")  # fmt: skip
    commit()
    address = f"{COURSES}{course.slug}/lekcje/{lesson.slug}/"

    assert "Łatwy tekst." not in client.words(address)
    fresh = client.words(f"{address}?wersja=etr")
    lesson.twin.source_version = 1
    commit()
    stale = client.words(f"{address}?wersja=etr")

    assert "Łatwy tekst." in fresh
    assert "Łatwy tekst." in stale
    assert "Ten tekst jest starszy niż pełna lekcja" in stale
    assert "Ten tekst jest starszy niż pełna lekcja" not in fresh


def test_the_catalogue_asks_the_same_number_of_queries_for_1_course_and_for_30(client, count_queries):
    make_course(title="Pierwszy w katalogu")
    reader = make_user()  # a visitor's page would come from the page cache
    commit()
    client.sign_in(reader).get("/edukacja/")
    one = count_queries(lambda: client.get("/edukacja/"))
    for _ in range(29):
        make_course()
    commit()

    many = count_queries(lambda: client.get("/edukacja/"))

    assert many == one
    assert client.get("/edukacja/").text.count(COURSES) >= 30


def test_course_and_lesson_ask_the_same_number_of_queries_for_1_lesson_and_for_30(client, count_queries):
    short, long = make_course(lessons=1), make_course(lessons=30)
    for course in (short, long):
        make_quiz(course, questions=1)
    learner = make_learner(short)
    enrolment = learning.enrol(long, learner.id)
    for lesson in long.lessons[:20]:
        learning.mark_done(enrolment, lesson)
    for _ in range(5):
        make_quiz(long, questions=0)
    commit()
    client.sign_in(learner)

    for rest in ("", "lekcje/lekcja-1/"):
        pages = [f"{COURSES}{course.slug}/{rest}" for course in (short, long)]
        client.get(pages[0])
        one, many = (count_queries(lambda page=page: client.get(page)) for page in pages)
        assert many == one, rest


def test_the_learning_desk_asks_the_same_number_of_queries_for_1_course_and_for_30(new_client, count_queries):
    courses = [make_course(lessons=2) for _ in range(30)]
    beginner, veteran = make_learner(courses[0]), make_learner(courses[0])
    for course in courses:
        enrolment = learning.enrol(course, veteran.id)
        for lesson in course.lessons[: 2 if course.id % 2 else 1]:
            learning.mark_done(enrolment, lesson)
    learning.mark_done(learning.enrol(courses[0], beginner.id), courses[0].lessons[0])
    commit()
    one, many = new_client().sign_in(beginner), new_client().sign_in(veteran)
    one.get("/konto/nauka/")

    few = count_queries(lambda: one.get("/konto/nauka/"))

    assert count_queries(lambda: many.get("/konto/nauka/")) == few
    assert many.get("/konto/nauka/").text.count("1 z 2") >= 15
