from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from akademia.audit.models import AuditEntry
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import commit, db, rollback, writing
from akademia.jobs import rules, services
from akademia.jobs.models import Job
from akademia.jobs.services import GiveUp, LeaseLost, TryLater, enqueue, take
from akademia.jobs.worker import run_due, run_one


def only_job() -> Job:
    rollback()
    return db.session.scalars(select(Job)).one()


def notes() -> list[str]:
    rollback()
    return list(db.session.scalars(select(AuditEntry.thing_ref)))


def note(task):
    record("test.noted", "test", task.payload.get("number", 0))


def fail_with(error):
    def fail(task):
        record("test.noted", "test", "undone")
        db.session.flush()
        raise error

    return fail


def test_work_asked_for_is_done_and_ended_in_one_transaction(app, teach):
    teach("test.note", note)
    enqueue("test.note", {"number": 7})
    commit()

    assert run_due(app) == 1

    assert notes() == ["7"]
    assert only_job().done_at is not None


def test_work_asked_for_in_a_transaction_that_failed_is_never_done(app, teach):
    teach("test.note", note)
    enqueue("test.note")
    rollback()

    assert run_due(app) == 0


def test_asking_twice_with_one_key_gives_one_job_also_when_it_is_done(app, teach):
    teach("test.note", note)
    first = enqueue("test.note", key="a").id
    commit()
    run_due(app)

    second = enqueue("test.note", key="a").id
    other = enqueue("test.note", key="b").id

    assert first == second != other


def test_two_who_ask_at_the_same_moment_with_one_key_get_one_job(app):
    meet = Barrier(4)

    def ask(_number):
        with app.app_context(), writing():
            meet.wait()
            number = enqueue("test.note", key="same").id
            commit()
            return number

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1


def test_many_workers_do_each_job_once(app, teach):
    teach("test.note", note)
    for number in range(40):
        enqueue("test.note", {"number": number})
    commit()

    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(lambda _: run_due(app), range(4)))

    assert done == 40
    assert sorted(map(int, notes())) == list(range(40))


def test_work_for_later_waits_for_its_time(app, teach, noon):
    teach("test.note", note)
    enqueue("test.note", run_at=noon + timedelta(hours=1))
    commit()

    assert run_due(app) == 0

    clock.freeze(noon + timedelta(hours=1))
    assert run_due(app) == 1


def test_a_dead_workers_job_goes_to_the_next_after_the_lease(app, noon):
    enqueue("test.note")
    dead = take("dead")
    commit()

    clock.freeze(noon + timedelta(seconds=59))
    assert take("next") is None

    clock.freeze(noon + timedelta(seconds=60))
    taken = take("next")
    assert (taken.id, taken.attempt) == (dead.id, 2)


def test_a_worker_that_comes_back_after_its_lease_keeps_nothing(app, teach, noon):
    enqueue("test.note", {"number": 1})
    commit()

    def oversleep(task):
        note(task)
        rollback()
        clock.freeze(noon + timedelta(minutes=5))
        assert take("next") is not None
        commit()
        record("test.noted", "test", "too late")

    teach("test.note", oversleep)

    assert run_one(app, "slow")

    assert notes() == []
    assert (only_job().leased_by, only_job().done_at) == ("next", None)


def test_progress_is_seen_and_holds_the_job_longer(app, noon):
    enqueue("test.note")
    task = take("slow")
    commit()

    clock.freeze(noon + timedelta(seconds=50))
    services.progress(task, 3, 10)
    commit()

    clock.freeze(noon + timedelta(seconds=100))
    assert take("next") is None
    assert (only_job().progress_done, only_job().progress_total) == (3, 10)


def test_progress_of_a_lost_job_is_refused(app, noon):
    enqueue("test.note")
    task = take("slow")
    clock.freeze(noon + timedelta(minutes=2))
    take("next")

    with pytest.raises(LeaseLost):
        services.progress(task, 1, 2)


