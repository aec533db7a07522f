"""What is published of a survey tells of no fewer than five people, whichever tables are laid side by side.

The attacks know everything but the answers and the secret: the questionnaire, the code, every number published, each
filter and each cross table. One goes through all groups that there could be; one bounds each cell by linear
programming over all tables at once, up to four questions deep, one of them of several answers; one simply subtracts.
They look for a set of one to four people that is certain. Exact totals and rounded tables are kept as they are because
none is found.
"""

import random
from collections import defaultdict
from itertools import combinations, permutations, product

import pytest

from akademia.research.surveys.rules.disclosure import (
    LEAST,
    guarded_marks,
    guarded_parts,
    noise,
    people_in,
    rounded,
    weight,
)
from akademia.research.surveys.rules.questionnaire import Page, Question, Questionnaire
from akademia.research.surveys.rules.results import Told, crossings, told_of
from akademia.research.surveys.rules.tables import Stand, Variable, counts_of, crossed, stands, variables_of
from tests.research.surveys.linear import Bounds

SMALL = range(1, LEAST)
SECRET = b"a secret of the study"


def parted(people: int, cells: int) -> list[tuple[int, ...]]:
    if cells == 1:
        return [(people,)]
    return [(first, *rest) for first in range(people + 1) for rest in parted(people - first, cells - 1)]


@pytest.mark.parametrize(("people", "cells"), [(10, 4), (14, 3), (20, 3), (16, 4), (27, 3)])
def test_no_group_that_there_could_be_gives_a_small_cell_away(people, cells):
    groups = defaultdict(set)
    for ranks, counts in product(permutations(range(cells)), parted(people, cells)):
        groups[tuple(guarded_parts(counts, ranks))].add(counts)

    told = [
        (shown, place) for shown, possible in groups.items() for place in range(cells)
        if {counts[place] for counts in possible} <= set(SMALL)
    ]  # fmt: skip
    assert len(groups) > 1
    assert not told
    for shown, possible in groups.items():
        for size in range(1, cells):
            for some in combinations(range(cells), size):
                together = {sum(counts[place] for place in some) for counts in possible}
                assert not together <= set(SMALL), (shown, some)


def test_what_many_may_choose_is_hidden_when_few_chose_it_and_when_few_did_not():
    assert guarded_marks([0, 4, 5, 20, 35, 36, 40], 40) == [None, None, 5, 20, 35, None, None]


def test_a_year_or_number_that_few_gave_is_not_even_named():
    dates = ["1987-01-01", "2005-01-01", *["2020-05-01"] * 20, *["2021-05-01"] * 30]
    for kind, answers in (("date", dates), ("number", [1, 4, *[20] * 20, *[30] * 30])):
        whole = Questionnaire((Page("s", "S", "", (Question("q", kind, "?"),)),))
        people = [{"q": one} for one in answers]
        variable = variables_of(whole, people, {})[0]
        counts = counts_of(stands(variable, people, [frozenset(["q"])] * len(people)), len(variable.options))
        assert sum(counts) == len(people)
        assert min(counts) >= LEAST
        assert len(counts) > 1


KINDS = ("single", "region", "scale", "multiple")  # of the questions of a small survey, in this order


