"""Citations in running words: linked when they are sure, shown to the author when they are not, never guessed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.law.models import Act, Citation, Provision
from akademia.starter.services.loading import STARTER
from akademia.texts.services import lexicon, publish, render
from akademia.texts.services.choosing import NoSuchChoice, choose, doubts
from akademia.texts.services.house_texts import PAGE

LAW = STARTER / "law"


@pytest.fixture
def words(register_kept):
    return lexicon()


def html_of(source, words, **how):
    return str(render(source, words, explain=False, **how).html)


def doubts_of(source, words):
    return list(doubts(render(source, words, explain=False).law, words))


def test_a_citation_in_running_words_becomes_a_link_to_its_provision(words):
    made = render("Zobacz art. 15 ust. 4 ustawy oraz ust. 5 tego artykułu.", words, explain=False)

    assert made.cited == ("art-15-ust-4", "art-15-ust-5")
    assert '<a href="#przepis-art-15-ust-4" aria-describedby="opis-1">art.\u00a015 ust.\u00a04 ustawy</a>' in str(
        made.html
    )
    assert '<dt id="przepis-art-15-ust-4"><a href="/prawo/uzs/art-15-ust-4/">art.\u00a015 ust.\u00a04</a></dt>' in str(
        made.html
    ).replace("art. 15 ust. 4<", "art.\u00a015 ust.\u00a04<")


def test_a_citation_broken_by_the_end_of_a_line_is_one_link(words):
    assert html_of("O tym mówi art. 15\nust. 4.", words).count('href="#przepis-art-15-ust-4"') == 1


def test_a_list_leads_to_its_first_provision_and_cites_them_all(words):
    made = render("Por. art. 3 ust. 2 pkt 1 i 2.", words, explain=False)

    assert made.cited == ("art-3-ust-2-pkt-1", "art-3-ust-2-pkt-2")
    assert str(made.html).count("law__gist") == 1


def test_in_a_heading_or_over_bold_words_it_is_cited_but_no_link(words):
    made = render("## Art. 15 w praktyce\n\nMówi o tym art. **3** ust. 2.", words, explain=False)

    assert {"art-15", "art-3-ust-2"} <= set(made.cited)
    assert "law__gist" not in str(made.html)


def test_what_the_author_linked_or_set_aside_stays_as_it_is(words):
    source = "[art. 15](uzs:art-15-ust-4) i [art. 99](uzs:brak), i [art. 3](https://example.org/)."

    made = render(source, words, explain=False)

    assert made.cited == ("art-3", "art-15-ust-4")
    assert "art.\u00a099," in str(made.html)
    assert 'href="https://example.org/"' in str(made.html)
    assert doubts_of("[art. 99](uzs:brak)", words) == []


def test_code_and_pictures_cite_nothing(words):
    assert render("`art. 15`", words, explain=False).cited == ()


def test_another_act_is_cited_as_a_whole_and_this_one_too(words):
    made = render("Ustawa o pomocy społecznej (art. 16a) i ustawa o zatrudnieniu socjalnym.", words, explain=False)

    assert made.acts == ("ups", "uzs")
    assert made.cited == ()


def test_a_text_about_another_act_does_not_cite_this_one(words):
    made = render("Mówi o tym art. 17.", words, explain=False, act="ups")

    assert (made.cited, made.acts) == ((), ("ups",))


def test_the_unknown_and_the_ambiguous_are_shown_and_not_guessed(words):
    source = "Pierwszy akapit.\n\nZobacz art. 99 oraz art. 13 ust. 5 a) i art. 3."

    found = doubts_of(source, words)

    assert [one.line for one in found] == [3, 3]
    assert "Rejestr nie zna przepisu „art. 99”" in found[0].what
    assert [choice.label for choice in found[0].choices] == ["zostaw bez odnośnika"]
    assert "„art. 13 ust. 5 a)” można odczytać na kilka sposobów" in found[1].what
    assert [choice.label for choice in found[1].choices] == [
        "to art. 13 ust. 5a", "to art. 13 ust. 5", "zostaw bez odnośnika",
    ]  # fmt: skip
    assert all(not one.blocks for one in found)
    assert render(source, words, explain=False).cited == ("art-3",)


def test_words_that_name_another_provision_than_the_link_are_noticed(words):
    found = doubts_of("[art. 15 ust. 4](uzs:art-15-ust-5) i [art. 15](uzs:art-15-ust-5)", words)

    assert [one.what for one in found] == ["Odnośnik „art. 15 ust. 4” prowadzi do innego przepisu: art. 15 ust. 5."]


def test_a_choice_is_written_into_the_source_at_its_own_place(words):
    values = {"source": "[art. 99](uzs:brak) i art. 99, potem\nart.\n99 i koniec"}
    made = PAGE.make({**values}, words)
    first, second = doubts(made.law, words)

    chosen = choose(PAGE, values, made, second.choices[-1].value)
    assert chosen["source"] == "[art. 99](uzs:brak) i art. 99, potem\n[art.\n99](uzs:brak) i koniec"
    chosen = choose(PAGE, values, made, first.choices[-1].value)
    assert chosen["source"] == "[art. 99](uzs:brak) i [art. 99](uzs:brak), potem\nart.\n99 i koniec"


@pytest.mark.parametrize("choice", ["", "x", "7:uzs:brak", "0:uzs:art-15", "0:javascript:x", "-1:uzs:brak"])
def test_a_choice_that_was_not_offered_is_refused(words, choice):
    values = {"source": "Zobacz art. 99."}

    with pytest.raises(NoSuchChoice):
        choose(PAGE, values, PAGE.make(values, words), choice)


def test_words_that_are_written_otherwise_than_shown_are_left_to_the_author(words):
    values = {"source": "Zobacz art&#46; 99."}
    made = PAGE.make(values, words)

    with pytest.raises(NoSuchChoice, match=r"Wpisz odnośnik"):
        choose(PAGE, values, made, next(doubts(made.law, words)).choices[-1].value)


def test_citations_are_kept_with_their_places_in_the_words(words):
    made = render("Zobacz art. 15 i ustawę o pomocy społecznej. Znów art. 15.", words, explain=False)
    publish("page", 1, "P", "x", made, None, author=4)
    commit()

    rows = db.session.execute(
        select(Provision.key, Act.key, Citation.start, Citation.end, Citation.author_number)
        .outerjoin(Provision, Provision.id == Citation.provision_id)
        .outerjoin(Act, Act.id == Citation.act_id)
        .order_by(Citation.id)
    ).all()
    assert [row[:2] for row in rows] == [("art-15", None), ("art-15", None), (None, "ups")]
    assert {made.words[row.start : row.end] for row in rows[:2]} == {"art. 15"}
    assert rows[0].start < rows[1].start
    assert {row.author_number for row in rows} == {4}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.text(alphabet="art. uspklit0159[](:-)*`\n#>_&z", max_size=80))
def test_no_text_breaks_the_linking(words, source: str):
    try:
        made = render(source, words, explain=False)
    except BrokenSource:  # a heading of the first level, a provision that is not there
        return
    assert all(one.line <= source.count("\n") + 1 for one in made.law.unsure)
    assert {ref for ref, _said in made.law.cited} == set(made.cited)
