"""Branching: what passes the check has no dead end and no page that nobody comes to, and keeps no skipped answers."""

from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from akademia.research.surveys.rules.paths import leads, problems, reached, way, ways_from
from akademia.research.surveys.rules.questionnaire import (
    END,
    Branch,
    Option,
    Page,
    Question,
    Questionnaire,
    from_data,
    to_data,
)
from tests.research.surveys.making import questionnaire

KEYS = ("s1", "s2", "s3", "s4")
OPTIONS = ("a", "b", "c")


@st.composite
def _question(draw, key):
    kind = draw(st.sampled_from(["single", "multiple", "short"]))
    options = tuple(Option(one, one) for one in OPTIONS[: draw(st.integers(2, 3))]) if kind != "short" else ()
    return Question(key, kind, "Pytanie", required=draw(st.booleans()), options=options)


@st.composite
def questionnaires(draw):
    """Any questionnaire of a few pages, sound or not."""
    count = draw(st.integers(1, len(KEYS)))
    targets = st.sampled_from([*KEYS[:count], END])
    pages = []
    for place in range(count):
        questions = tuple(draw(_question(f"q{place}{number}")) for number in range(draw(st.integers(1, 2))))
        askable = [one for one in questions if one.options]
        branches = tuple(
            Branch(one.key, tuple(draw(st.sets(st.sampled_from([o.key for o in one.options]), min_size=1))),
                   draw(targets))
            for one in (draw(st.lists(st.sampled_from(askable), max_size=3)) if askable else ())
        )  # fmt: skip
        pages.append(Page(KEYS[place], "Strona", "", questions, branches, draw(st.one_of(st.just(""), targets))))
    return Questionnaire(tuple(pages))


def _choices(question):
    """Return every value that can be given to a question."""
    keys = [one.key for one in question.options]
    none = [] if question.required else [None]
    if question.kind == "single":
        return [*none, *keys]
    if question.kind == "multiple":
        sets = chain.from_iterable(combinations(keys, size) for size in range(1, len(keys) + 1))
        return [*none, *(list(one) for one in sets)]
    return ["słowo"]


def _goes_to(whole, page):
    """Return all places that some answers to a page lead to, by trying each of them."""
    tried = product(*(_choices(question) for question in page.questions))
    keys = [question.key for question in page.questions]
    return {leads(whole, page, {k: v for k, v in zip(keys, one, strict=True) if v is not None}) for one in tried}


@given(questionnaires())
@settings(max_examples=150)
def test_the_ways_from_a_page_are_those_that_some_answers_take(whole):
    assert {page.key: set(ways_from(whole, page)) for page in whole.pages} == {
        page.key: _goes_to(whole, page) for page in whole.pages
    }


@given(questionnaires(), st.data())
@settings(max_examples=150)
def test_what_passes_the_check_has_no_dead_end_and_no_lost_page(whole, data):
    ways = {page.key: _goes_to(whole, page) for page in whole.pages}
    seen, ahead = {whole.pages[0].key}, [whole.pages[0].key]
    while ahead:
        fresh = ways[ahead.pop()] & set(whole.places) - seen
        seen |= fresh
        ahead += fresh
    named = {one.page for one in problems(whole) if one.words.startswith("Do tej strony")}
    assert named == set(whole.places) - seen

    if not problems(whole):
        answers = {q.key: v for q in whole.questions if (v := data.draw(st.sampled_from(_choices(q)))) is not None}
        taken = list(way(whole, answers))
        assert leads(whole, taken[-1], answers) == END


@given(questionnaires(), st.data())
@settings(max_examples=100)
def test_answers_of_skipped_questions_are_dropped(whole, data):
    answers = {q.key: v for q in whole.questions if (v := data.draw(st.sampled_from(_choices(q)))) is not None}

    kept = reached(whole, answers)

    asked = {question.key for page in way(whole, answers) for question in page.questions}
    assert kept == {key: value for key, value in answers.items() if key in asked}
    assert list(way(whole, kept)) == list(way(whole, answers))


@given(questionnaires())
def test_a_questionnaire_is_the_same_after_a_way_through_json(whole):
    assert from_data(to_data(whole)) == whole


def test_a_sound_questionnaire_has_no_problem_and_each_broken_one_is_named_at_its_place():
    assert problems(questionnaire()) == []
    pages = to_data(questionnaire())["pages"]
    cases = [
        ({"then": "s1"}, "wraca do niej samej"), ({"then": "s9"}, "której nie ma"),
        ({"questions": []}, "żadnego pytania"), ({"title": " "}, "tytułu"),
        ({"branches": [{"question": "p7", "options": ["r1"], "to": "s3"}]}, "na tej stronie nie ma"),
    ]  # fmt: skip
    for change, words in cases:
        found = problems(from_data({"pages": [pages[0], {**pages[1], **change}, pages[2]]}))
        assert [one for one in found if words in one.words and one.page == "s2"], words
    assert any(
        one.page == "s2" and "żadna droga" in one.words
        for one in problems(from_data({"pages": [{**pages[0], "branches": [], "then": "s3"}, *pages[1:]]}))
    )
