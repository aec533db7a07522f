"""What readers of lessons on what changed send: their answers."""

from collections.abc import Mapping

MOST_DIGITS = 4


def choices_in(said: Mapping[str, str], questions: int) -> dict[int, int]:
    """Return position (from 1) -> chosen option; what is no number is no answer."""
    found = {place: said.get(f"p{place}", "") for place in range(1, questions + 1)}
    return {place: int(value) for place, value in found.items() if _is_number(value)}


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS
