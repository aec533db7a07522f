"""Letters to editors: once when an amendment is entered, once before its day, and to nobody when nothing waits."""

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import Job
from akademia.jobs.services import Task
from akademia.law.jobs import tell_of_amendment
from akademia.law.models import Amendment, Review
from akademia.law.services import Place, cite, enter, withdraw
from akademia.law.services.telling import WORK
from akademia.mail.models import Letter
from akademia.mail.rules import KINDS
from akademia.mail.services import refuse
from tests.factories import make_course, make_user
from tests.law.test_entering import amendment, change
from tests.law.test_history import register

__all__ = ["register"]
DAY = date(2027, 1, 1)
NOW = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def editor(register, stop_clock):
    """A lesson that speaks of art. 15, one editor, and a learner who gets none of this."""
    stop_clock(NOW)
    cite("lesson", make_course(lessons=1).lessons[0].id, 1, [Place("art-15")], date(2022, 9, 22))
    make_user(Role.Learner)
    editor = make_user(Role.Staff)
    commit()
    return editor


def work(at=None):
    """Do all the telling that is due, twice, as a worker may."""
    due = select(Job).where(Job.kind == WORK, Job.run_at <= (at or clock.now())).order_by(Job.id)
    for job in [*db.session.scalars(due).all()] * 2:
        tell_of_amendment(Task(job.id, job.kind, dict(job.payload), 1, "w"))
    commit()


def letters():
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def test_an_editor_is_told_once_what_changes_when_and_how_much_waits(register, editor):
    enter(register, amendment(change(), change("art-2-pkt-2")))

    work()

    letter = letters()[0]
    assert [one.user_number for one in letters()] == [editor.id]
    assert letter.subject == "Wpisano nowelizację, do przejrzenia 3 teksty"
    words = letter.text_body.replace("\u00a0", " ")
    assert "od 1 stycznia 2027 r.: art. 2 pkt 2, art. 15 ust. 4" in words
    assert "- Lekcje: 1" in words
    assert "- Opisy przepisów: 2" in words
    assert "/panel/przeglady/?nowelizacja=du-2026-1500" in words
    assert "Wypisz się" in words


def test_who_refused_such_letters_gets_none_and_learners_are_not_asked(register, editor, client, new_client):
    refuse(editor.id, KINDS["law"])
    enter(register, amendment())

    work()

    assert letters() == []
    assert "Zmiany prawa i teksty" in client.sign_in(editor).words("/konto/listy/")
    assert "Zmiany prawa i teksty" not in new_client().sign_in(make_user(Role.Learner)).words("/konto/listy/")


def test_a_reminder_comes_two_weeks_before_the_day_while_something_waits(register, editor, stop_clock):
    enter(register, amendment())
    work()
    stop_clock(NOW + timedelta(days=47, hours=-8))  # 18 December, 5 in the morning
    work()
    assert len(letters()) == 1

    stop_clock(NOW + timedelta(days=47))
    work()

    assert [one.subject for one in letters()[1:]] == ["Za 14 dni zmiana prawa, do przejrzenia 2 teksty"]


def test_nothing_is_sent_when_nothing_waits_any_more(register, editor):
    enter(register, amendment())
    db.session.execute(Review.__table__.update().values(verdict="right", closed_at=clock.now()))

    work(NOW + timedelta(days=60))

    assert letters() == []


def test_a_withdrawn_amendment_is_told_to_nobody(register, editor):
    enter(register, amendment())
    withdraw(db.session.scalar(select(Amendment.id).where(Amendment.key == "du-2026-1500")))

    work(NOW + timedelta(days=60))

    assert letters() == []


def test_a_day_that_moves_moves_the_reminder(register, editor, stop_clock):
    enter(register, amendment())
    work()
    enter(register, amendment(change(on=date(2027, 3, 1))))

    stop_clock(NOW + timedelta(days=50))
    work()
    assert len(letters()) == 1
    stop_clock(NOW + timedelta(days=110))
    work()

    assert "Za 10 dni zmiana prawa" in letters()[1].subject


@pytest.mark.parametrize("day", [date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25)])
def test_what_is_entered_at_the_last_moment_or_later_is_told_of_once(register, editor, day):
    enter(register, amendment(change(on=day)))

    work(NOW + timedelta(days=30))

    assert len(letters()) == 1
