"""A citation in Polish style: whose work it is, what it is called, where it stands, what is not known."""

import pytest

from akademia.publishing.library.formats.citation import citation
from akademia.publishing.library.formats.description import Container, Credit, Description
from tests.publishing.library.works import make_article, make_description

ADDRESS = "https://example.org/p/"


def author(family, given="Jan", role="author"):
    return Credit(role, given, family)


def cited(address="", **told):
    return citation(Description(**({"kind": "guide", "title": "Klub", "year": 2026} | told)), address).text.replace(
        "\u00a0", " "
    )


def test_a_whole_guide():
    assert citation(make_description(doi=""), ADDRESS).text.replace("\u00a0", " ") == (
        "ŁĘCKA-ŚPIEWAK, Żaneta i Zespół {Próbny} & Spółka. Jak zgłosić „klub” & centrum: krok po kroku [online]. "
        "Łódź: Wydawnictwo Próbne, 2026. ISBN 978-83-01-00001-1. Dostępne pod adresem: https://example.org/p/"
    )


def test_an_article_has_its_journal_in_italics():
    made = citation(make_article(), ADDRESS)

    assert made.title == "Kwartalnik Próbny"
    assert made.text.replace("\u00a0", " ") == (
        "ŁĘCKA-ŚPIEWAK, Żaneta i Zespół {Próbny} & Spółka. Jak zgłosić „klub” & centrum. "
        "Kwartalnik Próbny, 2026, nr 4, s. 3–11. ISSN 2544-2465. DOI 10.1234/proba.1."
    )


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({}, "Klub. 2026."),
        ({"year": None}, "Klub. [b.r.]."),
        ({"title": "Po co klub?"}, "Po co klub? 2026."),
        ({"title": "Klub…", "subtitle": "od nowa!"}, "Klub…: od nowa! 2026."),
        ({"publisher": "Próba"}, "Klub. Próba, 2026."),
        ({"place": "Łódź"}, "Klub. Łódź, 2026."),
        ({"credits": (author("Żak"),)}, "ŻAK, Jan. Klub. 2026."),
        ({"credits": (author("Żak", ""),)}, "ŻAK. Klub. 2026."),
        ({"credits": (author("Żak"), author("Ćma"))}, "ŻAK, Jan i ĆMA, Jan. Klub. 2026."),
        ({"credits": (author("A"), author("B"), author("C"))}, "A, Jan, B, Jan i C, Jan. Klub. 2026."),
        ({"credits": tuple(author(one) for one in "ABCD")}, "A, Jan i in. Klub. 2026."),
        ({"credits": (author("Żak", role="editor"),)}, "Klub. Red. Jan Żak. 2026."),
        ({"credits": (author("Żak", role="compiler"),)}, "Klub. Oprac. Jan Żak. 2026."),
        ({"credits": tuple(author(one, role="editor") for one in "ABCD")}, "Klub. Red. Jan A i in. 2026."),
        ({"credits": (author("Ćma"), author("Żak", role="editor"))}, "ĆMA, Jan. Klub. 2026."),
        ({"container": Container("Kwartalnik")}, "Klub. Kwartalnik, 2026."),
        ({"container": Container("Kwartalnik", "5", "2", "7")}, "Klub. Kwartalnik, 2026, 5, nr 2, s. 7."),
    ],
)
def test_what_is_known_is_cited_and_no_more(told, text):
    assert cited(**told) == text
