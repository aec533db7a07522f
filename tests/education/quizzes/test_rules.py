"""Drawing, scoring and time: decisions on values alone."""

from datetime import datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.education.quizzes import rules

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
some_options = st.sets(st.integers(1, 8))
banks = st.lists(st.integers(1, 10_000), unique=True, max_size=60)


@given(right=some_options, chosen=st.none() | some_options)
def test_an_answer_is_right_only_when_something_was_chosen_and_it_is_exactly_the_right_options(right, chosen):
    assert rules.is_right(right, chosen) == (chosen is not None and len(chosen) > 0 and chosen == right)


@given(asked=st.integers(1, 500), data=st.data())
def test_a_score_is_the_share_rounded_down_and_100_only_for_all(asked, data):
    right = data.draw(st.integers(0, asked))

    score = rules.score_percent(right, asked)

    assert score * asked <= 100 * right < (score + 1) * asked
    assert (score == 100) == (right == asked)


def test_nothing_asked_scores_nothing():
    assert rules.score_percent(0, 0) == 0


@given(bank=banks, wanted=st.none() | st.integers(1, 80), shuffle=st.booleans(), seed=st.integers())
def test_a_draw_takes_as_many_as_wanted_each_once_and_from_the_bank(bank, wanted, shuffle, seed):
    drawn = rules.draw(bank, wanted, shuffle, Random(seed))

    assert len(drawn) == len(set(drawn)) == min(len(bank), wanted or len(bank))
    assert set(drawn) <= set(bank)
    if not shuffle:
        assert drawn == [number for number in bank if number in set(drawn)]


def test_a_draw_differs_from_attempt_to_attempt_and_reaches_the_whole_bank():
    draws = [tuple(rules.draw(range(20), 5, True, Random(seed))) for seed in range(200)]

    assert len(set(draws)) > 190
    assert set().union(*draws) == set(range(20))


@given(ids=st.lists(st.integers(1, 9), unique=True), shuffle=st.booleans(), seed=st.integers())
def test_options_are_all_there_and_true_stands_before_false(ids, shuffle, seed):
    assert sorted(rules.option_order(ids, "single", shuffle, Random(seed))) == sorted(ids)
    assert rules.option_order(ids, "true_false", shuffle, Random(seed)) == ids
    assert rules.option_order(ids, "single", False, Random(seed)) == ids


def test_shuffled_options_stand_in_every_order():
    orders = {tuple(rules.option_order([1, 2, 3], "single", True, Random(seed))) for seed in range(100)}

    assert len(orders) == 6


@pytest.mark.parametrize(("minutes", "extra", "seconds"), [(40, 0, 2400), (40, 50, 3600), (1, 25, 75), (10, 300, 2400)])
def test_extra_time_is_a_share_of_the_allowed_time(minutes, extra, seconds):
    assert rules.end_of(NOON, minutes, extra) == NOON + timedelta(seconds=seconds)
    assert rules.end_of(NOON, None, extra) is None


def test_time_is_over_when_the_grace_has_passed():
    assert not rules.is_over(NOON, NOON)
    assert not rules.is_over(NOON, NOON + rules.GRACE)
    assert rules.is_over(NOON, NOON + rules.GRACE + timedelta(seconds=1))
    assert not rules.is_over(None, NOON)


@given(kind=st.sampled_from(["single", "multiple", "true_false"]), allowed=some_options, chosen=some_options)
def test_a_choice_fits_when_it_is_of_this_question_and_not_too_many(kind, allowed, chosen):
    fits = rules.fits(kind, allowed, chosen)

    assert fits == (not chosen - allowed and (kind == "multiple" or len(chosen) < 2))


@pytest.mark.parametrize(("review", "failed", "passed"), [
    ("always", True, True), ("passed", False, True), ("never", False, False),
])  # fmt: skip
def test_who_may_look_back(review, failed, passed):
    assert rules.may_review(review, False) is failed
    assert rules.may_review(review, True) is passed
