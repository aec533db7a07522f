"""The page of results: what it shows, how it is narrowed and paged, and whatever may be typed into it."""

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akademia.core.db import commit
from akademia.education.courses.models import LessonTwin
from akademia.search.queries import hits
from akademia.search.queries.finding import Narrowing, answer
from akademia.search.queries.hits import find
from akademia.search.queries.terms import Group
from tests.factories import make_course, make_lesson, make_provision
from tests.search.index import found, index_all
from tests.texts.editing import make_page

HOSTILE = (
    "", " ", "i o w", '"', '""', "„”", '"a" "b', "\0", "a\0b", "%", "' OR 1=1 --", "<script>alert(1)</script>",
    "*" * 500,
    "ł" * 3_000, "-", "art.", "art. 99999999999999999999", "art. 15 ust. 4 " * 40, "§ 1", "😀",
    "słowo " * 400, "a" * 199 + " b", "\u202e\u200b", "1" * 100, "(((", "{{ 7*7 }}", "ﬁ ﷺ İ ß",
)  # fmt: skip


def addresses(page: str) -> list[str]:
    return re.findall(r'<p class="row__title"><a href="([^"]+)"', page)


def lessons(many: int, **values: str) -> None:
    course = make_course(lessons=0, title="Kurs o czymś")
    for number in range(many):
        make_lesson(course, title=f"Refundacja {number}", **values)


def test_a_result_shows_its_kind_path_day_and_marked_words(app, client):
    course = make_course(lessons=0, title="Pieniądze")
    make_lesson(course, title="Zwrot", summary="O refundacjach <b>płac</b> & innych.")
    index_all()

    page = found(client, "refundacją płacy")

    assert "O <mark>refundacjach</mark> &lt;b&gt;<mark>płac</mark>&lt;/b&gt; &amp; innych." in page
    words = client.words("/szukaj/?q=refundacja")
    for said in ("Lekcja", "Pieniądze", "Moduł pierwszy", "stan prawny: 22 września 2022 r.", "1 wynik."):
        assert said in words


def test_a_provision_asked_for_by_its_number_comes_first_however_it_is_typed(app, client):
    course = make_course(lessons=0)
    make_lesson(course, title="art. 15 ust. 4 w praktyce", html="<p>art. 15 ust. 4</p>" * 20)
    for key in ("art-15", "art-15-ust-4", "art-4", "art-16"):
        make_provision(key, "Świadczenie integracyjne.")
    index_all()

    for typed in ("art. 15 ust. 4", "art 15 ust 4", "Art.15ust.4", "ust. 4 art. 15", "art. 15 ust. 4 uzs",
                  "świadczenie art 15 ust 4"):  # fmt: skip
        assert addresses(found(client, typed))[0] == "/prawo/uzs/art-15-ust-4/", typed
    assert addresses(found(client, "art. 15"))[0] == "/prawo/uzs/art-15/"


def test_words_in_quotes_must_stand_side_by_side_in_any_form(app, client):
    course = make_course(lessons=0)
    make_lesson(course, title="Obok", html="<p>Kierownik robót publicznych.</p>")
    make_lesson(course, title="Osobno", html="<p>Roboty drogowe i publiczne pieniądze.</p>")
    index_all()

    assert len(addresses(found(client, "roboty publiczne"))) == 2
    assert "Obok" in found(client, '"roboty publiczne"')
    assert len(addresses(found(client, "„roboty publiczne”"))) == 1


def test_without_polish_marks_the_same_is_found(app, client):
    course = make_course(lessons=0)
    make_lesson(course, title="Świadczenie integracyjne", html="<p>Spółdzielnia.</p>")
    index_all()

    for typed in ("swiadczenie", "swiadczen", "SWIADCZENIACH", "spoldzielniom", "ŚWIADCZEŃ"):
        assert addresses(found(client, typed))[0].endswith("/lekcje/lekcja-1/"), typed


def test_a_mistyped_word_is_put_right_where_nothing_is_found_and_asked_about_where_something_is(app, client):
    course = make_course(lessons=0, title="Coś")
    make_lesson(course, title="Świadczenie integracyjne")
    make_lesson(course, title="Dotacja oraz zaliczka gminna")
    lessons(10)
    index_all()

    alone = found(client, "swiadzcenie")
    assert "Pokazujemy wyniki dla „<b>świadczenie</b>”" in alone
    assert addresses(alone)
    assert "Czy chodziło o dotacja zaliczka gminna" in client.words(f"/szukaj/?q={quote('dotacja zaliczka gmnina')}")
    assert "Czy chodziło" not in found(client, "dotacja zaliczka gminna")


