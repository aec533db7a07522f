"""Descriptions of works for tests."""

from datetime import date
from typing import Any

from akademia.publishing.library.formats.description import Container, Credit, DescribedFile, Description, Related


def make_description(**changes: Any) -> Description:
    """Describe a whole guide with everything that can be said of one."""
    told: dict[str, Any] = {
        "kind": "guide",
        "title": "Jak zgłosić „klub” & centrum",
        "subtitle": "krok po kroku",
        "credits": (
            Credit("author", "Żaneta", "Łęcka-Śpiewak"),
            Credit("author", body="Zespół {Próbny} & Spółka"),
            Credit("editor", "Jan", "Źrebak"),
        ),
        "publisher": "Wydawnictwo Próbne",
        "place": "Łódź",
        "year": 2026,
        "issued": date(2026, 11, 23),
        "abstract": "Co zrobić, zanim przyjdzie pierwszy uczestnik: 100 % spraw, <b>bez</b> pośpiechu.",
        "keywords": ("klub integracji społecznej", "zgłoszenie"),
        "isbn": "978-83-01-00001-1",
        "doi": "10.1234/proba.1",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "rights": "Wolno kopiować, podając autorów.",
        "subjects": ("art. 18 ustawy o zatrudnieniu socjalnym",),
        "pages": 48,
        "files": (DescribedFile("application/pdf", 1_200_000),),
        "relations": (Related("new_version_of", "jak-zglosic-klub", "Jak zgłosić klub"),),
    }
    return Description(**told | changes)


def make_article(**changes: Any) -> Description:
    """Describe an article of a quarterly."""
    container = Container("Kwartalnik Próbny", "2026", "4", "3", "11", "2544-2465")
    told: dict[str, Any] = {
        "kind": "article", "subtitle": "", "isbn": "", "pages": None, "relations": (), "container": container,
    }  # fmt: skip
    return make_description(**told | changes)
