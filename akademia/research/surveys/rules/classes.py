"""Classes of numbers and dates: so wide that many people stand in each, with edges that are easy to say."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from akademia.research.surveys.rules.disclosure import LEAST

MOST_CLASSES = 6
_EASY = (1, 1.5, 2, 2.5, 3, 4, 5, 7.5)
_STEPS, _MOST_YEARS = 24, 200  # how many even edges are tried at the most: of numbers, of years
Options = tuple[tuple[str, str], ...]
Named = Callable[[str, str, bool], str]  # the ends of a class as its key has them, and whether all values are whole


def years_of(dates: Sequence[str]) -> Options:
    """Return classes of the years of ISO dates: a year of its own, told alone, would show that somebody named it."""
    return classes_of([int(date[:4]) for date in dates], _years, _MOST_YEARS)


def classes_of(values: Sequence[float], named: Named | None = None, steps: int = _STEPS) -> Options:
    """Return classes as (key, words); at least five values are in each, so their ends tell of nobody.

    The key holds the lower end, which belongs to the class, and the upper one, which does not („10:25”); an end that
    is open is empty. No values: one class.
    """
    ordered = sorted(values)
    enough = max(LEAST, len(ordered) / MOST_CLASSES)
    edges: list[float] = []
    taken = 0
    for edge in _candidates(ordered, steps):
        before = sum(value < edge for value in ordered)
        if before - taken >= enough and len(ordered) - before >= LEAST:
            edges.append(edge)
            taken = before
    whole = all(value == int(value) for value in ordered)
    ends = ["", *(_number(edge) for edge in edges), ""]
    return tuple((f"{low}:{high}", (named or _words)(low, high, whole)) for low, high in pairwise(ends))


def _candidates(ordered: Sequence[float], steps: int) -> list[float]:
    """Return easy numbers within the values, in order."""
    if not ordered or ordered[0] == ordered[-1]:
        return []
    low, high = ordered[0], ordered[-1]
    far = max(abs(low), abs(high))
    sizes = range(math.floor(math.log10(max(far, 1))) - 2, math.floor(math.log10(max(far, 1))) + 1)
    easy = {sign * one * 10.0**size for size in sizes for one in _EASY for sign in (1, -1)} | {0.0}
    step = _step((high - low) / steps)
    even = {step * place for place in range(math.floor(low / step), math.ceil(high / step) + 1)}
    if all(value == int(value) for value in ordered):
        easy, even = {e for e in easy if e == int(e)}, {e for e in even if e == int(e)}
    return sorted(round(edge, 6) for edge in easy | even if low < edge <= high)


def _step(least: float) -> float:
    size = 10.0 ** math.floor(math.log10(least))
    return next((one * size for one in (1, 2, 5) if one * size >= least), 10 * size)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _words(low: str, high: str, whole: bool) -> str:
    if not low and not high:
        return "wszystkie wartości"
    if not low:
        return f"mniej niż {_said(high)}"
    if not high:
        return f"{_said(low)} i więcej"
    if whole:
        last = int(high) - 1
        return _said(low) if int(low) == last else f"{_said(low)}–{_said(str(last))}"
    return f"od {_said(low)} do mniej niż {_said(high)}"


def _years(low: str, high: str, _whole: bool) -> str:
    if not low or not high:
        return f"{low} i później" if low else f"przed {high}" if high else "wszystkie lata"
    last = int(high) - 1
    return low if int(low) == last else f"{low}–{last}"


def _said(number: str) -> str:
    return number.replace(".", ",").replace("-", "−")


def place_in(value: float, classes: Options) -> str:
    """Return the key of the class that a value belongs to."""
    return next(key for key, _words in classes if _holds(key, value))


def _holds(key: str, value: float) -> bool:
    low, _, high = key.partition(":")
    return (not low or float(low) <= value) and (not high or value < float(high))
