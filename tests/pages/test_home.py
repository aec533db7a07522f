"""The first page shows the areas at work: the newest of each, figures as a drawing that also says its numbers."""

from akademia.pages.rules import bars
from akademia.research.statistics.rules.figures import longest_run
from tests.research.statistics.making import figure, make_series


def test_the_newest_figures_are_drawn_and_said(client):
    make_series("Dwa lata", "dwa", figure(2020, 5), figure(2021, 6))
    make_series("Aktywne kluby", "kluby", figure(2019, 100), figure(2020, 150), figure(2021, 200),
                figure(2020, 190, "Kwartalnik", mark="over"), figure(2021, 7, territory="06"))  # fmt: skip

    page, words = client.get("/").text, client.words("/")

    assert "2019: 100, 2020: 150, 2021: 200</desc>" in page
    assert page.count('class="chart__bar') == 3
    assert "100 w 2019 r., 200 w 2021 r." in words
    assert "Źródło: GUS" in words
    assert "Dwa lata" in words.partition("Źródło: GUS")[2]  # too short to be drawn


def test_bars_begin_at_zero_and_only_plain_figures_of_one_source_are_drawn():
    run = longest_run([figure(2021, 2), figure(2019, 4), figure(2020, 3, mark="over"), figure(2018, 1, "Inne")])
    low, high = bars([("2019", "100", 0.5), ("2020", "200", 1.0)])

    assert [one.year for one in run] == [2019, 2021]
    assert (180 - 12 - low.y) * 2 == 180 - 12 - high.y + 1
    assert (low.is_last, high.is_last) == (False, True)
