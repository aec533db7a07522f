from datetime import datetime, timedelta, timezone

from akademia.jobs import rules


def test_each_delay_is_twice_the_last_up_to_six_hours():
    delays = [rules.retry_delay(attempt, 0.5).total_seconds() for attempt in range(1, 15)]

    assert delays[:4] == [15, 30, 60, 120]
    assert delays[-1] == 6 * 3600


def test_delays_are_shaken_by_a_quarter():
    assert rules.retry_delay(3, 0.0) == timedelta(seconds=45)
    assert rules.retry_delay(3, 1.0) == timedelta(seconds=75)


def test_a_period_begins_on_its_round_minute():
    moment = datetime(2026, 11, 23, 11, 17, 31, tzinfo=timezone.utc)

    assert rules.period_start(moment, 5) == moment.replace(minute=15, second=0)
    assert rules.period_start(moment, 24 * 60) == moment.replace(hour=0, minute=0, second=0)
