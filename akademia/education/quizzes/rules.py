"""Pure decisions: drawing, scoring, time, what may be seen afterwards."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta
from random import Random

from akademia.core.text import NBSP, counted, plural

KINDS = {"single": "jedna odpowiedź", "multiple": "zaznacz wszystkie poprawne", "true_false": "prawda czy fałsz"}
REVIEWS = ("always", "passed", "never")
MOST_OPTIONS = 8
MOST_DRAWN = 500
DIFFICULTIES = {1: "łatwe", 2: "średnie", 3: "trudne"}
_FEW = ("", "jedno", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć")
# An answer sent in the last second may still be on its way.
GRACE = timedelta(seconds=5)


def is_right(right: Set[int], chosen: Set[int] | None) -> bool:
    """Say whether an answer is right: exactly the right options, and at least one chosen."""
    return bool(chosen) and chosen == right


def score_percent(right_count: int, asked: int) -> int:
    """Return the share of questions answered rightly, in whole percent, rounded down; nothing asked scores 0."""
    return 100 * right_count // asked if asked else 0


def draw(
    numbers: Sequence[int], wanted: int | None, shuffle: bool, chance: Random, groups: Mapping[int, str] | None = None
) -> list[int]:
    """Choose questions. Without shuffling the chosen ones keep the order of the bank.

    :param groups: question -> its category; the choice is spread evenly, no category twice before each had its turn.
    """
    if wanted is not None and wanted < len(numbers):
        chosen = set(_in_turns(numbers, groups or {}, chance)[:wanted])
        numbers = [number for number in numbers if number in chosen]
    order = list(numbers)
    if shuffle:
        chance.shuffle(order)
    return order


def _in_turns(numbers: Sequence[int], groups: Mapping[int, str], chance: Random) -> list[int]:
    """Return the questions in random order, one of each category in turn."""
    piles: dict[str | None, list[int]] = {}
    for number in chance.sample(list(numbers), len(numbers)):
        piles.setdefault(groups.get(number), []).append(number)
    turns = range(max(map(len, piles.values()), default=0))
    return [pile[turn] for turn in turns for pile in piles.values() if turn < len(pile)]


def option_order(ids: Sequence[int], kind: str, shuffle: bool, chance: Random) -> list[int]:
    """Return the order of a question's options; true and false always stand in that order."""
    order = list(ids)
    if shuffle and kind != "true_false":
        chance.shuffle(order)
    return order


def end_of(started_at: datetime, minutes: int | None, extra_percent: int) -> datetime | None:
    """Return when an attempt's time ends, the learner's extra time included; None without a limit."""
    if minutes is None:
        return None
    return started_at + timedelta(seconds=minutes * 60 * (100 + extra_percent) // 100)


def is_over(ends_at: datetime | None, now: datetime) -> bool:
    """Say whether an attempt takes no more answers."""
    return ends_at is not None and now > ends_at + GRACE


def minutes_left(ends_at: datetime | None, now: datetime) -> int | None:
    """Return how many minutes an attempt still has, a begun one counted whole; None without a limit."""
    return None if ends_at is None else max(0, -((now - ends_at) // timedelta(minutes=1)))


def needed_right(asked: int, pass_percent: int) -> int:
    """Return the fewest right answers whose score reaches the pass mark."""
    return -(-pass_percent * asked // 100)


def may_review(review: str, passed: bool) -> bool:
    """Say whether the learner may see which answers were right."""
    return review == "always" or (review == "passed" and passed)


def fits(kind: str, allowed: Set[int], chosen: Set[int]) -> bool:
    """Say whether a choice is possible: options of this very question, at most one unless many may be chosen."""
    return chosen <= allowed and (kind == "multiple" or len(chosen) <= 1)


def unanswered(answers: Mapping[int, Sequence[int] | None]) -> list[int]:
    """Return the positions without an answer, in order."""
    return sorted(position for position, chosen in answers.items() if not chosen)


def rights_complaint(kind: str, rights: Sequence[bool]) -> str | None:
    """Say what is wrong with which options are right, or None."""
    if kind == "single" and sum(rights) != 1:
        return f"zaznacz dokładnie jedną dobrą odpowiedź, teraz jest ich {sum(rights)}"
    if kind == "multiple" and not any(rights):
        return "zaznacz, które odpowiedzi są dobre"
    return None


def draw_complaint(draw: int | None, bank: int) -> str | None:
    """Say why a test cannot ask that many questions of its bank, or None."""
    if not bank:
        return "Wybrane działy nie mają jeszcze żadnego pytania"
    if draw is not None and draw > bank:
        return f"Bank ma tylko {counted(bank, 'pytanie', 'pytania', 'pytań')} w wybranych działach"
    return None


def meets(draw: int | None, bank: int, minutes: int | None, attempts: int | None, pass_percent: int) -> str:
    """Return what a learner meets in a test, in one sentence without its full stop.

    :param bank: how many questions the test can draw from.
    """
    asked = min(draw or bank, bank)
    needed = counted(needed_right(asked, pass_percent), "dobra odpowiedź", "dobre odpowiedzi", "dobrych odpowiedzi")
    parts = [
        _asked_words(asked, bank),
        counted(minutes, "minuta", "minuty", "minut") if minutes else "bez limitu czasu",
        _attempts_words(attempts),
        f"zalicza {pass_percent}%, czyli {needed}",
    ]
    return ", ".join(parts)


def _asked_words(asked: int, bank: int) -> str:
    words = counted(asked, "pytanie", "pytania", "pytań")
    if asked == bank:
        return f"{plural(bank, 'jedyne', 'wszystkie', 'wszystkie')} {words} z banku"
    return f"{words} {plural(asked, 'losowane', 'losowane', 'losowanych')} z{NBSP}{bank}"


def _attempts_words(attempts: int | None) -> str:
    if attempts is None:
        return "dowolna liczba podejść"
    noun = plural(attempts, "podejście", "podejścia", "podejść")
    return f"{_FEW[attempts] if attempts < len(_FEW) else attempts} {noun}"
