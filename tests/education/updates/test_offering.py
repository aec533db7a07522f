"""Who is told of what changed since their course: graduates of before, once, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.updates.models import CourseUpdate
from akademia.jobs.models import Job
from akademia.mail.models import Letter
from akademia.mail.rules import KINDS
from akademia.mail.services import refuse
from akademia.texts.services import publishing, recycling
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, kind_named
from tests.education.updates.made import (
    address_of,
    amend,
    certificate_of,
    form_of,
    make_graduate,
    make_taught,
    make_update,
    tell_all,
)
from tests.factories import make_learner, make_user

LEARNING = "/konto/nauka/"
OFFERED = "Co się zmieniło po Twoich kursach"


def letters() -> list[str]:
    rows = db.session.scalars(select(Letter).where(Letter.template == "updates/offered").order_by(Letter.to_address))
    return [row.to_address for row in rows]


def test_a_graduate_of_before_is_offered_the_lesson_on_the_desk_and_on_the_certificate_s_page(client, new_client):
    course = make_taught()
    graduate = make_graduate(course)
    make_update(course, amend())
    page = f"/zaswiadczenia/{certificate_of(graduate).code}/"
    commit()
    client.sign_in(graduate)

    desk, own, public = client.words(LEARNING), client.words(page), new_client().words(page)

    assert OFFERED in desk
    assert "Nowe świadczenie" in desk
    assert "Twoje zaświadczenia pozostają ważne" in desk
    assert "Tę część strony widzisz tylko Ty. Zaświadczenie pozostaje ważne, a lekcja jest dobrowolna" in own
    assert "Możesz odświeżyć wiedzę" not in public


def test_nobody_else_is_offered_anything(client):
    """A learner still on the way, one who finished after the course was brought up to date, one of another course."""
    course = make_taught()
    before, learner = make_graduate(course), make_learner(course)
    amendment = amend()
    make_update(course, amendment)
    course.legal_state_on = clock.today()
    after = make_graduate(course)
    stranger = make_user()
    commit()
    tell_all()

    assert letters() == [before.email]
    for person in (learner, after, stranger):
        assert OFFERED not in client.sign_in(person).words(LEARNING)


def test_who_finished_without_a_name_for_the_certificate_is_offered_it_too(client):
    course = make_taught()
    graduate = make_graduate(course, name=None)
    make_update(course, amend())
    commit()

    assert OFFERED in client.sign_in(graduate).words(LEARNING)


def test_one_letter_goes_to_each_who_wants_such_letters_however_often_the_lesson_is_published(app):
    course = make_taught()
    wants, refuses = make_graduate(course), make_graduate(course)
    refuse(refuses.id, KINDS["update"])
    amendment = amend()
    update = make_update(course, amendment)
    commit()
    assert letters() == []

    assert tell_all() == 1
    working = open_text(Place(kind_named("update"), update.id))
    publishing.publish(working, working.opened, form_of(amendment, title="Poprawione"), wants.id)
    commit()
    tell_all()

    assert letters() == [wants.email]


def test_what_is_not_in_force_yet_is_offered_from_its_day(client, stop_clock):
    day = clock.today() + timedelta(days=20)
    course = make_taught()
    graduate = make_graduate(course)
    make_update(course, amend(day), legal_state_on=day.isoformat())
    commit()
    client.sign_in(graduate)

    assert tell_all() == 0
    assert OFFERED not in client.words(LEARNING)

    stop_clock(clock.now() + timedelta(days=21))
    assert tell_all() == 1
    assert letters() == [graduate.email]
    assert OFFERED in client.sign_in(graduate).words(LEARNING)


def test_a_withdrawn_lesson_is_offered_and_told_to_nobody_until_it_comes_back(client):
    course = make_taught()
    graduate = make_graduate(course)
    update = make_update(course, amend())
    address = address_of(update)
    item = recycling.remove(kind_named("update"), update.id, graduate.id).id
    commit()
    client.sign_in(graduate)

    tell_all()
    assert letters() == []
    assert OFFERED not in client.words(LEARNING)
    client.get(address, status=404)

    recycling.restore(item, graduate.id)
    commit()
    tell_all()
    assert letters() == [graduate.email]
    client.get(address)


@pytest.mark.parametrize("page", [LEARNING, "certificate"])
def test_a_page_asks_the_same_number_of_questions_for_one_lesson_and_for_six(client, count_queries, page):
    course = make_taught()
    graduate = make_graduate(course)
    make_update(course, amend())
    address = LEARNING if page == LEARNING else f"/zaswiadczenia/{certificate_of(graduate).code}/"
    commit()
    client.sign_in(graduate)
    client.get(address)

    few = count_queries(lambda: client.get(address))
    for number in range(2, 7):
        make_update(course, amend(number=number), slug=f"zmiana-{number}")
    commit()

    assert count_queries(lambda: client.get(address)) == few
    assert db.session.query(CourseUpdate).count() == 6


def test_the_job_waits_in_the_outbox_with_its_lesson(app):
    course = make_taught()
    update = make_update(course, amend())

    waiting = db.session.scalars(select(Job).where(Job.kind == "updates.tell")).all()

    assert [job.payload for job in waiting] == [{"update": update.id}]
