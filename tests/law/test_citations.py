"""Citations: as Polish lawyers write them, as nobody should, and as an enemy would."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from akademia.law.rules import OTHER, Cited, Context, cited, found, written
from akademia.law.rules.names import ActName
from akademia.law.rules.reading import _Reader
from akademia.law.rules.tokens import tokens

HERE = Path(__file__).parent
CASES = [
    case
    for name in ("citation_cases.yaml", "more_citation_cases.yaml")
    for case in yaml.safe_load((HERE / name).read_text("utf-8"))["cases"]
]
_WORDS = (
    "art. art ust. ust pkt lit. § rozdz. zd. i oraz a , – - ( ) . w zw. z do ustawy tej ww. artykułu u.z.s. k.p. RODO"
    " 1 2 3a 5 15 18ca 18 a b c 15² 18ᵃ Dz.U. z 2022 r. poz. 2241 o pomocy społecznej zmianie zmienianej kodeksu pracy"
    " rozporządzenia 2016/679 in fine regulaminu 2004 marca \u00ad"
)
WORDS = st.sampled_from(_WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)
HOSTILE = (
    "art. 1, ", "ustawy o ", "a.", "art. 1–29, ", "ustawy o zmianie ustawy ", "art. 1 ust. 2 pkt 3 lit. a i ",
    "Dz.U. z 2020 r. poz. 1, ", "^", "1^2^", "k. p. a. ", "ust. 1 ", "rozporządzenia ", "<sup>", "art. 18 c, ",
    "tej ustawy ", "ustawy z dnia 1 ", "lit. i ", "ust. 1 w zw. z ", "art. 18 a, b i ", "ustawy o pomocy (dalej ",
)  # fmt: skip


def _expected_words(one: Cited) -> list[dict[str, Any]]:
    """Say a citation in the words of the table."""
    if one.readings:
        said = [{"act": r.act, "ids": list(r.ids), "unknown": list(r.unknown)} for r in one.readings]
    else:
        optional = ("name", "locator", "version", "sentence", "publication", "role", "unknown", "amendments")
        said = [{"act": one.act, **({"ids": list(one.ids)} if one.act != OTHER else {})}]
        said[0].update({name: getattr(one, name) for name in optional})
    return [
        {name: list(v) if isinstance(v, tuple) else v for name, v in row.items() if v or name == "ids"} for row in said
    ]


def _result(citations: list[Cited]) -> str:
    results = {one.result for one in citations}
    return "brak" if not results else results.pop() if len(results) == 1 else "mieszany"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_citation_is_read_as_a_lawyer_means_it(starter_law, case):
    place = case.get("context") or {}
    context = Context(place.get("act", "uzs"), place.get("provision"), said=bool(place))

    citations = cited(case["input"], starter_law, context)

    assert [row for one in citations for row in _expected_words(one)] == case["expected"]
    assert _result(citations) == case["result"]


def test_places_count_the_characters_of_the_text_as_it_came(starter_law):
    text = "Zob. arty\u00adkuł\u202f15 ustęp 4, a potem art.\u00a018ᵃ."

    places = [text[one.start : one.end] for one in cited(text, starter_law, Context("uzs"))]

    assert places == ["arty\u00adkuł\u202f15 ustęp 4", "art.\u00a018ᵃ"]


def test_that_act_is_the_one_named_last(starter_law):
    text = "Ustawa o pomocy społecznej mówi o opiece. Art. 16 tej ustawy i art. 15 u.z.s., a art. 18 tej ustawy nie."

    locators = [
        (one.act, one.locator, one.ids) for one in cited(text, starter_law, Context("uzs")) if one.ids or one.locator
    ]

    assert locators == [(OTHER, "art. 16", ()), ("uzs", None, ("art-15",)), ("uzs", None, ("art-18",))]


def test_that_article_is_the_one_cited_last(starter_law):
    text = "Radę opisuje art. 18e ust. 1. Koszty: ust. 4 ww. artykułu."

    assert [one.ids for one in cited(text, starter_law, Context("uzs"))] == [("art-18e-ust-1",), ("art-18e-ust-4",)]


def test_the_default_act_of_a_text_is_the_one_its_author_chose(starter_law):
    (one,) = cited("art. 16a", starter_law, Context("ups", said=True))

    assert (one.result, one.name, one.locator) == ("inny_akt", "ustawa z 12.03.2004 o pomocy społecznej", "art. 16a")


def test_an_act_without_a_title_harms_no_text_that_names_others(starter_law):
    bare = ActName("bez", "Ustawa", "")
    law = replace(starter_law, shelf=replace(starter_law.shelf, acts=(*starter_law.shelf.acts, bare)))

    (one,) = cited("art. 16a ustawy o pomocy społecznej", law, Context("uzs"))

    assert (one.result, one.locator) == ("inny_akt", "art. 16a")


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_no_text_breaks_the_reader_and_places_stay_in_order(starter_law, text):
    citations = cited(text, starter_law, Context("uzs", "art-5-ust-6", said=True))

    places = [(one.start, one.end) for one in citations]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(WORDS, max_size=40).map(" ".join))
def test_what_was_written_in_the_one_form_is_read_as_the_same(starter_law, text):
    for one in found(text, starter_law.shelf):
        if one.items:
            form = written(one.items)
            (again,) = found(form, starter_law.shelf)
            assert written(again.items) == form


def test_an_article_of_another_act_is_never_taken_for_one_of_the_register(starter_law):
    text = "Art. 18e ust. 1. Potem art. 10 k.p. i ust. 4 ww. artykułu, art. 22 § 1 k.p. w zw. z ust. 2."

    assert [one.ids for one in cited(text, starter_law, Context("uzs"))] == [("art-18e-ust-1",), (), ()]


@pytest.mark.parametrize("part", HOSTILE)
def test_reading_looks_at_each_token_a_bounded_number_of_times(starter_law, part):
    looks = []
    for times in (300, 1_200):
        row = _Counted(tokens(part * times))
        list(_Reader(row, starter_law.shelf).citations())
        looks.append(row.looks)

    assert looks[1] <= 4.2 * looks[0] + 200


class _Counted(list):
    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


@pytest.fixture
def register(app, register_kept):
    return app


def _parse(app, text, *arguments):
    return app.test_cli_runner().invoke(args=["law", "parse", *arguments], input=text)


def test_the_command_prints_one_object_a_citation(register):
    told = _parse(register, "Zob. art. 15 ust. 4 w zw. z art. 5 RODO oraz art. 13 ust. 5 a) ustawy.")

    first, second, third = (json.loads(line) for line in told.output.splitlines())
    assert (first["text"], first["start"], first["end"]) == ("art. 15 ust. 4", 5, 19)
    assert (first["result"], first["act"], first["ids"], first["unknown"]) == ("przepis", "uzs", ["art-15-ust-4"], [])
    assert (second["name"], second["locator"], second["version"]) == ("rozporządzenie (UE) 2016/679", "art. 5", None)
    assert [reading["ids"] for reading in third["readings"]] == [["art-13-ust-5a"], ["art-13-ust-5"]]
    words = ["text", "start", "end", "result", "act", "ids", "unknown", "name", "locator", "version", "readings"]
    assert list(first) == list(second) == list(third) == words
    assert set(third["readings"][0]) == {"act", "ids", "unknown"}


def test_the_command_prints_what_few_citations_have_only_where_it_is(register):
    told = _parse(register, "art. 13 ust. 5 zd. 2 ustawy (Dz. U. z 2019 r. poz. 217 i 730)")

    (said,) = map(json.loads, told.output.splitlines())
    assert (said["sentence"], said["publication"], said["amendments"]) == (2, "DU/2019/217", ["du-2019-730"])


@pytest.mark.parametrize("place", ["art-18e", "art-18e-ust-1"])
def test_the_command_reads_in_the_place_it_is_told(register, place):
    (line,) = _parse(register, "ust. 4 ww. artykułu", "--context", place).output.splitlines()

    assert json.loads(line)["ids"] == ["art-18e-ust-4"]


def test_the_command_reads_in_an_amending_act(register):
    (line,) = _parse(register, "art. 1 pkt 12 lit. a, c oraz d", "--context", "du-2022-218").output.splitlines()

    assert json.loads(line)["locator"] == "art. 1 pkt 12 lit. a, c i d"


def test_the_command_refuses_a_place_it_does_not_know(register):
    told = _parse(register, "ust. 4", "--context", "art-999")

    assert told.exit_code == 2
    assert "Rejestr nie zna takiego przepisu ani aktu." in told.output
