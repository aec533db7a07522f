"""Linear bounds, as one who attacks tables reckons them: the simplex method, with Bland's rule."""

from collections.abc import Sequence

NEAR = 1e-9


class Bounds:
    """Unknowns x >= 0 with known sums of some of them.

    :param equal: (places of the unknowns, their sum); `least`: (places, what they hold together at the least).
    """

    def __init__(
        self, unknowns: int, equal: Sequence[tuple[set[int], int]], least: Sequence[tuple[set[int], int]]
    ) -> None:
        self.unknowns = unknowns
        facts = [*((places, value, False) for places, value in equal), *((p, value, True) for p, value in least)]
        self.width = unknowns + len(least) + len(facts)
        self.rows: list[list[float]] = []
        self.basis: list[int] = []
        slack = unknowns
        for row, (places, value, over) in enumerate(facts):
            line = [1.0 if place in places else 0.0 for place in range(unknowns)] + [0.0] * (self.width - unknowns)
            if over:
                line[slack] = -1.0
                slack += 1
            line[unknowns + len(least) + row] = 1.0
            self.rows.append([*line, float(value)])
            self.basis.append(unknowns + len(least) + row)
        self.real = unknowns + len(least)
        lost = self._least([0.0] * self.real + [1.0] * len(facts), self.width)
        assert lost < NEAR, "no people fit what is published"

    def of(self, places: set[int]) -> tuple[float, float]:
        """Return the least and the most that some unknowns can hold together."""
        cost = [1.0 if place in places else 0.0 for place in range(self.unknowns)] + [0.0] * (
            self.width - self.unknowns
        )
        return self._least(cost, self.real), -self._least([-one for one in cost], self.real)

    def _least(self, cost: list[float], usable: int) -> float:
        reduced = [*cost, 0.0]
        for line, base in zip(self.rows, self.basis, strict=True):
            if cost[base]:
                reduced = [a - cost[base] * b for a, b in zip(reduced, line, strict=True)]
        while True:
            entering = next((place for place in range(usable) if reduced[place] < -NEAR), None)
            if entering is None:
                return -reduced[-1]
            ratios = [
                (line[-1] / line[entering], self.basis[row], row)
                for row, line in enumerate(self.rows) if line[entering] > NEAR
            ]  # fmt: skip
            _ratio, _base, leaving = min(ratios)
            self._turn(leaving, entering)
            factor = reduced[entering]
            reduced = [a - factor * b for a, b in zip(reduced, self.rows[leaving], strict=True)]

    def _turn(self, leaving: int, entering: int) -> None:
        pivot = self.rows[leaving][entering]
        self.rows[leaving] = turned = [value / pivot for value in self.rows[leaving]]
        for row, line in enumerate(self.rows):
            if row != leaving and abs(line[entering]) > NEAR:
                factor = line[entering]
                self.rows[row] = [a - factor * b for a, b in zip(line, turned, strict=True)]
        self.basis[leaving] = entering
