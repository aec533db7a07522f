"""Issuing, taking back and issuing anew: one living certificate for one thing, whatever happens at one moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from akademia.audit.models import AuditEntry
from akademia.certificates import privacy, queries, services
from akademia.certificates.models import Certificate
from akademia.certificates.rules import normalise_code
from akademia.core import db as database
from akademia.core.db import db
from akademia.core.errors import Withdrawn
from akademia.education.courses.models import Course
from akademia.mail.models import Letter
from tests.factories import make_award, make_user


@pytest.fixture
def holder(app, noon):
    person = make_user(email="zaneta@example.org")
    db.session.commit()
    return person


def test_what_was_issued_is_issued_once_with_one_letter(holder):
    first = services.issue(make_award(holder))
    second = services.issue(make_award(holder, name="Inne Imię", score_percent=100))
    db.session.commit()

    assert first is second
    assert (first.name, first.score_percent, first.number) == (
        "Żaneta Łęcka",
        90,
        f"AZS/2026/{first.id:06d}",
    )
    assert normalise_code(first.code) == first.code
    letters = db.session.scalars(select(Letter)).all()
    assert [(letter.to_address, letter.key) for letter in letters] == [
        (holder.email, f"certificate-issued:{first.code}")
    ]
    assert f"http://localhost:8000/zaswiadczenia/{first.code}/" in letters[0].text_body
    assert [entry.act for entry in db.session.scalars(select(AuditEntry))] == ["certificate.issue"]


def test_two_processes_at_one_moment_end_with_one_certificate_and_one_letter(app, holder):
    award, together = make_award(holder), Barrier(4)
    db.session.rollback()  # the test's own reading holds the writer's place

    def issue():
        with app.app_context(), database.writing():
            together.wait()
            code = services.issue(award).code
            database.commit()
            return code

    with ThreadPoolExecutor(4) as pool:
        codes = {made.result() for made in [pool.submit(issue) for _ in range(4)]}

    assert len(codes) == 1
    assert db.session.scalar(select(func.count(Certificate.id))) == 1
    assert db.session.scalar(select(func.count(Letter.id))) == 1


def test_numbers_of_different_people_at_one_moment_do_not_meet(app, holder):
    people = [holder, *(make_user() for _ in range(3))]
    db.session.commit()
    awards, together = [make_award(person) for person in people], Barrier(4)
    db.session.rollback()

    def issue(award):
        with app.app_context(), database.writing():
            together.wait()
            made = services.issue(award)
            told = made.number, f"AZS/2026/{made.id:06d}"
            database.commit()
            return told

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(issue, awards))

    assert len({number for number, _ in numbers}) == 4
    assert all(number == of_its_row for number, of_its_row in numbers)


def test_another_edition_or_course_is_another_certificate(holder):
    made = [services.issue(make_award(holder, **other)) for other in ({}, {"edition": 2}, {"subject_key": "inny"})]

    assert len({certificate.number for certificate in made}) == 3


def test_the_table_itself_refuses_a_second_living_one(holder):
    services.issue(make_award(holder))

    with pytest.raises(IntegrityError):
        services._write(make_award(holder))
    db.session.rollback()


def test_a_certificate_stays_as_it_was_when_the_course_changes(starter, holder):
    course = db.session.scalars(select(Course)).one()
    made = services.issue(
        make_award(holder, subject_key=course.key, title=course.title, hours=course.hours, edition=course.edition)
    )
    title, hours = course.title, course.hours

    course.title, course.hours, course.edition = "Zupełnie inny", 99, 5
    db.session.commit()
    db.session.expire_all()

    assert (made.title, made.hours, made.edition) == (title, hours, 1)


def test_one_that_is_taken_back_keeps_the_day_and_the_reason_and_makes_room_for_staff(holder, noon):
    first = services.issue(make_award(holder))

    services.revoke(first, "  Pomyłka w nazwisku ", actor=holder.id)
    assert services.issue(make_award(holder)) is first  # not by a click of its holder
    second = services.reissue(first, "Jednak wydane")

    assert (first.revoked_at, first.revoked_reason) == (noon, "Pomyłka w nazwisku")
    assert second.replaces_id == first.id
    with pytest.raises(services.AlreadyRevoked):
        services.reissue(first, "Jeszcze raz")
    assert [held.revoked for held in queries.held_by(holder.id)].count(True) == 1
    with pytest.raises(services.AlreadyRevoked):
        services.revoke(first, "Jeszcze raz")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked_for(holder, reason):
    made = services.issue(make_award(holder))

    with pytest.raises(services.NoReason):
        services.revoke(made, reason)

    assert made.revoked_at is None


def test_a_certificate_is_never_issued_anew_for_nobody(holder):
    first = services.issue(make_award(holder))

    with pytest.raises(services.NoName):
        services.reissue(first, "Błąd w nazwisku", "  ")

    assert first.revoked_at is None


def test_one_issued_anew_bears_the_corrected_name_and_points_to_the_old(holder):
    first = services.issue(make_award(holder))

    second = services.reissue(first, "Błąd w nazwisku", " Żaneta Łęcka-Nowak ")
    db.session.commit()

    assert (second.name, second.replaces_id, second.title) == ("Żaneta Łęcka-Nowak", first.id, first.title)
    assert first.revoked_reason == "Błąd w nazwisku"
    assert services.issue(make_award(holder)) is second
    assert db.session.scalar(select(func.count(Letter.id))) == 2


def test_the_commands_take_back_and_issue_anew_and_say_what_they_cannot(app, holder):
    code = services.issue(make_award(holder)).code
    db.session.commit()
    run = app.test_cli_runner().invoke

    anew = run(args=["certificates", "reissue", code.lower(), "--reason", "Błąd", "--name", "Jan Łęcki"])
    again = run(args=["certificates", "revoke", code, "--reason", "Błąd"])
    unknown = run(args=["certificates", "revoke", "ZS-2222-2222", "--reason", "Błąd"])

    assert anew.exit_code == 0, anew.output
    new = queries.by_code(anew.output.split()[-1].rstrip("."))
    assert new.name == "Jan Łęcki"
    assert (again.exit_code, unknown.exit_code) == (1, 1)
    assert "już cofnięte" in again.output
    assert "Nie ma zaświadczenia o kodzie ZS-2222-2222" in unknown.output


def test_a_person_sees_what_is_kept_and_may_have_it_erased(holder):
    made = services.issue(make_award(holder))

    exported = privacy.CARD.export(holder.id)
    privacy.CARD.erase(holder.id)

    assert exported["zaświadczenia"][0]["imię i nazwisko"] == "Żaneta Łęcka"
    assert made.name == "osoba usunięta"
    assert queries.held_by(holder.id) == []
    with pytest.raises(Withdrawn):
        queries.by_code(made.code)
