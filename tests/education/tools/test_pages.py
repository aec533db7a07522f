"""Pages of the tools: what they say, what they refuse, what they cite, what they cost."""

from datetime import date

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.education.tools import services
from akademia.education.tools.models import Tool
from akademia.education.tools.queries import every_item
from akademia.education.tools.rules import TOOLS
from akademia.education.tools.rules.declared import LEGAL_STATE_ON
from akademia.law.models import Citation, Provision
from akademia.search.queries.finding import best
from tests.education.tools.made import ROOT, make_tools
from tests.factories import make_user
from tests.search.index import index_all

CALCULATOR = f"{ROOT}kalkulator-swiadczenia/"
SAID = {"miesiac": "9", "rok": "2022", "kwota": "1489", "kwota-to": "swiadczenie"}


@pytest.fixture
def visitor(app, client):
    make_tools()
    return client


def address(**more):
    said = {**SAID, **more}
    return CALCULATOR + "?" + "&".join(f"{name}={value}" for name, value in said.items())


def test_the_catalogue_lists_every_tool_with_its_legal_state(visitor):
    words = visitor.words(ROOT)

    assert all(tool.title in words and tool.summary in words.replace("\u00a0", " ") for tool in TOOLS)
    assert words.count("stan prawny: 22 września 2022 r.") == len(TOOLS)
    assert "Kalkulator" in visitor.words("/edukacja/")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_each_tool_is_dated_and_lists_what_it_cites(visitor, tool):
    words = visitor.words(f"{ROOT}{tool.key}/")

    assert "Stan prawny na dzień 22 września 2022 r." in words
    assert all(f"O czym jest {key}." in words for key in tool.provisions)
    assert all(other.label in words for other in tool.others)


def test_a_tool_that_is_not_there_answers_404(visitor):
    visitor.get(f"{ROOT}nie-ma-takiego/", 404)


def test_before_the_tools_are_loaded_the_catalogue_is_empty_and_says_so(app, client):
    assert "Nie ma jeszcze narzędzi" in client.words(ROOT)
    client.get(CALCULATOR, 404)


def test_tools_that_came_together_are_shown_in_the_houses_order(visitor):
    assert [item.title for item in every_item()] == [tool.title for tool in TOOLS]


def test_tools_are_in_the_sitemap(visitor):
    assert all(f"{ROOT}{tool.key}/" in visitor.inner.get("/sitemap.xml").text for tool in TOOLS)


def test_the_register_knows_what_each_tool_cites_and_as_of_when(visitor):
    rows = db.session.execute(
        select(Tool.key, Provision.key, Citation.legal_state_on, Citation.version)
        .join(Citation, (Citation.kind == "tool") & (Citation.ref == Tool.id))
        .join(Provision, Provision.id == Citation.provision_id)
    ).all()

    assert {(tool.key, key, LEGAL_STATE_ON, 1) for tool in TOOLS for key in tool.provisions} == set(map(tuple, rows))


def test_keeping_tools_again_changes_nothing_and_a_reviewed_legal_state_stays(visitor):
    assert services.keep_tools() == []
    tool = db.session.scalars(select(Tool).where(Tool.key == "terminarz")).one()
    tool.legal_state_on, tool.version = date(2025, 6, 1), 2
    commit()

    assert services.keep_tools() == []
    assert (tool.legal_state_on, tool.version) == (date(2025, 6, 1), 2)


def test_a_tool_that_lost_a_citation_gets_it_back_with_a_new_version(visitor):
    tool = db.session.scalars(select(Tool).where(Tool.key == "rejestracja-kis")).one()
    db.session.delete(db.session.scalars(select(Citation).where(Citation.ref == tool.id)).first())
    commit()

    assert services.keep_tools() == ["rejestracja-kis"]
    assert tool.version == 2


