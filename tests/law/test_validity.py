"""Since when a provision holds: spans follow its changes without gaps, and a day is in the span that it lies in."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from akademia.law.rules.validity import Turn, span_on, spans, status_on

BEGIN = date(2003, 8, 14)
A, B, C = date(2007, 7, 14), date(2015, 10, 24), date(2022, 2, 15)
DAYS = st.dates(date(2003, 8, 15), date(2030, 1, 1))
TURNS = st.lists(
    st.builds(Turn, DAYS, st.sampled_from(["added", "changed", "repealed"]), st.none(), st.booleans()), max_size=8
)


def test_what_was_never_changed_holds_from_the_beginning():
    (only,) = spans(BEGIN, [])

    assert (only.since, only.until, only.in_force) == (BEGIN, None, True)
    assert [status_on((only,), day) for day in (BEGIN - timedelta(days=1), BEGIN, C)] == [
        "not_yet", "in_force", "in_force",
    ]  # fmt: skip


def test_each_change_begins_a_new_wording_and_remembers_that_it_works_backwards():
    found = spans(BEGIN, [Turn(C, "changed", date(2022, 1, 1)), Turn(A, "changed")])

    assert [(one.since, one.until, one.works_from) for one in found] == [
        (BEGIN, A, None), (A, C, None), (C, None, date(2022, 1, 1)),
    ]  # fmt: skip
    assert span_on(found, date(2022, 2, 14)) == found[1]


def test_what_was_added_begins_then_even_where_its_article_was_added_before():
    found = spans(BEGIN, [Turn(A, "added", own=False), Turn(B, "added")])

    assert [one.since for one in found] == [B]
    assert status_on(found, A) == "not_yet"


def test_a_unit_comes_and_goes_with_its_article_and_keeps_its_own_end():
    whole = spans(BEGIN, [Turn(A, "added", own=False), Turn(C, "repealed", own=False)])
    gone_before = spans(BEGIN, [Turn(B, "repealed"), Turn(C, "repealed", own=False)])

    assert [(one.since, one.in_force) for one in whole] == [(A, True), (C, False)]
    assert [(one.since, one.in_force) for one in gone_before] == [(BEGIN, True), (B, False)]


def test_what_was_changed_before_its_chapter_was_made_was_there_from_the_beginning():
    found = spans(BEGIN, [Turn(A, "changed"), Turn(B, "added", own=False)])

    assert [one.since for one in found] == [BEGIN, A]


def test_an_empty_unit_filled_again_is_in_force_again():
    found = spans(BEGIN, [Turn(A, "repealed"), Turn(B, "changed")])

    assert [one.in_force for one in found] == [True, False, True]


@given(TURNS)
def test_spans_are_ordered_without_gaps_and_the_last_one_has_no_end(turns):
    found = spans(BEGIN, turns)

    assert all(before.until == after.since for before, after in pairwise(found))
    assert all(before.since < after.since for before, after in pairwise(found))
    assert found[-1].until is None


@given(TURNS, DAYS)
def test_a_day_has_the_status_of_the_last_change_of_its_own_until_then(turns, day):
    own = sorted((turn for turn in turns if turn.own), key=lambda turn: turn.on)
    past = [turn for turn in own if turn.on <= day]
    found = spans(BEGIN, own)
    first_added = bool(own) and own[0].kind == "added"

    if not past:
        expected = "not_yet" if first_added else "in_force"
    else:
        expected = "repealed" if past[-1].kind == "repealed" else "in_force"
    assert status_on(found, day) == expected


@given(TURNS, DAYS, DAYS)
def test_a_later_change_never_alters_what_was_before_it(turns, cut, day):
    own = [turn for turn in turns if turn.own]
    earlier = [turn for turn in own if turn.on < cut]
    starts_alike = bool(earlier) or not any(turn.kind == "added" for turn in own)

    if day < cut and starts_alike:
        assert status_on(spans(BEGIN, own), day) == status_on(spans(BEGIN, earlier), day)
