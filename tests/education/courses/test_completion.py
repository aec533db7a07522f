"""A course is complete when its rule is met; then there is one certificate."""

import pytest
from sqlalchemy import select

from akademia.certificates.models import Certificate
from akademia.certificates.services import revoke
from akademia.core.db import commit, db
from akademia.education.courses.models import Enrolment
from akademia.education.courses.rules import Requirement, is_complete
from akademia.education.courses.services import learning
from akademia.mail.models import Letter
from tests.factories import make_course, make_learner, make_user

BOTH = {"requires_lessons": True, "requires_quiz": True}


def certificates() -> list[Certificate]:
    return list(db.session.scalars(select(Certificate)))


def enrolment_of(learner) -> Enrolment:
    return db.session.scalars(select(Enrolment).where(Enrolment.user_id == learner.id)).one()


@pytest.mark.parametrize(("rule", "left", "passed", "percent", "complete"), [
    (Requirement(True, False, 0), 0, False, None, True),
    (Requirement(True, False, 0), 1, True, 100, False),
    (Requirement(False, True, 0), 5, True, 60, True),
    (Requirement(False, True, 0), 0, False, 90, False),
    (Requirement(True, True, 0), 0, True, 60, True),
    (Requirement(True, True, 0), 1, True, 60, False),
    (Requirement(True, True, 0), 0, False, None, False),
    (Requirement(True, True, 80), 0, True, 79, False),
    (Requirement(True, True, 80), 0, True, 80, True),
    (Requirement(False, False, 0), 0, True, 100, False),
])  # fmt: skip
def test_the_rule_of_completion(rule, left, passed, percent, complete):
    assert is_complete(rule, left, passed, percent) is complete


def test_all_lessons_and_the_test_make_one_certificate_in_either_order(app):
    course = make_course(lessons=2, edition=3, hours=8, **BOTH)
    for_lessons_first, for_test_first = make_learner(course, "Jan Nowak"), make_learner(course, "Ewa Lis")

    first = enrolment_of(for_lessons_first)
    assert [learning.mark_done(first, lesson) for lesson in course.lessons] == [None, None]
    made = learning.report_quiz(course.id, for_lessons_first.id, 85, 80, True)

    assert learning.report_quiz(course.id, for_test_first.id, 90, 80, True) is None
    second = enrolment_of(for_test_first)
    assert learning.mark_done(second, course.lessons[0]) is None
    other = learning.mark_done(second, course.lessons[1])

    assert (made.name, made.title, made.hours, made.lessons, made.edition) == ("Jan Nowak", course.title, 8, 2, 3)
    assert (made.score_percent, made.pass_percent, made.legal_state_on) == (85, 80, course.legal_state_on)
    assert other.name == "Ewa Lis"
    assert first.completed_at is not None
    assert len(certificates()) == 2


def test_a_second_pass_and_a_mark_taken_back_keep_the_first_certificate_and_send_no_second_letter(app):
    course = make_course(lessons=1, **BOTH)
    learner = make_learner(course)
    enrolment = enrolment_of(learner)
    learning.report_quiz(course.id, learner.id, 85, 80, True)
    made = learning.mark_done(enrolment, course.lessons[0])

    learning.unmark_done(enrolment, course.lessons[0])
    again = learning.mark_done(enrolment, course.lessons[0])
    better = learning.report_quiz(course.id, learner.id, 100, 80, True)

    assert made is again
    assert made is better
    assert made.score_percent == 85
    assert len(certificates()) == 1
    assert len(db.session.scalars(select(Letter)).all()) == 1


def test_the_minimum_is_asked_of_the_best_result(app):
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True, minimum_percent=90)
    learner = make_learner(course)

    assert learning.report_quiz(course.id, learner.id, 85, 80, True) is None
    assert learning.report_quiz(course.id, learner.id, 20, 80, False) is None
    assert enrolment_of(learner).quiz_percent == 85
    made = learning.report_quiz(course.id, learner.id, 90, 80, True)

    assert made.score_percent == 90


def test_a_failed_test_and_a_missing_one_never_complete(app):
    course = make_course(lessons=1, **BOTH)
    learner = make_learner(course)

    assert learning.mark_done(enrolment_of(learner), course.lessons[0]) is None
    assert learning.report_quiz(course.id, learner.id, 79, 80, False) is None
    assert certificates() == []


def test_who_is_not_on_the_course_gets_no_result_on_it(app):
    course, stranger = make_course(**BOTH), make_user()

    with pytest.raises(learning.NotEnrolled):
        learning.report_quiz(course.id, stranger.id, 100, 80, True)


def test_a_raised_edition_gives_a_new_certificate_and_keeps_the_old(app):
    course = make_course(lessons=1)
    learner = make_learner(course)
    old = learning.mark_done(enrolment_of(learner), course.lessons[0])

    course.edition = 2
    new = learning.complete(enrolment_of(learner))

    assert old is not new
    assert [c.edition for c in certificates()] == [1, 2]


def test_what_staff_revoked_no_click_of_the_learner_brings_back(client):
    course = make_course(lessons=1)
    learner = make_learner(course)
    commit()
    address = f"/edukacja/kursy/{course.slug}/"
    client.sign_in(learner).post(f"{address}lekcje/lekcja-1/ukonczona")
    revoke(certificates()[0], "Ktoś inny rozwiązał test")
    commit()
    code = certificates()[0].code

    client.post(f"{address}lekcje/lekcja-1/nieukonczona")
    client.post(f"{address}lekcje/lekcja-1/ukonczona")
    claimed = client.post(f"{address}zaswiadczenie").location

    assert claimed == f"/zaswiadczenia/{code}/"
    assert [made.code for made in certificates()] == [code]
    assert "Zaświadczenie zostało cofnięte" in client.words(address)


def test_a_certificate_without_a_name_waits_until_it_is_claimed(client):
    course = make_course(lessons=1)
    learner = make_learner(course, name=None)
    commit()
    client.sign_in(learner)
    address = f"/edukacja/kursy/{course.slug}/"

    client.post(f"{address}zaswiadczenie", status=404)
    client.post(f"{address}lekcje/lekcja-1/ukonczona")
    assert certificates() == []
    assert enrolment_of(learner).completed_at is not None
    assert "podaj imię i nazwisko" in client.words(address)
    assert client.post(f"{address}zaswiadczenie").location == "/konto/profil/"

    learner.certificate_name = "Zofia Dąb"
    commit()
    assert "Wystaw zaświadczenie" in client.words(address)
    first, second = (client.post(f"{address}zaswiadczenie").location for _ in range(2))

    assert first == second == f"/zaswiadczenia/{certificates()[0].code}/"
    assert [c.name for c in certificates()] == ["Zofia Dąb"]
    assert "Zobacz zaświadczenie" in client.words(address)