class Survey:
    """A small survey with three questions or four, its published tables, and the people behind them."""

    def __init__(self, seed: int, people: int, sizes: tuple[int, ...] = (3, 3, 4)) -> None:
        drawn = random.Random(seed)
        self.variables = [
            Variable(f"q{place}", kind, "?", tuple((str(one), str(one)) for one in range(size)), required=True,
                     several=kind == "multiple")
            for place, (kind, size) in enumerate(zip(KINDS, sizes, strict=False))
        ]  # fmt: skip
        self.columns: list[list[Stand]] = [
            [(min(size - 1, int(drawn.expovariate(0.9))),) for _ in range(people)] for size in sizes
        ]
        for row in range(people if len(sizes) > 3 else 0):  # of several answers two, now and then
            second = drawn.choice(range(sizes[3]))
            self.columns[3][row] = tuple(sorted({*(self.columns[3][row] or ()), second}))
        for row in range(people):  # answers go together, as they do: else two questions hold no small cells
            if drawn.random() < 0.5:
                self.columns[2][row] = self.columns[0][row]
        self.weights = [weight(SECRET, f"{seed} {row}") for row in range(people)]
        self.told: list[Told] = [
            told_of(variable, column, self.weights, SECRET)
            for variable, column in zip(self.variables, self.columns, strict=True)
        ]
        self.tables = crossings(self.told, self.columns, self.weights, SECRET)
        stands: list[list[Stand]] = [[(one,) for one in range(size)] for size in sizes]
        for more in stands[3:]:
            more += list(combinations(range(len(more)), 2))
        self.types = list(product(*stands))

    def known(self) -> Bounds:
        """Return all that follows from what is published about how many people are of each type."""
        equal: list[tuple[set[int], int]] = [(set(range(len(self.types))), len(self.weights))]
        for place, told in enumerate(self.told):
            equal += [(self.at({place: x}), count) for x, count in enumerate(told.counts) if count is not None]
        least = [
            (self.at({one: y, other: x}), LEAST)
            for (one, other), table in self.pairs().items()
            for y, line in enumerate(table) for x, value in enumerate(line) if value is not None
        ]  # fmt: skip
        return Bounds(len(self.types), equal, least)

    def pairs(self) -> dict[tuple[int, int], list[list[int | None]]]:
        """Return every cross table that is published, by the places of its two questions."""
        return {
            (int(one[1:]), int(other[1:])): table
            for one, tables in self.tables.items() for other, table in tables.items()
            if one < other or other not in self.tables
        }  # fmt: skip

    def at(self, where: dict[int, int]) -> set[int]:
        return {
            number for number, kind in enumerate(self.types)
            if all(x in (kind[place] or ()) for place, x in where.items())
        }  # fmt: skip

    def truth(self, one: int, other: int) -> list[list[int]]:
        size = len(self.variables[one].options), len(self.variables[other].options)
        cells = crossed(self.columns[one], self.columns[other], size, self.weights)
        return [[people_in(cell) for cell in line] for line in cells]


# Those of the last line are given away where no line of a table is relieved.
SURVEYS = [
    *((seed, people, (3, 3, 4)) for people in (32, 48, 90) for seed in range(4)),
    *((seed, people, (2, 3, 3)) for seed, people in ((157, 30), (195, 30), (271, 26), (271, 30), (327, 26))),
    *((seed, people, (2, 2, 3, 3)) for people in (32, 60) for seed in range(3)),
]


@pytest.mark.parametrize(("seed", "people", "sizes"), SURVEYS)
def test_no_small_cell_follows_from_all_tables_together(seed, people, sizes):
    survey = Survey(seed, people, sizes)
    known = survey.known()
    tried = 0

    for one, other in survey.pairs():
        truth = survey.truth(one, other)
        for y, x in product(range(len(truth)), range(len(truth[0]))):
            if truth[y][x] not in SMALL:
                continue
            low, high = known.of(survey.at({one: y, other: x}))
            tried += 1
            assert low < 0.5 or high > LEAST - 0.5, (one, y, other, x, low, high)

    assert tried


@pytest.mark.parametrize(("seed", "people", "sizes"), SURVEYS)
def test_a_number_shown_is_of_five_people_at_least_and_so_is_each_difference_of_rounded_ones(seed, people, sizes):
    survey = Survey(seed, people, sizes)

    for told in survey.told:
        assert all(count is None or count >= LEAST for count in (*told.counts, told.rest))
    for (one, other), table in survey.pairs().items():
        truth = survey.truth(one, other)
        numbers = [(value, truth[y][x]) for y, line in enumerate(table) for x, value in enumerate(line) if value]
        assert all(real >= LEAST and value % LEAST == 0 for value, real in numbers)


def test_who_subtracts_tables_learns_a_small_cell_no_better_than_by_guessing():
    right = tried = 0
    for seed in range(300):
        survey = Survey(seed, 60)
        for (one, other), table in survey.pairs().items():
            truth = survey.truth(one, other)
            for y, line in enumerate(table):
                total = survey.told[one].counts[y]
                lost = [x for x, value in enumerate(line) if value is None]
                if total is None or len(lost) != 1 or truth[y][lost[0]] not in SMALL:
                    continue
                tried += 1
                right += total - sum(value or 0 for value in line) == truth[y][lost[0]]

    assert tried > 50
    assert right / tried < 1 / len(SMALL)


def test_the_same_people_bear_the_same_noise_and_others_another():
    people = [weight(SECRET, str(number)) for number in range(40)]

    assert rounded(SECRET, sum(people[:20])) == rounded(SECRET, sum(reversed(people[:20])))
    drawn = {noise(SECRET, sum(people[start : start + 20])) for start in range(20)}
    assert len(drawn) > 3


def test_the_noise_is_even_small_and_without_bound():
    drawn = [noise(SECRET, weight(SECRET, str(number))) for number in range(20_000)]

    assert abs(sum(drawn) / len(drawn)) < 0.1
    assert 1.9 < (sum(one * one for one in drawn) / len(drawn)) ** 0.5 < 2.1
    assert max(drawn) > 10
    assert min(drawn) < -10
