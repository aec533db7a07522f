"""Figures as plain values: no two are ever made one, and a sheet is checked row by row before anything is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.research.statistics.formats.sheet import BadSheet, read_csv, write_csv
from akademia.research.statistics.rules.drawing import Drawable, charts_of, regional
from akademia.research.statistics.rules.figures import MARKS, FigureRow, conflicts, number_of
from akademia.research.statistics.rules.sheet import check_rows, unknown_columns
from tests.research.statistics.making import figure

PLACES = {"06": "lubelskie", "26": "świętokrzyskie"}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1189", "1189"), ("1 189,5", "1189.5"), ("11.5", "11.5"), ("−3", "-3"), ("0", "0"), ("1,2345", None),
     ("dużo", None), ("", None), ("1e5", None), ("٣", None), ("99999999999999", None)],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, number: str | None):
    assert number_of(typed) == (None if number is None else Decimal(number))


def test_figures_that_differ_stand_side_by_side_and_equal_ones_are_no_conflict():
    told = (figure(2017, 166), figure(2017, 150, "kwartalnik", mark="over"), figure(2018, 9), figure(2018, 9, "inne"),
            figure(2017, 3, territory="06", place="lubelskie"))  # fmt: skip

    found = conflicts(told)

    assert [(one.year, one.place, [row.shown for row in one.figures]) for one in found] == [
        (2017, "Polska", ["166", "ponad 150"])
    ]


def test_each_source_has_its_own_line_and_a_year_without_a_figure_is_a_gap():
    told = (figure(2015, 140), figure(2018, 186), figure(2017, 150, "kwartalnik", mark="over"))

    (drawn,) = charts_of([Drawable("Centra", "CIS", "centrum, centra, centrów", told)])

    assert drawn.heads == ("Rok", ("GUS", "num"), ("kwartalnik", "num"))
    assert drawn.rows == (("2015", "140", None), ("2016", None, None), ("2017", None, "ponad 150"),
                          ("2018", "186", None))  # fmt: skip


def test_other_units_and_more_lines_than_fit_go_on_charts_of_their_own():
    many = [
        Drawable(
            f"Szereg {n}", "", "osoba, osoby, osób" if n else "klub, kluby, klubów", (figure(2015, n), figure(2016, n))
        )
        for n in range(7)
    ]
    share = Drawable("Odsetek", "", "%", (figure(2017, 49),))

    drawn = charts_of([*many, share])

    assert [len(one.key) for one in drawn] == [6, 0, 0]
    assert drawn[2].kind == "bars", "one year alone is bars"
    assert drawn[2].rows == (("Odsetek", "49%"),)


def test_figures_of_voivodeships_are_for_the_map_of_their_newest_year():
    told = [figure(year, 1 + year % 7, territory=code, place=PLACES[code]) for year in (2019, 2020) for code in PLACES]
    told.append(figure(2021, 5, territory="06", place="lubelskie"))

    assert regional(told) == (2020, tuple(one for one in told if one.year == 2020))
    assert charts_of([Drawable("Kluby", "", "klub", tuple(told))]) == []
    assert regional([told[-1]]) == (0, ())


def test_each_wrong_row_says_what_is_wrong_and_the_others_are_right():
    heads, rows = read_csv(
        "rok;liczba;przybliżenie;terytorium;źródło\n2021;201;;Polska;GUS\n20;201;;;GUS\n"
        "2021;dużo;mniej więcej;Atlantyda;\n2021;202;;;gus\n2020;7;;;GUS\n\n"
        "2017;150;ponad;woj. lubelskie;Kwartalnik;zbędna\n2017;150;PONAD;06;Kwartalnik\n"
    )
    checked = check_rows(heads, rows, PLACES, {(2020, "", "gus")})

    assert [(row.line, row.figure.shown if row.figure else len(row.complaints)) for row in checked] == [
        (2, "201"), (3, 1), (4, 4), (5, 1), (6, 1), (8, 1), (9, "ponad 150")
    ]  # fmt: skip
    assert checked[3].complaints == ("Ten sam rok i źródło są już w wierszu 2.",)
    assert checked[6].figure is not None
    assert checked[6].figure.territory == "06"


def test_a_heading_that_cannot_be_meant_is_refused():
    assert unknown_columns(["Rok", "liczba", "Źródło"]) == []
    assert unknown_columns(["rok", "ilość", "rok"]) == [
        "Brakuje kolumny „liczba”.", "Brakuje kolumny „źródło”.", "Nie znamy kolumny „ilość”.",
        "Kolumna „rok” jest dwa razy.",
    ]  # fmt: skip
    for text in ("", "sam tekst", 'rok;liczba\n"2021', "x" * 500_000):
        with pytest.raises(BadSheet):
            read_csv(text)


CELLS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)


@given(st.lists(st.tuples(CELLS, st.sampled_from(sorted(MARKS)), st.integers(-(10**6), 10**6), CELLS), max_size=5))
def test_what_goes_out_as_a_sheet_comes_back_the_same(told):
    figures = [FigureRow(2000 + place, Decimal(number) / 100, f"źródło {place} {source}".strip(), mark=mark,
                         note=note.strip()) for place, (source, mark, number, note) in enumerate(told)]  # fmt: skip

    heads, rows = read_csv(write_csv("=Tytuł", "klub", figures))
    back = check_rows(["" if head in ("szereg", "jednostka") else head for head in heads], rows, PLACES, set())

    assert [row.figure for row in back] == figures
