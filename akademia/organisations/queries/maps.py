"""A map of the country: what each voivodeship counts, shaded and said in words. No tables are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from akademia.organisations.formats.poland import HEIGHT, WIDTH, Mark, Region, drawn
from akademia.organisations.rules import scale_of


@dataclass(frozen=True)
class Map:
    """What `ui/map.html` draws. `legend`: (step, its words), from nothing to the most."""

    regions: tuple[Region, ...]
    legend: tuple[tuple[int, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def marked_map(marks: Mapping[str, Mark], legend: tuple[tuple[int, str], ...], nothing: Mark) -> Map:
    """Return a map of marks made elsewhere, by the TERC numbers of voivodeships."""
    return Map(drawn(marks, nothing), legend)


def counted_map(numbers: Mapping[str, int], said: Callable[[int], str]) -> Map:
    """Return a map of whole numbers, one for a voivodeship; who has none has 0.

    :param said: a number in words („12 podmiotów”).
    """
    scale = scale_of(numbers.values())
    marks = {code: Mark(str(number), said(number), scale.step(number)) for code, number in numbers.items()}
    steps = (f"{first}–{last}" if last > first else str(first) for first, last in scale.bounds())
    return marked_map(marks, ((0, "0"), *enumerate(steps, start=1)), Mark("0", said(0), 0))
