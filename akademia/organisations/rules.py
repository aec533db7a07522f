"""The tax number: its digits, its check, its face. A commune: what it is called and found by. Shades of a map."""

from collections.abc import Collection
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.pl import nip as number

from akademia.core.text import search_words

# The last digit of a TERC number; what follows are parts of a commune.
COMMUNE_KINDS = frozenset("123")
CODE_DIGITS = 7
SHADES = 5  # of a map, from the fewest to the most
NICE = (1, 2, 5)


def bare_nip(text: str) -> str | None:
    """Return the ten digits of a tax number written with or without hyphens or „PL”, or None when it is not one."""
    try:
        return str(number.validate(text))
    except ValidationError:
        return None


def shown_nip(nip: str) -> str:
    """Return a tax number as it is usually written: 526-025-02-74."""
    return str(number.format(nip))


def is_commune(code: str) -> bool:
    """Say whether a TERC number is a commune's own, not that of a town or a district in one."""
    return len(code) == CODE_DIGITS and code.isascii() and code.isdigit() and code[-1] in COMMUNE_KINDS


def commune_label(name: str, kind: str, county: str, county_kind: str, voivodeship: str) -> str:
    """Return what tells namesakes apart: „Nowy Sącz (gmina miejska), miasto na prawach powiatu, woj. małopolskie”."""
    lies_in = f"powiat {county}" if county_kind == "powiat" else "miasto na prawach powiatu"
    return f"{name} ({kind}), {lies_in}, woj. {voivodeship}"


def commune_words(name: str, label: str) -> str:
    """Return what a commune is found by: the folded words of its name, a „/”, those of its label."""
    return "".join(f" {word}" for word in (*search_words(name), "/", *search_words(label)))


@dataclass(frozen=True)
class Scale:
    """Shades for numbers on a map: 0 for nothing, then `reached` steps of equal `width`."""

    width: int
    reached: int

    def step(self, number: int) -> int:
        return -(-number // self.width) if number > 0 else 0

    def bounds(self) -> list[tuple[int, int]]:
        """Return the first and the last number of each step from 1 on."""
        return [((n - 1) * self.width + 1, n * self.width) for n in range(1, self.reached + 1)]


def scale_of(numbers: Collection[int]) -> Scale:
    """Return the finest scale with round bounds (1, 2, 5, 10, 20, …) whose shades hold all the numbers."""
    most = max(numbers, default=0)
    width = next(
        n * 10**power for power in range(most.bit_length() + 1) for n in NICE if n * 10**power * SHADES >= most
    )
    return Scale(width, -(-most // width))
