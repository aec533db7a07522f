"""Enrolling by list: pasted or sent, previewed line by line, done once, by a worker when long."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.courses.models import Enrolment
from akademia.education.learners import rules, services
from akademia.education.learners.models import EnrolmentList
from akademia.education.learners.privacy import CARD
from akademia.jobs.models import Job
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from tests.factories import make_course, make_learner, make_user

DESK = "/panel/uczestnicy/"


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


@pytest.fixture
def course(app):
    made = make_course()
    commit()
    return made


def paste(staff, course, text, status=303, **more):
    return staff.post(f"{DESK}{course.id}/zapis/", {"text": text, **more}, status=status)


def on_course() -> int:
    return db.session.scalar(select(func.count(Enrolment.id))) or 0


def letters() -> list[tuple[str, str]]:
    rows = db.session.execute(select(Letter.to_address, Letter.template).order_by(Letter.id))
    return [(row[0], row[1]) for row in rows]


def test_the_preview_says_what_will_happen_with_each_line_and_does_nothing(staff, course):
    make_learner(course).email = "jest@example.org"
    make_user(email="wejdzie@example.org")
    commit()

    address = paste(
        staff, course, "jest@example.org\nWEJDZIE@example.org\nnowy@example.org\nnowy@example.org\nbez"
    ).location
    words = staff.words(address)

    assert "jest@example.org już jest na kursie" in words
    assert "WEJDZIE@example.org zapiszemy na kurs" in words
    assert "nowy@example.org nie ma konta: wyślemy zaproszenie" in words
    assert "nowy@example.org powtórzony, pominiemy" in words
    assert "bez to nie jest adres e-mail, pominiemy" in words
    assert (on_course(), letters()) == (1, [])
    again = staff.get(f"{DESK}{course.id}/zapis/?lista={address.rstrip('/').rpartition('/')[2]}").text
    assert "nowy@example.org" in again


def test_one_act_enrols_and_invites_and_a_second_press_changes_nothing(staff, course):
    make_user(email="wejdzie@example.org")
    commit()
    address = paste(staff, course, "wejdzie@example.org\nnowy@example.org\nzle").location

    staff.post(address)
    staff.post(address)

    assert on_course() == 1
    assert letters() == [("wejdzie@example.org", "learners/enrolled"), ("nowy@example.org", "learners/invitation")]
    assert "Zapisano: 1, zaproszono: 1, pominięto: 1." in staff.words(address)
    assert db.session.scalars(select(EnrolmentList)).one().lines == []


def test_a_csv_file_of_a_spreadsheet_is_read(staff, course):
    body = "Nazwisko;E-mail\nŻak;zak@example.org\n".encode("cp1250")

    address = paste(staff, course, "", file=(BytesIO(body), "lista.csv"),).location  # fmt: skip

    words = staff.words(address)
    assert "1 wiersz" in words
    assert "zak@example.org" in words


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Anna Żak <anna@example.org>", "anna@example.org"),
        ("Żak;anna@example.org;Kraków", "anna@example.org"),
        ('"anna@example.org",tak', "anna@example.org"),
        ("anna@example.org.", "anna@example.org"),
        ("bez adresu", "bez adresu"),
    ],
)
def test_the_address_of_a_line_is_found(line, address):
    assert rules.address_in(line) == address


def test_an_empty_list_and_one_too_long_are_refused(staff, course):
    assert "Wklej co najmniej jeden adres" in paste(staff, course, " \n", status=422).text
    long = "\n".join(f"o{n}@example.org" for n in range(rules.MOST_LINES + 1))
    assert "najwyżej 5000 wierszy" in paste(staff, course, long, status=422).text


def test_nobody_is_enrolled_on_a_course_that_is_not_published(staff, course):
    course.state = "draft"
    commit()
    address = paste(staff, course, "nowy@example.org").location

    assert "Najpierw opublikuj kurs." in staff.words(address)
    staff.post(address, status=409)

    assert letters() == []


def test_a_long_list_is_done_by_a_worker_that_tells_how_far_it_is(app, staff, course):
    people = [make_user(email=f"osoba{n}@example.net") for n in range(rules.AT_ONCE)]
    commit()
    text = "\n".join([*(person.email for person in people), "nowy@example.org", people[0].email])
    address = paste(staff, course, text).location

    staff.post(address)
    assert on_course() == 0
    assert "Zrobione: 0 z 102" in staff.words(address)
    run_due(app)

    assert on_course() == rules.AT_ONCE
    assert "Zapisano: 100, zaproszono: 1, pominięto: 1." in staff.words(address)
    job = db.session.scalars(select(Job).where(Job.kind == "learners.enrol")).one()
    assert (job.progress_done, job.progress_total) == (102, 102)
    assert "@" not in str(job.payload)


def test_a_list_goes_on_where_a_lost_worker_left_it(app, course):
    for n in range(4):
        make_user(email=f"osoba{n}@example.net")
    kept = services.keep_list(course, "\n".join(f"osoba{n}@example.net" for n in range(4)), 1)
    kept.state = "running"
    assert services.enrol_some(kept, course, 3)
    commit()

    assert not services.enrol_some(kept, course, 3)

    assert (on_course(), kept.enrolled, len(letters())) == (4, 4, 4)


def test_a_list_is_gone_after_a_day_and_an_erased_person_at_once(app, course, noon):
    person = make_user(email="znika@example.org")
    kept = services.keep_list(course, "znika@example.org\nzostaje@example.org", 1)
    commit()

    assert CARD.export(person.id) == {"listy osób do zapisania": [noon.isoformat()]}
    CARD.erase(person.id)
    assert kept.lines == ["–", "zostaje@example.org"]
    commit()
    clock.freeze(noon + timedelta(days=1, minutes=1))
    services.drop_old_lists()

    assert db.session.scalars(select(EnrolmentList)).all() == []
