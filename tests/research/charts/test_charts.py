"""Charts: what is not known is a gap and never a zero; what is seen is said in right Polish; the table holds all."""

import itertools

import pytest

from akademia.research.charts.rules.bars import draw_bars
from akademia.research.charts.rules.lines import apart, draw_lines, runs, spots_for, ticks_for
from akademia.research.charts.rules.shares import draw_shares
from akademia.research.charts.rules.values import Drawn, Figures, Line, TooMany, Unit, exact, number_words
from akademia.research.charts.rules.words import said_of_some

YEARS = ("2015", "2016", "2017", "2018")
CENTRES = Unit.of("centrum, centra, centrów")


def over_years(*values: float | None, unit: Unit = CENTRES) -> Figures:
    return Figures("Centra", "Rok", YEARS, (Line("CIS", values),), unit)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def strokes(drawn: Drawn) -> list[str]:
    return [shape.d for shape in drawn.shapes if "chart__line" in shape.css]


def test_a_year_that_nobody_knows_is_a_gap_in_the_line_and_never_a_zero():
    drawn = draw_lines(over_years(140, 159, None, 186))

    assert len(strokes(drawn)) == 1, "one stroke of two years; the last year is a point by itself"
    assert sum("chart__dot" in shape.css for shape in drawn.shapes) == 3
    assert drawn.rows[2] == ("2017", None)
    assert drawn.gaps
    assert "Brak liczb za 2017 r." in plain(drawn.said)


def test_a_zero_is_drawn_and_said():
    drawn = draw_lines(over_years(3, 2, 0, 1))

    assert drawn.rows[2] == ("2017", "0")
    assert "najmniej w 2017 r. (0 centrów)" in plain(drawn.said)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((140, 159, 166, 186), "W 2015 r. 140 centrów, w 2018 r. 186 centrów, czyli o 46 więcej (wzrost o 33%). "
         "Najwięcej w 2018 r. (186 centrów), najmniej w 2015 r. (140 centrów)."),
        ((22, 5, 5, 1), "W 2015 r. 22 centra, w 2018 r. 1 centrum, czyli o 21 mniej (spadek o 95%). "
         "Najwięcej w 2015 r. (22 centra), najmniej w 2018 r. (1 centrum)."),
        ((7, 9, 5, 7), "W 2015 r. 7 centrów, w 2018 r. 7 centrów, czyli tyle samo. "
         "Najwięcej w 2016 r. (9 centrów), najmniej w 2017 r. (5 centrów)."),
        ((4, 9, 9, 4), "W 2015 r. 4 centra, w 2018 r. 4 centra, czyli tyle samo. "
         "Najwięcej w latach 2016 i 2017 (9 centrów), najmniej w latach 2015 i 2018 (4 centra)."),
        ((6, 6, 6, 6), "We wszystkich podanych latach tyle samo: 6 centrów."),
        ((None, None, 5, None), "5 centrów w 2017 r., innych lat nie znamy."),
        ((None,) * 4, "Brak danych."),
    ],
)  # fmt: skip
def test_what_is_seen_is_said_with_right_plurals(values: tuple[float | None, ...], said: str):
    assert plain(draw_lines(over_years(*values)).said) == said


def test_percentages_change_by_points_and_fractions_have_no_wrong_noun():
    rising = draw_lines(over_years(49, 50, None, 51, unit=Unit.of("%")))

    assert "czyli o 2 punkty procentowe więcej" in plain(rising.said)
    assert plain(Unit.of("tys. osób").said(11.5)) == "11,5 tys. osób"
    assert plain(CENTRES.said(1.5)) == "1,5"
    assert plain(Unit.of("centrum, centra, centrów, centrum").said(1.5)) == "1,5 centrum"


@pytest.mark.parametrize(("value", "words"), [(1189, "1189"), (12400, "12 400"), (0.10, "0,1"), (-3, "−3"), (0, "0")])
def test_numbers_are_written_as_in_polish(value: float, words: str):
    assert plain(number_words(value)) == words


@pytest.mark.parametrize("values", [[], [0], [7], [0.02, 0.9], [1189, 699], [-40, 12], [10**9]])
def test_a_scale_holds_zero_and_all_values_in_few_steps(values: list[float]):
    ticks = ticks_for([exact(value) for value in values])

    assert ticks[0] <= min([0, *values])
    assert ticks[-1] >= max([0, *values])
    assert 2 <= len(ticks) <= 9
    assert 0 in ticks


