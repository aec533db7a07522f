"""The benefit of a month: the examples of the lesson, and what must hold for every month."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as always
from hypothesis import strategies as some

from akademia.education.tools.rules import benefit
from akademia.education.tools.rules.benefit import Month, grosze_in, problems, reckon, zloty

FULL = Fraction(1489)  # the benefit told for 2022
AMOUNTS = some.integers(1, 1_000_000).map(benefit.in_zlotys)


def months(**fixed):
    return some.builds(
        Month,
        **{
            "length": some.integers(28, 31),
            "days": some.none() | some.integers(1, 31),
            "unexcused": some.integers(0, 31),
            "sick": some.integers(0, 31),
            "sick_before": some.integers(0, 40),
            "trial": some.booleans(),
            "premium": some.integers(0, 200_000).map(benefit.in_zlotys),
        }
        | fixed,
    ).filter(lambda month: not problems(month))


def of(month: Month, full: Fraction = FULL) -> benefit.Reckoning:
    return reckon(benefit.given(full), month)


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        (Month(30), "1489,00"),
        (Month(31), "1489,00"),
        (Month(28, days=28), "1489,00"),
        (Month(30, days=9), "446,70"),
        (Month(30, days=18), "893,40"),
        (Month(31, days=30), "1489,00"),
        (Month(30, days=1), "49,6333…"),
        (Month(30, trial=True), "1489,00"),
        (Month(30, unexcused=1), "1414,55"),
        (Month(30, unexcused=2), "1340,10"),
        (Month(30, unexcused=3), "1265,65"),
        (Month(30, unexcused=4), "0,00"),
        (Month(30, sick=1), "1451,775"),
        (Month(30, sick=6), "1265,65"),
        (Month(30, sick=8), "1191,20"),
        (Month(30, sick=10), "1116,75"),
        (Month(30, sick=21), "707,275"),
        (Month(30, sick=22), "657,6416…"),
        (Month(30, sick=5, sick_before=21), "1240,8333…"),
        (Month(30, unexcused=2, sick=8), "1042,30"),
        (Month(30, days=1, unexcused=1), "0,00"),
    ],
)
def test_the_examples_of_the_lesson_and_of_the_register(month, paid):
    assert not problems(month)

    assert zloty(of(month).benefit).split("\u00a0")[0] == paid


@pytest.mark.parametrize(("unemployment", "full"), [("1241,20", "1489,44"), ("1721,90", "2066,28")])
def test_a_whole_month_is_120_per_cent_of_the_unemployment_benefit_in_unrounded_grosze(unemployment, full):
    step = benefit.from_unemployment(benefit.in_zlotys(grosze_in(unemployment)))

    assert zloty(reckon(step, Month(30)).benefit) == f"{full}\u00a0zł"


def test_a_premium_is_added_beside_the_benefit_and_may_be_as_much_as_it():
    made = of(Month(30, premium=Fraction(400)))

    assert (made.benefit, made.premium, made.total) == (1489, 400, 1889)
    assert benefit.premium_problem(FULL, FULL) is None
    assert "1489,00" in benefit.premium_problem(FULL, FULL + Fraction(1, 100))
    assert of(Month(30, sick=10, premium=FULL)).notes


@pytest.mark.parametrize(
    ("month", "where"),
    [
        (Month(30, days=31), "days"),
        (Month(30, days=0), "days"),
        (Month(30, days=2, unexcused=3), "unexcused"),
        (Month(30, days=5, sick=6), "sick"),
        (Month(30, trial=True, sick=1), "sick"),
        (Month(30, trial=True, premium=Fraction(1)), "premium"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(month, where):
    assert list(problems(month)) == [where]
    assert problems(month)[where].endswith(".")


def test_the_line_that_is_our_own_reading_is_marked_and_no_other():
    assert [step.assumed for step in of(Month(30, days=29, sick=23, unexcused=1)).steps] == [False] * 4 + [True]
    assert not any(step.assumed for step in of(Month(30, sick=21)).steps)


@always(months(), AMOUNTS)
def test_it_is_never_below_nothing_nor_above_a_whole_month(month, full):
    assert 0 <= of(month, full).benefit <= full


@always(months(), AMOUNTS)
def test_the_lines_add_up_to_the_raw_result(month, full):
    made = of(month, full)
    share = [step.amount for step in made.steps if step.provision == "art-15-ust-6"]
    less = sum((step.amount for step in made.steps[1:] if step.provision != "art-15-ust-6"), Fraction(0))

    assert made.raw == (share or [full])[0] + less


@always(months(), AMOUNTS, some.integers(2, 9))
def test_it_grows_with_the_amount_as_many_times(month, full, times):
    assert of(month, full * times).benefit == of(month, full).benefit * times


@always(months(unexcused=some.integers(0, 30)), AMOUNTS)
def test_a_day_more_without_excuse_never_pays_more(month, full):
    worse = replace(month, unexcused=month.unexcused + 1)

    if not problems(worse):
        assert of(worse, full).benefit <= of(month, full).benefit


@always(months(trial=some.just(False), sick=some.integers(0, 30)), AMOUNTS)
def test_a_day_of_illness_more_never_pays_more(month, full):
    worse = replace(month, sick=month.sick + 1)

    if not problems(worse):
        assert of(worse, full).benefit <= of(month, full).benefit


@always(months(premium=some.just(Fraction(0))), AMOUNTS)
def test_more_than_three_days_without_excuse_take_the_whole_month(month, full):
    assert month.unexcused <= 3 or of(month, full).benefit == 0


@pytest.mark.parametrize(
    ("typed", "grosze"),
    [
        ("1241,20", 124120),
        ("1241.2", 124120),
        (" 1 241,20 zł", 124120),
        ("1489", 148900),
        ("0", 0),
        ("1\u00a0489", 148900),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed, grosze):
    assert grosze_in(typed) == grosze


@pytest.mark.parametrize("typed", ["", "dużo", "-5", "12,345", "1,2,3", "١٢", "9999999", "1e3", "zł"])
def test_what_is_no_amount_is_none(typed):
    assert grosze_in(typed) is None


@always(some.text(max_size=40))
def test_no_text_breaks_the_reading_of_amounts(typed):
    assert grosze_in(typed) is None or 0 <= grosze_in(typed) <= benefit.LARGEST_GROSZE


@always(some.integers(0, benefit.LARGEST_GROSZE))
def test_an_amount_in_grosze_comes_back_as_it_was_shown(grosze):
    assert grosze_in(zloty(benefit.in_zlotys(grosze))) == grosze


@pytest.mark.parametrize(
    ("amount", "words"),
    [(Fraction(1489), "1489,00"), (Fraction(37225, 1000), "37,225"), (Fraction(1489, 30), "49,6333…"),
     (Fraction(-7, 2), "−3,50"), (Fraction(12345), "12\u00a0345,00"), (Fraction(1, 30), "0,0333…")],
)  # fmt: skip
def test_grosze_are_shown_unrounded(amount, words):
    assert zloty(amount) == f"{words}\u00a0zł"
