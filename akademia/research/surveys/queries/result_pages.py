"""Results as their pages lay them out: figures by group, those of a filter, a cross table."""

from collections.abc import Sequence
from dataclasses import dataclass

from akademia.core.errors import Missing
from akademia.research.surveys.queries.figures import (
    CrossTable,
    Figure,
    cross_table,
    figure,
    filtered_figure,
)
from akademia.research.surveys.queries.results import GroupResults, Results, crossings_of
from akademia.research.surveys.rules.method import METHOD
from akademia.research.surveys.rules.results import Told

__all__ = ["METHOD"]


@dataclass(frozen=True)
class GroupFigures:
    """A group with its figures, and what a form may ask for.

    :param filters: (question, [(address, words)]). `rows` and `columns`: (key, words) of what may be crossed.
    """

    group: GroupResults
    figures: tuple[Figure, ...]
    filters: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filtered:
    """A group as a filter leaves it. `base`: how many people, as it is published."""

    group: GroupFigures
    by: str
    question: str
    option: str
    base: int
    exact: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Crossed:
    """A cross table of a group."""

    group: GroupFigures
    rows: str
    columns: str
    table: CrossTable


def figures_of(results: Results) -> list[GroupFigures]:
    """Return all groups with their figures."""
    return [_figures(group, place) for place, group in enumerate(results.groups, start=1)]


def _figures(group: GroupResults, place: int = 1) -> GroupFigures:
    figures = tuple(figure(group.key, told, place * 1000 + number) for number, told in enumerate(group.told, start=1))
    filters = tuple((one.title, one.filters) for one in figures if one.filters)
    columns = tuple((one.variable.key, _name(one)) for one in group.told if not one.empty)
    rows = tuple((one.variable.key, _name(one)) for one in group.told if one.filters)
    return GroupFigures(group, figures, filters, rows, columns)


def _name(told: Told) -> str:
    about = f"{told.variable.about} " if told.variable.about else ""
    return f"{about}{told.variable.words}"


def filtered(results: Results, group: str, by: str) -> Filtered:
    """Return a group as a filter leaves it; `by`: „question:option”.

    :raises Missing: there is no such group, or no such filter.
    """
    found = results.group(group)
    key, _, option = by.partition(":")
    told = _told(found.told, key)
    places = [place for place in told.filters if told.variable.options[place][0] == option]
    if not places:
        raise Missing
    place, tables = places[0], crossings_of(results, group, key)
    base = told.counts[place] or 0
    figures = tuple(
        filtered_figure(group, other, tables[other.variable.key][place], base, by, number)
        for number, other in enumerate(found.told, start=1) if other.variable.key in tables
    )  # fmt: skip
    words = told.variable.options[place][1]
    return Filtered(_figures(found), by, told.variable.words, words, base, told.exact, figures)


def crossed(results: Results, group: str, rows: str, columns: str) -> Crossed:
    """Return a cross table.

    :raises Missing: there is no such group, or these two are not crossed.
    """
    found = results.group(group)
    one, other = _told(found.told, rows), _told(found.told, columns)
    tables = crossings_of(results, group, rows)
    if columns not in tables:
        raise Missing
    return Crossed(_figures(found), rows, columns, cross_table(group, one, other, tables[columns]))


def _told(told: Sequence[Told], key: str) -> Told:
    found = next((one for one in told if one.variable.key == key), None)
    if found is None:
        raise Missing
    return found