def test_words_at_one_year_never_lie_over_each_other():
    placed = apart([100, 101, 102, 350], 354)

    assert all(second - first >= 25 for first, second in itertools.pairwise(placed))
    assert apart([350, 352], 354) == [329, 354]
    assert runs([None, 1, 2, None, 3]) == [[(1, 1), (2, 2)], [(4, 3)]]


def test_a_number_never_lies_over_a_point_of_another_line():
    assert spots_for([200]) == [184]
    assert spots_for([100, 200]) == [84, 232]
    assert spots_for([180, 200, 230]) == [164, None, 262], "between two points there is no room: beside its own"


def test_each_series_has_its_own_dash_sign_and_entry_in_the_key():
    drawn = draw_lines(Figures("Oba", "Rok", YEARS, (Line("Centra", (1, 2, 3, 4)), Line("Kluby", (4, 3, 2, 1)))))

    assert [sign.name for sign in drawn.key] == ["Centra", "Kluby"]
    assert "chart__line--2" in drawn.key[1].shapes[0].css
    assert "chart__dot--2" in drawn.key[1].shapes[1].css
    assert {"Centra 4", "Kluby 1"} <= {words.text for words in drawn.words}, "names stand at the ends of their lines"


def test_more_series_than_the_eye_tells_apart_are_refused():
    with pytest.raises(TooMany):
        draw_lines(Figures("Siedem", "Rok", YEARS, tuple(Line(str(n), (1, 2, 3, 4)) for n in range(7))))
    with pytest.raises(TooMany):
        draw_lines(Figures("Za mało", "Rok", YEARS, (Line("a", (1,)),)))


def test_bars_show_what_is_not_known_in_words_and_without_a_bar():
    drawn = draw_bars(Figures("Kto", "Kto", ("Gminy", "Powiaty", "Inni"), (Line("2017", (60, 0, None)),), Unit.of("%")))

    assert sum("chart__edge" in shape.css for shape in drawn.shapes) == 1
    assert [words.text for words in drawn.words if "value" in words.css] == ["60%", "0%", "brak danych"]
    assert drawn.rows == (("Gminy", "60%"), ("Powiaty", "0%"), ("Inni", None))
    assert plain(drawn.said) == "Najwięcej – „Gminy” (60%), najmniej – „Powiaty” (0%)."


def test_what_is_about_so_much_is_said_so_and_of_some_numbers_none_is_the_least():
    people = (Line("Liczba osób", (40, 5), marks=("ok. ", "ok. ")),)
    figures = Figures("Kto", "Kto", ("Gminy", "Inni"), people, Unit("osoba", "osoby", "osób"))

    assert plain(draw_bars(figures).said) == "Najwięcej – „Gminy” (ok. 40 osób), najmniej – „Inni” (ok. 5 osób)."
    assert plain(said_of_some(figures)) == "Z podanych liczb najwięcej – „Gminy” (ok. 40 osób)."


def test_the_heading_of_a_table_names_a_unit_that_numbers_do_not_bear():
    for unit, head in (("tys. osób", "2017 r. (tys. osób)"), ("%", "2017 r."), ("klub, kluby, klubów", "2017 r.")):
        drawn = draw_bars(Figures("Kto", "Co", ("Centra",), (Line("2017 r.", (11.5,)),), Unit.of(unit)))
        assert drawn.heads[1] == (head, "num")


def test_grouped_bars_are_told_apart_by_their_fill():
    drawn = draw_bars(Figures("Kto", "Kto", ("Gminy",), (Line("2016", (3,)), Line("2017", (5,)))))

    assert drawn.fills == [1, 2]
    assert [sign.name for sign in drawn.key] == ["2016", "2017"]


def test_shares_show_counts_with_percent_and_draw_nothing_where_a_part_is_withheld():
    drawn = draw_shares(
        Figures("Ocena", "Zdanie", ("jasne", "puste", "ukryte"), (Line("tak", (3, 0, None)), Line("nie", (1, 0, 4))))
    )

    assert drawn.rows == (
        ("jasne", "3 (75%)", "1 (25%)", "4"),
        ("puste", "0", "0", "0"),
        ("ukryte", None, "4", None),
    )
    assert sum("chart__edge" in shape.css for shape in drawn.shapes) == 2
    assert drawn.said.replace("\u00a0", " ") == (
        "jasne: najczęściej „tak” – 75%. puste: brak odpowiedzi. ukryte: nie podajemy."
    )
