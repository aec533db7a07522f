"""Kinds of works, under what right they stand here, how they are related, and the states of an item."""

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = {
    "guide": "poradnik",
    "notebook": "zeszyt informacyjny",
    "informer": "informator",
    "report": "raport",
    "act": "akt",
    "template": "wzór dokumentu",
    "recording": "nagranie",
}

# BCP 47 tag -> the language's name.
LANGUAGES = {
    "pl": "polski",
    "en": "angielski",
    "uk": "ukraiński",
    "be": "białoruski",
    "cs": "czeski",
    "de": "niemiecki",
    "es": "hiszpański",
    "fr": "francuski",
    "it": "włoski",
    "lt": "litewski",
    "ru": "rosyjski",
    "sk": "słowacki",
}

STATES = {"draft": "szkic", "review": "do sprawdzenia", "published": "opublikowana", "withdrawn": "wycofana"}


@dataclass(frozen=True)
class Licence:
    """By what right a work stands in the library. `url`: the licence's own page; empty where it has none.

    :param note: what a reader may do, in one sentence.
    :param is_record: the library only describes the work: it keeps neither its text nor its files.
    :param is_gathered: whether parts of it may be printed anew in a collection that stands under CC BY.
    """

    label: str
    note: str
    url: str = ""
    is_record: bool = False
    is_gathered: bool = False


LICENCES: Mapping[str, Licence] = {
    "cc-by-4.0": Licence(
        "CC BY 4.0",
        "Wolno kopiować, zmieniać i rozpowszechniać, także zarobkowo, jeśli poda się autorów.",
        "https://creativecommons.org/licenses/by/4.0/deed.pl",
        is_gathered=True,
    ),
    "cc-by-sa-4.0": Licence(
        "CC BY-SA 4.0",
        "Wolno kopiować, zmieniać i rozpowszechniać, jeśli poda się autorów, a zmieniony tekst "
        "udostępni na tej samej licencji.",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.pl",
    ),
    "cc0": Licence(
        "CC0 1.0",
        "Autorzy zrzekli się praw. Wolno korzystać bez ograniczeń.",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.pl",
        is_gathered=True,
    ),
    "act-text": Licence(
        "tekst aktu prawnego",
        "Teksty ustaw nie są przedmiotem prawa autorskiego (art. 4 prawa autorskiego).",
        is_gathered=True,
    ),
    "permission": Licence(
        "za zgodą uprawnionego",
        "Akademia udostępnia tę publikację za zgodą osoby albo instytucji, która ma do niej prawa.",
    ),
    "record": Licence(
        "tylko opis bibliograficzny",
        "Akademia opisuje tę publikację, ale jej nie udostępnia.",
        is_record=True,
    ),
}


@dataclass(frozen=True)
class RelationWords:
    """What a relation is called on the page of the one that names the other, and on the other's page."""

    here: str
    there: str


RELATIONS: Mapping[str, RelationWords] = {
    "new_version_of": RelationWords("Nowe wydanie publikacji", "Jest nowsze wydanie"),
    "translation_of": RelationWords("Tłumaczenie publikacji", "Tłumaczenie"),
    "part_of": RelationWords("Część publikacji", "Składa się na nią"),
}


def slug_in(typed: str) -> str:
    """Return the part of address that names an item, typed alone or within the item's whole address."""
    return typed.strip().split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]


def licence_complaints(licence: str, permission: str, available_at: str, has_text: bool) -> dict[str, str]:
    """Return what keeps a work from readers by its rights: field of the form -> message."""
    if licence not in LICENCES:
        return {"licence": "Wybierz licencję albo zgodę. Bez niej pozycji nie można opublikować."}
    told = {}
    if licence == "permission" and not permission.strip():
        told["permission"] = "Napisz, kto i na co się zgodził."
    if LICENCES[licence].is_record:
        if has_text:
            told["source"] = "Przy samym opisie bibliograficznym nie publikujemy treści. Usuń ją albo zmień licencję."
        if not available_at.strip():
            told["available_at"] = "Napisz, gdzie czytelnik znajdzie tę publikację."
    return told
