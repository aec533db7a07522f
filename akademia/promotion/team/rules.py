"""The teams and sectors of the academy's people, and the order of their names."""

from collections.abc import Mapping
from dataclasses import dataclass

from akademia.core.text import sort_key


@dataclass(frozen=True)
class Team:
    """A team: its name, and one sentence on what it does."""

    name: str
    about: str


TEAMS: Mapping[str, Team] = {
    "teaching": Team("Zespół dydaktyczny", "Przygotowuje kursy i szkolenia i prowadzi zajęcia."),
    "advising": Team("Zespół doradczy", "Odpowiada na pytania i doradza na konsultacjach."),
    "managing": Team("Zespół zarządzający", "Prowadzi Akademię na co dzień i dba o jej rozwój."),
}
TEAM_NAMES: Mapping[str, str] = {key: one.name for key, one in TEAMS.items()}
SECTORS: Mapping[str, str] = {
    "state": "administracja rządowa",
    "local": "samorząd",
    "ngo": "organizacja pozarządowa",
    "science": "nauka",
    "other": "inny sektor",
}


def parts_of_name(name: str) -> tuple[str, str]:
    """Return given names and the family name; „van Beethoven, Ludwig” tells the family name of several words itself."""
    family, comma, given = name.partition(",")
    if comma:
        return " ".join(given.split()), " ".join(family.split())
    words = name.split()
    return " ".join(words[:-1]), words[-1] if words else ""


def full_name(name: str) -> str:
    return " ".join(part for part in parts_of_name(name) if part)


def name_key(name: str) -> str:
    """Return what orders people: by the family name, the Polish way."""
    given, family = parts_of_name(name)
    return sort_key(f"{family} {given}")
