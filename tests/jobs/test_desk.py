"""The page of jobs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import Job, WorkerSign
from akademia.jobs.services import drop_old, enqueue, give_sign, progress, take
from tests.factories import make_user

JOBS = "/panel/zadania/"


@pytest.fixture
def keeper(app, client):
    admin = make_user(Role.Admin)
    commit()
    return client.sign_in(admin)


def failed(words: str = "Serwer nie odpowiada.") -> int:
    job = enqueue("mail.deliver", {"letter": 0})
    job.failed_at, job.last_error, job.attempts = clock.now(), words, 12
    commit()
    return job.id


def test_it_is_said_plainly_that_nobody_works(keeper):
    assert "Nikt nie wykonuje zadań w tle" in keeper.words(JOBS)
    assert "Żaden proces nie dał jeszcze znaku życia" in keeper.words(JOBS)


def test_a_worker_gives_signs_of_life_until_it_is_gone(keeper, noon):
    give_sign("a")
    give_sign("a")
    commit()
    assert "wykonuje 1 proces." in keeper.words(JOBS)

    clock.freeze(noon + timedelta(minutes=3))
    assert "Ostatni znak życia: 23 listopada 2026 r. o 12:00" in keeper.words(JOBS)

    clock.freeze(noon + timedelta(days=8))
    drop_old()
    assert db.session.scalar(select(WorkerSign)) is None


def test_what_waits_runs_and_how_far_is_shown(keeper):
    enqueue("mail.wipe")
    enqueue("mail.deliver", run_at=clock.now() - timedelta(minutes=1))
    task = take("worker")
    progress(task, 3, 4)
    commit()

    words = keeper.words(JOBS)

    assert "doręczenie listu" in words
    assert "75%" in words
    assert "najbliższa próba" in words


def test_a_failed_job_is_told_with_its_reason_and_waits_at_the_desk(keeper):
    failed()

    assert "Serwer nie odpowiada." in keeper.words(f"{JOBS}?stan=nieudane")
    assert "zadanie nieudane" in keeper.words("/panel/")


def test_a_failed_job_is_tried_again_once(keeper):
    number = failed()

    keeper.post(f"{JOBS}{number}/ponow/")
    keeper.post(f"{JOBS}{number}/ponow/", status=409)

    job = db.session.get(Job, number)
    assert (job.failed_at, job.attempts) == (None, 0)
    assert take("worker").id == number
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == ["job.try_again"]


def test_a_failed_job_is_dropped_and_one_that_waits_is_not(keeper):
    number, waiting = failed(), enqueue("mail.wipe").id
    commit()

    keeper.post(f"{JOBS}{number}/usun/")
    keeper.post(f"{JOBS}{number}/usun/", status=404)
    keeper.post(f"{JOBS}{waiting}/usun/", status=409)

    assert db.session.scalars(select(Job.id)).all() == [waiting]


def test_the_page_costs_the_same_with_one_job_and_with_thirty(keeper, count_queries):
    failed()
    one = count_queries(lambda: keeper.get(f"{JOBS}?stan=nieudane"))
    for _ in range(29):
        failed()

    assert count_queries(lambda: keeper.get(f"{JOBS}?stan=nieudane")) == one
