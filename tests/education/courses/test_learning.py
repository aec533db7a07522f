"""A learner's way: enrol, read, mark, go on elsewhere, complete."""

import pytest
from sqlalchemy import func, select

from akademia.core.db import commit, db
from akademia.core.errors import Missing
from akademia.education.courses import rules
from akademia.education.courses.models import Enrolment, LessonProgress
from akademia.education.courses.services import learning
from tests.factories import make_course, make_learner, make_lesson, make_user

PLACE = "/edukacja/kursy/{}/lekcje/{}/"


def enrolment_of(learner) -> Enrolment:
    return db.session.scalars(select(Enrolment).where(Enrolment.user_id == learner.id)).one()


def done_count() -> int:
    return db.session.scalar(select(func.count(LessonProgress.id)))


def test_one_click_enrols_and_leads_to_the_first_lesson_and_a_second_click_changes_nothing(client):
    course, learner = make_course(), make_user()
    commit()
    client.sign_in(learner)

    for _ in range(2):
        gone = client.post(f"/edukacja/kursy/{course.slug}/zapis")
        assert gone.location == f"/edukacja/kursy/{course.slug}/dalej/"

    assert enrolment_of(learner).course_id == course.id
    assert client.get(gone.location, 303).location == PLACE.format(course.slug, "lekcja-1")


def test_a_visitor_who_wants_to_enrol_is_asked_to_sign_in(client):
    course = make_course()
    commit()

    assert "/konto/logowanie/" in client.post(f"/edukacja/kursy/{course.slug}/zapis").location
    assert db.session.scalar(select(func.count(Enrolment.id))) == 0


def test_marking_a_lesson_leads_to_the_next_and_can_be_taken_back(client):
    course = make_course(lessons=2)
    learner = make_learner(course)
    commit()
    client.sign_in(learner)
    first = PLACE.format(course.slug, "lekcja-1")

    for _ in range(2):
        assert client.post(f"{first}ukonczona").location == PLACE.format(course.slug, "lekcja-2")
    assert done_count() == 1
    assert "Ukończono 1 z 2 lekcji" in client.words(f"/edukacja/kursy/{course.slug}/")

    assert client.post(f"{first}nieukonczona").location == first
    assert done_count() == 0
    assert "Oznacz jako ukończoną" in client.words(first)


def test_who_is_not_enrolled_cannot_mark_and_nobody_marks_a_lesson_of_another_course(client):
    course, other, person = make_course(), make_course(), make_user()
    enrolled = make_learner(course)
    commit()

    refused = client.sign_in(person).post(f"{PLACE.format(course.slug, 'lekcja-1')}ukonczona", status=409)

    assert "Najpierw zapisz się na kurs." in refused.text
    with pytest.raises(Missing):
        learning.mark_done(enrolment_of(enrolled), other.lessons[0])
    assert done_count() == 0


def test_in_sequence_a_later_lesson_is_shut_until_all_before_it_are_done(client):
    course = make_course(lessons=3, lesson_order="sequence")
    learner = make_learner(course)
    commit()
    client.sign_in(learner)
    pages = [PLACE.format(course.slug, f"lekcja-{n}") for n in (1, 2, 3)]

    shut = client.words(pages[1])
    assert "Ta lekcja jest jeszcze zamknięta" in shut
    assert "Treść lekcji 2." not in shut
    assert "otworzy się po ukończeniu wcześniejszych" in client.post(f"{pages[1]}ukonczona", status=409).text
    assert done_count() == 0

    client.post(f"{pages[0]}ukonczona")
    assert "Treść lekcji 2." in client.words(pages[1])
    assert "Treść lekcji 3." not in client.words(pages[2])


def test_in_free_order_any_lesson_opens(client):
    course = make_course(lessons=3)
    learner = make_learner(course)
    commit()

    assert "Treść lekcji 3." in client.sign_in(learner).words(PLACE.format(course.slug, "lekcja-3"))


def test_learning_goes_on_where_it_stopped_on_another_device(new_client):
    course = make_course(lessons=3)
    learner = make_learner(course)
    commit()
    phone, computer = new_client().sign_in(learner), new_client().sign_in(learner)

    phone.post(f"{PLACE.format(course.slug, 'lekcja-2')}tu-jestem", status=204)

    gone = computer.get(f"/edukacja/kursy/{course.slug}/dalej/", 303)
    assert gone.location == PLACE.format(course.slug, "lekcja-2")
    assert "Lekcja 2" in computer.words("/konto/nauka/")


def test_a_lesson_put_in_before_the_place_where_one_stopped_does_not_lock_the_learner_out(client):
    course = make_course(lessons=3, lesson_order="sequence")
    learner = make_learner(course)
    enrolment = enrolment_of(learner)
    learning.mark_done(enrolment, course.lessons[0])
    learning.remember_place(enrolment, course.lessons[1])
    make_lesson(course, position=0, slug="nowa-na-poczatku")
    commit()

    gone = client.sign_in(learner).get(f"/edukacja/kursy/{course.slug}/dalej/", 303)

    assert gone.location == PLACE.format(course.slug, "nowa-na-poczatku")


def test_the_desk_shows_what_goes_on_what_is_done_and_the_certificate(client):
    going, done = make_course(lessons=2, title="Kurs w toku"), make_course(lessons=1, title="Kurs skończony")
    make_course(title="Kurs cudzy")
    learner = make_learner(going)
    learning.mark_done(enrolment_of(learner), going.lessons[0])
    made = learning.mark_done(learning.enrol(done, learner.id), done.lessons[0])
    commit()

    words = client.sign_in(learner).words("/konto/nauka/")

    assert "Kurs w toku, ukończono 1 z 2 lekcji" in words
    assert "Kurs skończony" in words
    assert made.code in words
    assert "Kurs cudzy" not in words


def test_a_course_taken_back_to_draft_leaves_the_desk_so_that_no_link_is_dead(client):
    course = make_course(title="Kurs cofnięty")
    learner = make_learner(course)
    course.state = "draft"
    commit()

    assert "Kurs cofnięty" not in client.sign_in(learner).words("/konto/nauka/")


@pytest.mark.parametrize(("done", "last", "expected"), [
    (set(), None, 1), ({1}, 1, 2), ({1}, 3, 3), ({1, 3}, 3, 4), ({3, 4}, 4, 1), ({1, 2, 3, 4}, 2, None), (set(), 99, 1),
])  # fmt: skip
def test_one_goes_on_from_the_last_place_and_round_to_what_was_skipped(done, last, expected):
    assert rules.next_lesson([1, 2, 3, 4], done, last) == expected


def test_states_of_lessons_follow_the_order_of_the_course():
    assert list(rules.states("sequence", [1, 2, 3], {1}, 2).values()) == ["done", "here", "shut"]
    assert list(rules.states("sequence", [1, 2, 3], {3}, 2).values()) == ["open", "shut", "done"]
    assert list(rules.states("free", [1, 2, 3], {2}, None).values()) == ["open", "done", "open"]