def test_a_failed_attempt_leaves_nothing_and_is_made_again_later(app, teach, noon):
    teach("test.note", fail_with(TryLater("Serwer nie odpowiada.")))
    enqueue("test.note")
    commit()

    assert run_due(app) == 1

    job = only_job()
    assert notes() == []
    assert (job.attempts, job.last_error, job.failed_at, job.leased_by) == (1, "Serwer nie odpowiada.", None, None)
    assert timedelta(seconds=11) < job.run_at - noon < timedelta(seconds=19)


def test_after_the_last_attempt_the_failure_is_kept_in_words(app, teach, noon):
    teach("test.note", fail_with(TryLater("Serwer nie odpowiada.")))
    enqueue("test.note")
    commit()

    for day in range(rules.ATTEMPTS + 3):
        clock.freeze(noon + timedelta(days=day))
        run_due(app)

    job = only_job()
    assert (job.attempts, job.last_error) == (rules.ATTEMPTS, "Serwer nie odpowiada.")
    assert job.failed_at == noon + timedelta(days=rules.ATTEMPTS - 1)


def test_who_gives_up_is_not_asked_again(app, teach):
    teach("test.note", fail_with(GiveUp("Nie ma takiego pliku.")))
    enqueue("test.note")
    commit()

    assert run_due(app) == 1
    assert (only_job().attempts, only_job().last_error) == (1, "Nie ma takiego pliku.")
    assert only_job().failed_at is not None


def test_an_unforeseen_error_is_kept_without_what_may_be_personal(app, teach):
    teach("test.note", fail_with(ValueError("jan.kowalski@example.org")))
    enqueue("test.note")
    commit()

    run_due(app)

    assert only_job().last_error.startswith("ValueError")
    assert "kowalski" not in only_job().last_error


def test_a_job_that_kills_every_worker_is_given_up(app, noon):
    enqueue("test.note")
    for minutes in range(rules.ATTEMPTS):
        clock.freeze(noon + timedelta(minutes=2 * minutes))
        assert take("dying") is not None

    clock.freeze(noon + timedelta(days=1))
    assert take("next") is None

    assert db.session.scalars(select(Job)).one().last_error == "Każda próba skończyła się śmiercią procesu."


def test_work_that_nobody_knows_waits_for_who_does(app, teach, noon):
    enqueue("test.note")
    commit()
    run_due(app)
    teach("test.note", note)

    clock.freeze(noon + timedelta(minutes=1))
    assert run_due(app) == 1
    assert only_job().done_at is not None


def test_hurried_work_is_done_at_once(app, teach, noon):
    teach("test.note", note)
    enqueue("test.note", run_at=noon + timedelta(hours=5))
    enqueue("test.other", run_at=noon + timedelta(hours=5))

    assert services.hurry("test.note") == 1
    commit()

    assert run_due(app) == 1


def test_an_idle_worker_does_not_hold_up_a_writer(app):
    with app.app_context(), writing():
        enqueue("test.note")  # an open writing transaction; a second writer would wait for it on SQLite

        assert run_due(app) == 0


def test_jobs_done_long_ago_are_dropped_and_failed_ones_stay(app, teach, noon):
    teach("test.note", note)
    teach("test.tick", note, minutes=5)
    long_ago, days_ago = noon - timedelta(days=31), noon - timedelta(days=2)
    for kind, key, when in [
        ("test.note", "old", long_ago),
        ("test.note", "young", days_ago),
        ("test.tick", "ticked", days_ago),
        ("test.tick", "ticked just now", noon),
    ]:
        enqueue(kind, key=key).done_at = when
    enqueue("test.note", key="failed").failed_at = long_ago
    enqueue("test.note", key="waiting")
    db.session.flush()

    services.drop_old()

    assert set(db.session.scalars(select(Job.key))) == {"young", "ticked just now", "failed", "waiting"}


def test_one_kind_of_work_has_one_handler():
    with pytest.raises(ValueError, match=r"jobs\.drop_old"):
        services.handler("jobs.drop_old")(note)
