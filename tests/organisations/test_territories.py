from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.organisations import queries
from akademia.organisations.formats.terc import TerritoryRow, read_terc
from akademia.organisations.models import Territory
from akademia.organisations.services import keep_territories, load_territories

STARTER = Path(__file__).parents[2] / "akademia" / "starter" / "territories.csv"
HEAD = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"


def test_the_starter_brings_the_whole_country(app):
    loaded = load_territories(STARTER)

    levels = dict(db.session.execute(select(Territory.level, func.count()).group_by(Territory.level)).all())
    assert levels["voivodeship"] == 16
    assert levels["county"] == 380
    assert loaded.added == sum(levels.values()) == 4332


def test_a_second_load_changes_nothing(app):
    load_territories(STARTER)

    again = load_territories(STARTER)

    assert (again.added, again.renewed, again.left_alone) == (0, 0, ())


def test_loading_takes_few_statements(app, count_queries):
    assert count_queries(lambda: load_territories(STARTER)) <= 20


def test_voivodeships_stand_in_polish_order_in_small_letters(app):
    load_territories(STARTER)

    names = [row.name for row in queries.voivodeships()]

    assert names[:5] == ["dolnośląskie", "kujawsko-pomorskie", "lubelskie", "lubuskie", "łódzkie"]
    assert names[-2:] == ["wielkopolskie", "zachodniopomorskie"]


def test_a_commune_lies_in_a_county_and_a_county_in_a_voivodeship(app):
    load_territories(STARTER)

    counties = queries.parts_of("02")
    communes = queries.parts_of("0201")

    assert {row.level for row in counties} == {"county"}
    assert counties[0].name == "bolesławiecki"
    assert ("Bolesławiec", "gmina miejska") in [(row.name, row.kind) for row in communes]
    assert queries.territory("0201011").parent.parent.name == "dolnośląskie"


def test_a_renamed_unit_is_renewed_and_a_vanished_one_is_kept_and_listed(app):
    keep_territories([TerritoryRow("06", "voivodeship", "lubelskie", "województwo", None),
                      TerritoryRow("0605", "county", "janowski", "powiat", "06")])  # fmt: skip

    loaded = keep_territories([TerritoryRow("06", "voivodeship", "lubelskie nowe", "województwo", None)])

    assert (loaded.added, loaded.renewed, loaded.left_alone) == (0, 1, ("0605",))
    assert queries.territory("06").name == "lubelskie nowe"
    assert queries.territory("0605").name == "janowski"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["WOJ;POW;GMI;NAZWA;NAZWA_DOD"], "TERC, wiersz 1, RODZ: brak tej kolumny"),
        ([HEAD, "2x;;;;LUBELSKIE;województwo;2024-01-01"], "TERC, wiersz 2, 2x: to nie jest numer jednostki"),
        ([HEAD, "06;;;;;województwo;2024-01-01"], "TERC, wiersz 2, 06: brak nazwy"),
        ([HEAD, "06;;;;A;w;", "06;;;;B;w;"], "TERC, wiersz 3, 06: ten numer stoi już wyżej"),
        ([HEAD, "06;05;;;janowski;powiat;2024-01-01"], "TERC, wiersz 2, 0605: brak jednostki nadrzędnej 06"),
    ],
)
def test_a_broken_file_names_the_line(lines, problem):
    with pytest.raises(BrokenSource) as refused:
        read_terc(lines)

    assert refused.value.problems[0].startswith(problem)


def test_a_county_without_a_voivodeship_cannot_be_stored(app):
    db.session.add(Territory(code="0605", level="county", name="a", name_key="a", kind="powiat", parent_code=None))

    with pytest.raises(IntegrityError):
        db.session.flush()
