"""Pure decisions: which questions are answered rightly, and what is wrong with a choice of them."""

from collections.abc import Mapping, Sequence, Set

QUESTIONS = 3


def all_right(rights: Sequence[Set[int]], choices: Mapping[int, int]) -> bool:
    """Say whether every question is answered, each with a right option; no questions are never answered."""
    return bool(rights) and all(choices.get(place) in right for place, right in enumerate(rights, start=1))


def repeated(keys: Sequence[str]) -> set[int]:
    """Return the places (from 1) of keys that stand earlier too; an empty key repeats nothing."""
    return {place for place, key in enumerate(keys, start=1) if key and key in keys[: place - 1]}