def test_results_are_narrowed_by_links_that_count_what_they_leave(app, client):
    lessons(3)
    make_page("nasza", "Refundacja.")
    make_provision("art-16", "Refundacja.")
    index_all()

    page = client.get("/szukaj/?q=refundacja").text
    assert re.search(r'rodzaj=lesson"[^>]*>Lekcje <span class="choice__count">\(3\)', page)
    assert re.search(r'obszar=law"[^>]*>Prawo <span class="choice__count">\(1\)', page)
    assert re.search(r'stan=2022"[^>]*>z 2022 r. <span class="choice__count">\(5\)', page)

    assert addresses(client.get("/szukaj/?q=refundacja&rodzaj=provision").text) == ["/prawo/uzs/art-16/"]
    assert addresses(client.get("/szukaj/?q=refundacja&obszar=house").text) == ["/strony/nasza/"]
    assert len(addresses(client.get("/szukaj/?q=refundacja&stan=2022&obszar=education&rodzaj=lesson").text)) == 3
    for nothing in ("obszar=nie-ma", "rodzaj=nie-ma", "stan=1999", "stan=%00", "rodzaj=lesson&obszar=law"):
        assert "Usuń zawężenie" in client.words(f"/szukaj/?q=refundacja&{nothing}")


def test_results_are_paged_and_a_page_past_the_end_is_the_last_one(app, client):
    lessons(23)
    index_all()

    first, last = client.get("/szukaj/?q=refundacja").text, client.get("/szukaj/?q=refundacja&strona=3").text
    assert (len(addresses(first)), len(addresses(last))) == (10, 4)
    assert not set(addresses(first)) & set(addresses(last))
    for beyond in ("99", "1000000000000", "-1", "x", "٣"):
        assert addresses(client.get(f"/szukaj/?q=refundacja&strona={beyond}").text)


def test_the_page_asks_the_database_equally_often_for_one_result_and_for_many(app, client, count_queries):
    lessons(1)
    index_all()
    one = count_queries(lambda: client.get("/szukaj/?q=refundacja&x=1"))
    lessons(30)
    index_all()

    assert count_queries(lambda: client.get("/szukaj/?q=refundacja&x=2")) <= one


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_a_whole_page(app, client, typed):
    make_lesson(make_course(lessons=0), title="Refundacja")
    make_provision("art-15-ust-4")
    index_all()

    page = client.get("/szukaj/", query_string={"q": typed}).text

    assert "<script>alert" not in page
    assert 'name="q"' in page


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.text("art. uspkl\"„”15'(%_-", max_size=40))
def test_no_question_is_ever_an_exception(app, typed):
    if not _indexed(app):
        make_lesson(make_course(lessons=0), title="Refundacja art. 15")
        make_provision("art-15-ust-4")
        index_all()

    told = answer(typed, Narrowing())

    assert told.total >= len(told.results)


def _indexed(app) -> bool:
    return answer("refundacja", Narrowing()).total > 0


def test_before_there_is_an_index_the_page_says_so(app, client):
    assert "Wyszukiwarka się przygotowuje." in found(client, "refundacja")
    assert "Jak pytać" in client.words("/szukaj/")


def test_the_box_stands_on_every_page_and_once(app, client):
    make_course(slug="kurs")
    commit()

    for address in ("/", "/edukacja/", "/edukacja/kursy/kurs/", "/szukaj/", "/szukaj/?q=x"):
        assert client.get(address).text.count('name="q"') == 1, address


def test_a_thousand_are_ranked_and_counted_and_more_are_said_to_be_more(app, monkeypatch):
    monkeypatch.setattr(hits, "MOST_HITS", 5)
    lessons(9)
    index_all()

    told = answer("refundacja", Narrowing())
    assert (told.total, told.more) == (5, True)
    told = answer("refundacja", Narrowing(kind="lesson"))
    assert (told.total, told.more) == (5, True)
    told = answer("refundacja 3", Narrowing())
    assert told.results[0].title == "Refundacja 3"


def test_words_that_nothing_holds_find_nothing(app):
    assert find([], 10, {}, None).found == []
    assert find([Group("x", (), 0)], 10, {}, None).found == []


def test_a_removed_twin_is_gone_while_its_lesson_stays(app, client):
    course = make_course(lessons=0)
    lesson = make_lesson(course, title="Refundacja")
    lesson.twin = LessonTwin(title="Refundacja prosto", summary="Prosto.", minutes=3, html="<p>Tak.</p>", version=1,
                             source_version=1, digest="-")  # fmt: skip
    index_all()
    assert "wersja=etr" in found(client, "refundacja")

    lesson.twin.removed = True
    commit()

    assert "wersja=etr" not in found(client, "refundacja")
    assert "lekcja-1" in found(client, "refundacja")
