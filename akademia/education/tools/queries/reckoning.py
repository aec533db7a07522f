"""A reckoned month as its page shows it: words in place of fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from akademia.education.tools.rules.benefit import PAST_RULES, PAST_SINCE, RULES, Reckoning, zloty
from akademia.education.tools.rules.months import month_words


@dataclass(frozen=True)
class ShownStep:
    what: str
    how: str
    amount: str
    provision: str | None
    assumed: bool = False


@dataclass(frozen=True)
class ShownReckoning:
    """`premium` is empty where there is none; `without_assumed`: the benefit were our own reading left out."""

    month: str
    steps: Sequence[ShownStep]
    sums: Sequence[ShownStep]
    benefit: str
    premium: str
    total: str
    assumed: bool
    without_assumed: str
    notes: Sequence[str]


def shown(result: Reckoning, month: date) -> ShownReckoning:
    """Return a reckoning for its page."""
    steps = [ShownStep(s.what, s.how, zloty(s.amount), s.provision, s.assumed) for s in result.steps]
    sums = [ShownStep("Świadczenie za ten miesiąc", "po wszystkich krokach", zloty(result.benefit), "art-15-ust-5")]
    if result.premium:
        sums.append(ShownStep("Premia", "przyznał ją kierownik", zloty(result.premium), "art-15a-ust-1"))
        sums.append(ShownStep("Razem", "świadczenie i premia", zloty(result.total), None))
    return ShownReckoning(
        month_words(month), steps, sums, zloty(result.benefit), zloty(result.premium) if result.premium else "",
        zloty(result.total), any(step.assumed for step in result.steps), zloty(_without_assumed(result)), result.notes,
    )  # fmt: skip


def _without_assumed(result: Reckoning) -> Fraction:
    assumed = sum((step.amount for step in result.steps if step.assumed), Fraction(0))
    return max(result.raw - assumed, Fraction(0))


def rules_shown() -> dict[str, Any]:
    """Return the rules reckoned by, and how they changed: one row a rule, one column a time, since when each runs."""
    return {"rules": RULES, "past": PAST_RULES, "since": PAST_SINCE}