def test_the_calculator_shows_every_step(visitor):
    words = visitor.words(address(dni=29, choroba=23, nieobecnosc=1, premia="200"))

    for step in ("1489,00 zł ÷ 30 × 29", "1489,00 zł ÷ 20 × 1", "1489,00 zł ÷ 40 × 21", "1489,00 zł ÷ 30 × 2"):
        assert step in words
    assert "Wynik: wrzesień 2022" in words
    assert "483,925 zł" in words
    assert "683,925 zł" in words
    assert "nasze założenie" in words


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kwota": "dużo"}, "Wpisz kwotę w złotych, na przykład 1241,20"),
        ({"kwota": "0"}, "Wpisz kwotę większą od zera"),
        ({"kwota": ""}, "Akademia nie zna kwoty zasiłku na miesiąc: wrzesień 2022"),
        ({"kwota-to": "inne"}, "Wybierz jedną z podanych możliwości"),
        ({"rok": "x"}, "Wpisz liczbę całkowitą"),
        ({"rok": ""}, "Wpisz rok"),
        ({"rok": "99999999999999999999"}, "Wpisz rok od 2004 do 2100"),
        ({"rok": "2021"}, "Liczymy według zasad, które obowiązują od 15 lutego 2022 r."),
        ({"miesiac": "13"}, "Wybierz jedną z podanych możliwości"),
        ({"miesiac": "x"}, "Wybierz jedną z podanych możliwości"),
        ({"dni": "31"}, "Ten miesiąc ma 30 dni"),
        ({"dni": "-1"}, "Wpisz liczbę dni od 0 do 31"),
        ({"choroba": "dwa"}, "Wpisz liczbę całkowitą"),
        ({"choroba": "20", "nieobecnosc": "15"}, "razem więcej niż 30 dni udziału"),
        ({"choroba": "1", "proba": "y"}, "dotyczy czasu po okresie próbnym"),
        ({"premia": "1489,01"}, "Premia może wynieść najwyżej tyle, ile świadczenie: 1489,00 zł"),
        ({"premia": "1", "proba": "y"}, "dopiero po okresie próbnym"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_kept(visitor, more, said):
    words = visitor.words(address(**more), status=422)

    assert words.count(said) == 2, words
    assert "Popraw 1 pole" in words
    assert "Wynik:" not in words
    name, value = next(iter(more.items()))
    assert name in ("miesiac", "kwota-to") or f'value="{value}"' in visitor.get(address(**more), 422).text


def test_a_known_amount_is_taken_for_its_months_and_for_no_other(visitor):
    services.add_amount(date(2025, 6, 1), date(2026, 5, 1), 172190, "obwieszczenie", make_user().id)
    commit()

    words = visitor.words(f"{CALCULATOR}?miesiac=5&rok=2026")
    assert "2066,28 zł" in words
    assert "120% × 1721,90 zł" in words
    assert "czerwiec 2025 – maj 2026" in words
    assert "obwieszczenie" in words
    assert "nie zna kwoty" in visitor.words(f"{CALCULATOR}?miesiac=6&rok=2026", status=422)
    assert "120% × 1000,00 zł" in visitor.words(f"{CALCULATOR}?miesiac=5&rok=2026&kwota=1000")


def test_the_path_asks_one_question_a_page_and_comes_back(visitor):
    first = visitor.get(f"{ROOT}cis-czy-kis/")
    second = visitor.get(f"{ROOT}cis-czy-kis/?kto=ngo")

    assert "Kto chce prowadzić" in first.text.replace("\u00a0", " ")
    assert "Pytanie 2 z 6" in second.text
    assert 'name="kto" value="ngo"' in second.text
    assert "Wybierz jedną odpowiedź" in visitor.words(f"{ROOT}cis-czy-kis/?kto=ngo&pytanie=czas", status=422)


def test_the_path_ends_with_a_list_to_print(visitor):
    ways = "kto=ngo&czas=pelny&pieniadze=tak&renta=nie&zawod=tak&zaplecze=duzo"

    words = visitor.words(f"{ROOT}cis-czy-kis/?{ways}")

    assert "Odpowiedź: centrum" in words
    assert "Złóżcie wniosek o status do wojewody." in words
    assert "najpierw partner" in visitor.words(f"{ROOT}cis-czy-kis/?kto=inny")


def test_a_visitors_pages_are_kept_whole_and_know_nobody(visitor):
    for tool in TOOLS:
        said = visitor.get(f"{ROOT}{tool.key}/")
        assert said.headers["Cache-Control"].startswith("public")
        assert "Set-Cookie" not in said.headers


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_a_tools_page_asks_the_database_as_little_with_many_amounts_as_with_none(visitor, tool, count_queries):
    def ask():
        visitor.get(f"{ROOT}{tool.key}/?nic={count}")

    count = 0
    before = count_queries(ask)
    actor = make_user().id
    for count in range(1, 13):
        services.add_amount(date(2022 + count, 1, 1), date(2022 + count, 12, 1), 100000 + count, "x", actor)
    commit()

    assert count_queries(ask) == before


def test_the_search_finds_a_tool_by_what_its_page_says(app):
    make_tools()
    index_all()

    assert best("ocena zasobów do 30 czerwca", 1)[0].place == {"key": "terminarz"}
    assert best("opinia starosty", 1)[0].place == {"key": "wniosek-o-status"}
