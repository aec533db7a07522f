from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db, rollback
from akademia.jobs import services
from akademia.jobs.models import Job
from akademia.jobs.worker import Clock, call_clock, run_due


def periods() -> list[str]:
    rollback()
    return list(db.session.scalars(select(Job.key).order_by(Job.id)))


def nothing(task):
    pass


def test_two_workers_call_a_period_once(app, only_own_clock, teach, noon):
    teach("test.tick", nothing, minutes=5)

    for minutes in (0, 4, 5, 9, 60):
        clock.freeze(noon + timedelta(minutes=minutes))
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: call_clock(app, Clock()), range(4)))

    assert periods() == [(noon + timedelta(minutes=m)).isoformat() for m in (0, 5, 60)]


def test_a_period_stays_called_after_its_job_is_dropped(app, only_own_clock, teach, noon):
    teach("test.tick", nothing, minutes=7 * 24 * 60)
    call_clock(app, Clock())
    run_due(app)
    clock.freeze(noon + timedelta(days=2))
    services.drop_old()
    db.session.commit()

    call_clock(app, Clock())

    assert periods() == []


def test_an_hour_without_workers_is_called_once(app, only_own_clock, teach, noon):
    teach("test.tick", nothing, minutes=5)
    ticks = Clock()
    call_clock(app, ticks)

    clock.freeze(noon + timedelta(hours=1))
    call_clock(app, ticks)

    assert len(periods()) == 2


def test_the_clock_asks_the_database_once_a_period(app, only_own_clock, teach, count_queries, noon):
    teach("test.tick", nothing, minutes=5)
    ticks = Clock()
    call_clock(app, ticks)

    assert count_queries(lambda: call_clock(app, ticks)) == 0


def test_a_period_of_more_than_a_week_is_refused():
    with pytest.raises(ValueError, match="week"):
        services.every("test.yearly", minutes=365 * 24 * 60)


def test_the_command_does_what_is_due_and_ends(app, only_own_clock, teach, noon):
    teach("test.tick", nothing, minutes=5)

    result = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert result.output == "Zrobione zadania: 1.\n"
