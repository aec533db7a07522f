"""A commune named in words: found by the beginnings of its words, told from its namesakes, chosen without scripts."""

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict
from wtforms.validators import Optional

from akademia.core.db import commit
from akademia.core.forms import REQUIRED, Form, required
from akademia.organisations import queries
from akademia.organisations.formats.terc import TerritoryRow
from akademia.organisations.forms import MANY, SEVERAL, UNKNOWN, CommuneField
from akademia.organisations.services import keep_territories

CITY, TOWN, CRACOW, COUNTRY = "1262011", "1207071", "1261011", "1206162"
TOWN_LABEL = "Limanowa (gmina miejska), powiat limanowski, woj. małopolskie"


class LivingForm(Form):
    commune = CommuneField(validators=[required()])


class PlainForm(Form):
    commune = CommuneField("Gdzie?", validators=[Optional()])


@pytest.fixture
def country(app):
    bring_country()


def bring_country():
    """Bring a few communes, among them namesakes, a part of one, and a county whose name begins as a city's."""
    rows = [("12", "voivodeship", "małopolskie", "województwo", None)]
    for code, name, kind in [("1206", "krakowski", "powiat"), ("1207", "limanowski", "powiat"),
                             ("1210", "nowosądecki", "powiat"), ("1261", "Kraków", "miasto na prawach powiatu"),
                             ("1262", "Nowy Sącz", "miasto na prawach powiatu")]:  # fmt: skip
        rows.append((code, "county", name, kind, "12"))
    for code, name, kind in [
        (CITY, "Nowy Sącz", "gmina miejska"), ("1210072", "Łącko", "gmina wiejska"),
        (TOWN, "Limanowa", "gmina miejska"), ("1207082", "Limanowa", "gmina wiejska"),
        (CRACOW, "Kraków", "gmina miejska"), (COUNTRY, "Zielonki", "gmina wiejska"),
        ("1261029", "Kraków-Krowodrza", "delegatura"), ("1210143", "Stary Sącz", "gmina miejsko-wiejska"),
        ("1210144", "Stary Sącz", "miasto"), ("1210145", "Stary Sącz", "obszar wiejski"),
    ]:  # fmt: skip
        rows.append((code, "commune", name, kind, code[:4]))
    keep_territories([TerritoryRow(*row) for row in rows])
    commit()


def codes(words, limit=12):
    return [one.code for one in queries.find_communes(words, limit)]


@pytest.mark.parametrize("words", ["Nowy Sącz", "nowy sacz", "NOWY SĄ", "sacz nowy", "  nowy   s "])
def test_a_commune_is_found_by_the_beginnings_of_its_words(country, words):
    assert codes(words)[0] == CITY


def test_what_is_called_just_so_comes_before_what_lies_in_a_county_of_that_name(country):
    assert codes("krakow") == [CRACOW, COUNTRY]


def test_namesakes_are_told_apart_by_their_labels(country):
    assert [one.label for one in queries.find_communes("limanowa")] == [
        TOWN_LABEL,
        "Limanowa (gmina wiejska), powiat limanowski, woj. małopolskie",
    ]
    assert queries.commune(CITY).label == "Nowy Sącz (gmina miejska), miasto na prawach powiatu, woj. małopolskie"


def test_a_part_of_a_commune_is_no_commune(country):
    assert codes("stary sacz") == ["1210143"]
    assert queries.commune("1210144") is None
    assert queries.commune("1261029") is None


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "qwerty", "\0", "'--"])
def test_what_names_no_commune_finds_none(country, words):
    assert codes(words) == []


def test_the_communes_of_a_voivodeship_stand_in_polish_order(country):
    names = [one.name for one in queries.communes_of("12")]

    assert names == ["Kraków", "Limanowa", "Limanowa", "Łącko", "Nowy Sącz", "Stary Sącz", "Zielonki"]


def test_finding_takes_one_query_however_many_are_found(country, count_queries):
    codes("łącko")  # the transaction has begun

    assert count_queries(lambda: queries.find_communes("gmina")) == count_queries(lambda: codes("łącko")) == 1


def sent(app, form, *values):
    """Return a form as it comes in with some values of its one field."""
    with app.test_request_context():
        made = form(MultiDict([("commune", one) for one in values]), meta={"csrf": False})
        made.validate()
    return made.commune


@pytest.mark.parametrize("typed", ["Nowy Sącz", "łącko", TOWN_LABEL, "limanowa miejska"])
def test_the_form_gives_the_number_of_the_one_commune_meant(app, country, typed):
    field = sent(app, LivingForm, typed)

    assert (field.errors, len(field.data)) == ([], 7)
    assert field._value() == typed


def test_namesakes_are_asked_about_and_the_choice_is_taken(app, country):
    asked = sent(app, LivingForm, "Limanowa")
    chosen = sent(app, LivingForm, "Limanowa", TOWN)

    assert (asked.data, asked.errors) == (None, [SEVERAL])
    assert [one.code for one in asked.namesakes] == [TOWN, "1207082"]
    assert (chosen.data, chosen.errors) == (TOWN, [])


def test_a_choice_that_no_longer_fits_what_is_typed_is_not_taken(app, country):
    assert sent(app, LivingForm, "Łącko", TOWN).data == "1210072"
    assert sent(app, LivingForm, "Limanowa", CITY).errors == [SEVERAL]


def test_what_is_not_known_is_said_and_kept(app, country):
    field = sent(app, LivingForm, "Sacz Górny")

    assert (field.data, field.errors, field.typed) == (None, [UNKNOWN], "Sacz Górny")


def test_too_many_are_not_listed(app, country):
    rows = [TerritoryRow(f"1206{n:02d}2", "commune", f"Wola {n}", "gmina wiejska", "1206") for n in range(20, 40)]
    above = [TerritoryRow("12", "voivodeship", "małopolskie", "województwo", None),
             TerritoryRow("1206", "county", "krakowski", "powiat", "12")]  # fmt: skip
    keep_territories([*above, *rows])

    field = sent(app, LivingForm, "wola")

    assert (field.errors, field.namesakes) == ([MANY], [])


def test_an_empty_field_is_refused_only_where_it_must_be_filled(app, country):
    assert sent(app, LivingForm, "").errors == [REQUIRED]
    assert (sent(app, PlainForm, "  ").errors, sent(app, PlainForm, "").data) == ([], None)


def test_the_form_shows_what_is_stored_and_offers_namesakes(app, country):
    page = "{% from 'ui/field.html' import commune_field %}{{ commune_field(form.commune) }}"

    with app.test_request_context():
        stored = render_template_string(page, form=LivingForm(None, commune=TOWN, meta={"csrf": False}))
        form = LivingForm(MultiDict([("commune", "Limanowa")]), meta={"csrf": False})
        form.validate()
        asked = render_template_string(page, form=form)

    assert f'value="{TOWN_LABEL}"' in stored
    assert 'data-communes="/gminy/znajdz"' in stored
    assert "radio" not in stored
    assert asked.count('type="radio" name="commune"') == 2
    assert 'aria-invalid="true"' in asked


def test_anyone_may_ask_for_communes_while_typing(client):
    assert client.get("/gminy/znajdz?q=limanowa").json == {"found": []}  # kept, until the register is brought
    bring_country()

    found = client.get("/gminy/znajdz?q=limanowa").json["found"]

    assert [set(one) for one in found] == [{"code", "name", "label"}] * 2
    assert client.get("/gminy/znajdz").json == {"found": []}
    assert client.get("/gminy/znajdz?q=" + "%F0%9F%98%80" * 500).json == {"found": []}
