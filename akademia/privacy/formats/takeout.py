"""What stands at the head of a copy: which file holds what, what for and how long."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One part of the copy. `files`: how many files lie beside its JSON."""

    label: str
    name: str
    files: int
    purpose: str
    basis: str
    kept: str


def read_me(parts: Sequence[Words], made: str, kept_days: int) -> str:
    """Return the text of `czytaj-mnie.txt`.

    :param made: when the copy was made, in words.
    """
    head = (
        "Kopia Twoich danych z Akademii Zatrudnienia Socjalnego\n"
        f"Stan: {made}\n\n"
        "Pliki JSON otworzysz w każdym edytorze tekstu; odczyta je też inny program.\n"
        f"Na stronie ta kopia zniknie po {kept_days} dniach. Trzymaj ją w bezpiecznym miejscu.\n"
    )
    return head + "".join(_told(part) for part in parts)


def _told(part: Words) -> str:
    lines = [part.label, f"plik: {part.name}", part.purpose, part.basis, part.kept]
    if part.files:
        lines.insert(2, f"pliki w folderze „pliki”: {part.files}")
    return "\n" + "\n".join(line for line in lines if line) + "\n"
