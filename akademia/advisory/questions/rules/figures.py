"""Figures of answer times."""

from collections.abc import Iterable


def ranked(counts: Iterable[tuple[int, int]], percent: int) -> int | None:
    """Return the value under which at least so many percent of values lie, by the nearest rank; None of none.

    :param counts: (value, how many times it stands), in any order.
    :param percent: 1 to 100; 50 gives the (lower) median.
    """
    ordered = sorted(counts)
    total = sum(times for _value, times in ordered)
    rank, passed = -(-total * percent // 100), 0
    for value, times in ordered:
        passed += times
        if passed >= rank > 0:
            return value
    return None
