from datetime import timedelta

from akademia.core.limits import TableStorage


def test_a_count_grows_in_its_window_and_begins_anew_after_it(app, noon, stop_clock):
    storage = TableStorage("akademia-table://")

    assert [storage.incr("door", 60), storage.incr("door", 60, amount=2)] == [1, 3]
    assert storage.get("door") == 3
    assert storage.get_expiry("door") == (noon + timedelta(seconds=60)).timestamp()

    stop_clock(noon + timedelta(seconds=61))
    assert storage.get("door") == 0
    assert storage.incr("door", 60) == 1


def test_a_key_that_was_never_counted_stands_at_nothing(app, noon):
    storage = TableStorage("akademia-table://")

    assert storage.get("door") == 0
    assert storage.get_expiry("door") == noon.timestamp()


def test_one_key_is_cleared_and_others_stay(app):
    storage = TableStorage("akademia-table://")
    storage.incr("door", 60)
    storage.incr("gate", 60)

    storage.clear("door")

    assert (storage.get("door"), storage.get("gate")) == (0, 1)
    assert storage.reset() == 1
