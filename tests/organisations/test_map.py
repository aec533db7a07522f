"""The map of the country: sixteen outlines that fit together, drawn small, said in words, and a list that equals it."""

import gzip
import re
from collections import Counter

import pytest
from flask import render_template_string

from akademia.organisations.formats.poland import SHAPES, Mark
from akademia.organisations.queries import voivodeships
from akademia.organisations.queries.maps import counted_map, marked_map
from akademia.organisations.rules import scale_of
from akademia.organisations.services import load_territories
from tests.organisations.test_territories import STARTER

PAGE = """{% from "ui/map.html" import country_map %}{{ country_map(map, 'Podmioty', addresses, current) }}"""


def points(path):
    """Return the points of an outline, from its start and its steps."""
    start, steps = path.removesuffix("z").removeprefix("M").split("l")
    x, y = (int(n) for n in start.split())
    numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
    found = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def edges(path):
    around = points(path)
    return [frozenset(pair) for pair in zip(around, [*around[1:], around[0]], strict=True)]


def within(x, y, path):
    """Say whether a point lies within an outline (by a ray to the left)."""
    around = points(path)
    crossed = False
    for (x1, y1), (x2, y2) in zip([around[-1], *around], around, strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def test_neighbours_share_the_line_between_them_and_each_word_stands_within_its_outline():
    counted = Counter(edge for shape in SHAPES for edge in edges(shape.path))

    shared = {shape.code: sum(counted[edge] == 2 for edge in edges(shape.path)) for shape in SHAPES}
    assert set(counted.values()) == {1, 2}
    assert min(shared.values()) > 10
    assert all(shared[code] == len(edges(shape.path)) for shape in SHAPES if (code := shape.code) == "10")  # Łódzkie
    assert [shape.code for shape in SHAPES if not within(shape.x, shape.y, shape.path)] == []


def test_the_map_has_the_voivodeships_of_the_register(app):
    load_territories(STARTER)
    assert {(shape.code, shape.name) for shape in SHAPES} == {(row.code, row.name) for row in voivodeships()}


@pytest.mark.parametrize(
    ("most", "width", "reached"), [(0, 1, 0), (1, 1, 1), (5, 1, 5), (6, 2, 3), (312, 100, 4), (5000, 1000, 5)]
)
def test_a_scale_has_round_bounds_that_hold_every_number(most, width, reached):
    scale = scale_of([0, most])

    assert (scale.width, scale.reached, scale.step(most), scale.step(0)) == (width, reached, reached, 0)


def drawing(app, addresses, current=""):
    counted = counted_map({"06": 12, "14": 30}, lambda n: f"{n} podmiotów")
    with app.test_request_context():
        return render_template_string(PAGE, map=counted, addresses=addresses, current=current)


def test_map_and_list_say_and_lead_to_the_same(app):
    html = drawing(app, {shape.code: f"/x/{shape.code}" for shape in SHAPES}, current="06")

    shapes = re.findall(r'<a href="(/x/\d\d)" class="region[^"]*" aria-label="([^":]+): ([^"]+)"', html)
    rows = re.findall(r'<li><a href="(/x/\d\d)"[^>]*>([^<]+)</a><span>([^<]+)</span></li>', html)
    assert len(shapes) == 16
    assert sorted(shapes) == rows  # numbers of TERC stand in Polish order
    assert ("/x/06", "lubelskie", "12 podmiotów") in rows
    assert html.count('aria-current="true"') == 2
    assert len(gzip.compress(html.encode())) < 6_000


def test_a_map_that_leads_nowhere_has_pictures_with_names_in_place_of_links(app):
    html = drawing(app, {})

    assert "<a " not in html
    assert html.count('role="img"') == 16


def test_what_has_no_mark_says_so():
    said = marked_map({"06": Mark("4,1", "4,1%", 2)}, (), Mark("–", "brak danych", 0))

    assert {region.mark.said for region in said.regions} == {"4,1%", "brak danych"}
