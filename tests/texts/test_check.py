"""The editor's check: what blocks a publication, what is advice, and where."""

import pytest

from akademia.texts.formats.outline import outline, sentences
from akademia.texts.rules import findings

GOOD = """\
## Pierwsza część

Centrum integracji społecznej (CIS) pomaga wrócić do pracy. Zgodnie z art. 3 ust. 1 tworzy je gmina.
CIS ma plan. Zobacz [opis zajęć](/edukacja/).

### Szczegół

![Warsztat stolarski w centrum](/obraz)

Tabela: Kto tworzy centrum

| kto | jak |
|---|---|
| gmina | uchwałą |
"""


def told(source: str, known: tuple[str, ...] = ()) -> list[tuple[bool, int, str]]:
    return [(one.blocks, one.line, one.what) for one in findings(outline(source), known)]


def test_a_good_text_is_told_nothing():
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("# Tytuł", 1, "pierwszego poziomu"),
        ("## A\n\n#### B", 3, "przeskakuje poziom"),
        ("### A", 1, "przeskakuje poziom"),
        ("Zobacz [tutaj](/a).", 1, "nie mówi, dokąd prowadzi"),
        ("Zobacz\n[kliknij TUTAJ](/a).", 2, "nie mówi, dokąd prowadzi"),
        ("[https://example.org/a](https://example.org/a)", 1, "goły adres"),
        ("[www.example.org](https://example.org)", 1, "goły adres"),
        ("[](/a)", 1, "nie ma słów"),
        ("[opis]()", 1, "nie ma adresu"),
        ("![](/obraz)", 1, "nie ma opisu"),
        ("![IMG_0042.JPG](/obraz)", 1, "nazwa pliku"),
        ("| | |\n|---|---|\n| a | b |", 1, "nie ma nagłówków"),
        ("| a | |\n|---|---|\n| a | b |", 1, "Kolumna tabeli"),
    ],
)
def test_what_must_be_mended_blocks_with_its_place_and_reason(source, line, words):
    blocking = [one for one in told(source) if one[0]]

    assert blocking[0][1] == line
    assert words in blocking[0][2]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (" ".join(["słowo"] * 26) + ".", "Długie zdanie (26 słów)"),
        ("Idź do MOPS.", "Skrót „MOPS” nie jest wyjaśniony"),
        ("| a | b |\n|---|---|\n| a | b |", "Tabela nie ma tytułu"),
        ("## A\n\n### B\n\n#### C\n\n##### D", "głębsze niż"),
    ],
)
def test_what_may_be_bettered_is_advice(source, words):
    assert [(blocks, words in what) for blocks, _line, what in told(source)] == [(False, True)]


@pytest.mark.parametrize(
    "source",
    [
        " ".join(["słowo"] * 25) + ".",
        "Miejski Ośrodek Pomocy Społecznej (MOPS) pomaga. MOPS jest w gminie.",
        "MOPS (Miejski Ośrodek Pomocy Społecznej) pomaga.",
        "Plik PDF, numer NIP i rozdział III.",
        "![](/linia){role=presentation}",
        "Zobacz [jak wypełnić wniosek tutaj](/a).",
    ],
)
def test_what_is_fine_is_left_alone(source):
    assert told(source) == []


def test_an_abbreviation_that_the_glossary_explains_is_fine():
    assert told("Idź do MOPS.", known=("MOPS",)) == []


def test_what_blocks_comes_before_what_advises():
    found = told("Idź do MOPS.\n\n[tu](/a)")

    assert [blocks for blocks, _line, _what in found] == [True, False]


def test_an_abbreviated_word_ends_no_sentence():
    assert sentences("Zgodnie z art. 15 i m.in. Dz.U. z 2022 r. Nr 5 jest tak. Drugie zdanie.") == [
        "Zgodnie z art. 15 i m.in. Dz.U. z 2022 r. Nr 5 jest tak.", "Drugie zdanie.",
    ]  # fmt: skip
