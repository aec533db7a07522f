"""List and map hold the same set under every filter, and cost the same however many there are."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.listing import Asked
from akademia.core.text import search_words, sort_key
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries import finding, reading
from akademia.promotion.directory.rules.freshness import STATES, freshness
from tests.promotion.directory.making import make_country, make_entity

MANY = 5_000
PLACES = (("06", "0605", "0605043"), ("06", "0609", None), ("06", None, None), ("24", "2401", "2401011"))
WORDS = ("stolarnia", "pralnia", "ogród")


@pytest.fixture
def five_thousand(app):
    """Lay 5,000 entities of every kind, place and freshness; give them as plain rows."""
    make_country()
    kinds, today = list(finding.KIND_CHOICES), clock.today()
    rows = []
    for n in range(MANY):
        code, county, commune = PLACES[n % len(PLACES)]
        name = f"{WORDS[n % 3].title()} {n}"
        rows.append({
            "slug": f"p-{n}", "kind": kinds[n % len(kinds)], "name": name, "name_key": sort_key(name),
            "words": "".join(f" {word}" for word in search_words(name)), "voivodeship_code": code,
            "county_code": county, "commune_code": commune, "removed": n % 17 == 0,
            "confirmed_on": today - timedelta(days=n % 700) if n % 3 else None,
            "historic_year": 2017 if n % 3 == 0 and n % 2 else None,
        })  # fmt: skip
    db.session.execute(insert(Entity), rows)
    commit()
    return rows


def chosen(options):
    return st.one_of(st.none(), st.sampled_from(sorted(options)))


FILTERS = st.fixed_dictionaries({
    "rodzaj": chosen(finding.KIND_CHOICES), "woj": chosen(["06", "24", "02"]),
    "powiat": chosen(["0605", "0609", "2401"]), "stan": chosen(STATES),
})  # fmt: skip


def test_list_and_map_hold_the_same_set_under_every_filter(five_thousand):
    today = clock.today()

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(FILTERS, st.sampled_from(["", "Ogrod", "PRAL", "stolarnia 3", "nie ma"]))
    def hold(filters, words):
        asked = Asked(words=words, filters={name: value for name, value in filters.items() if value})
        wanted = {row["slug"]: row["voivodeship_code"] for row in five_thousand if fits(row, asked, today)}

        listed = [row.slug for row in finding.entities(asked, MANY).rows]
        mapped = finding.numbers_by_voivodeship(asked)
        drilled = {
            code: {row.slug for row in finding.entities(Asked(words=words, filters={**asked.filters, "woj": code}),
                                                        MANY).rows}
            for code in mapped
        }  # fmt: skip

        assert len(listed) == len(set(listed))
        assert set(listed) == set(wanted)
        assert mapped == {code: len(found) for code, found in drilled.items()}
        assert set().union(*drilled.values()) == set(wanted)

    hold()


def fits(row, asked, today):
    """Say, in plain words, whether a row is to be shown."""
    columns = {"rodzaj": "kind", "woj": "voivodeship_code", "powiat": "county_code"}
    state = freshness(row["confirmed_on"], row["historic_year"], today)
    return (
        not row["removed"]
        and all(row[column] == asked.filters.get(name, row[column]) for name, column in columns.items())
        and asked.filters.get("stan", state) == state
        and all(f" {word}" in row["words"] for word in search_words(asked.words))
    )


def test_pages_ask_a_constant_number_of_queries(app, client, count_queries):
    make_country()
    make_entity("Centrum A", commune_code="0605043")
    commit()
    pages = ("/promocja/katalog/", "/promocja/katalog/mapa/", "/promocja/katalog/wojewodztwo/lubelskie/",
             "/promocja/katalog/katalog.csv", "/promocja/katalog/katalog.json")  # fmt: skip
    few = [count_queries(lambda page=page: client.get(page)) for page in pages]

    for n in range(30):
        make_entity(f"Klub {n}", kind="kis", commune_code="0609011", founder="Gmina", workshops=["stolarska"])
    commit()

    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == few


def test_the_map_leads_to_the_list_of_a_voivodeship_under_the_same_filters(client):
    make_country()
    make_entity("Klub Nad Rzeką", kind="kis")
    make_entity("Centrum Pod Lasem", voivodeship_code="24", confirmed_on=clock.today())
    commit()

    drawn = client.get("/promocja/katalog/mapa/?rodzaj=kis").text
    assert 'href="/promocja/katalog/?rodzaj=kis&amp;woj=06"' in drawn
    assert 'aria-label="lubelskie: 1\u00a0podmiot"' in drawn
    assert 'aria-label="śląskie: 0\u00a0podmiotów"' in drawn
    listed = client.words("/promocja/katalog/?rodzaj=kis&woj=06")
    assert "Klub Nad Rzeką" in listed.replace("\u00a0", " ")
    assert "Województwo lubelskie: rodzaje i powiaty" in listed
    assert "Pod" not in client.words("/promocja/katalog/?stan=niepotwierdzone")
    assert "Żaden podmiot nie pasuje" in client.words("/promocja/katalog/?szukaj=zzz")
    assert reading.region_page("lubelskie").kinds == (("kis", "klub integracji społecznej", 1),)
    client.get("/promocja/katalog/wojewodztwo/atlantyda/", status=404)


def test_what_goes_out_is_no_formula_and_leaves_the_bin_out(client):
    make_country()
    make_entity("=HYPERLINK(1)", phone="+48 1", commune_code="0605043")
    gone = make_entity("Usunięte")
    gone.removed = True
    commit()

    sheet = client.get("/promocja/katalog/katalog.csv").text
    assert "'=HYPERLINK(1)" in sheet
    assert "'+48 1" in sheet
    assert "Usunięte" not in sheet
    told = client.get("/promocja/katalog/katalog.json").json
    assert [(one["nazwa"], one["powiat"], one["gmina"]) for one in told] == [
        ("=HYPERLINK(1)", "janowski", "Janów Lubelski")
    ]
    assert db.session.scalar(select(Entity.name).where(Entity.name == "Usunięte")) is None


def test_a_confirmation_is_good_for_a_year():
    today = date(2026, 11, 28)

    assert freshness(date(2025, 11, 28), None, today) == "potwierdzone"
    assert freshness(date(2025, 11, 27), None, today) == "niepotwierdzone"
    assert freshness(None, None, today) == "niepotwierdzone"
    assert freshness(None, 2017, today) == "historyczne"
