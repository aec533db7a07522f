import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.certificates.rules import CODE_ALPHABET, CODE_LETTERS, certificate_number, new_code, normalise_code

codes = st.text(alphabet=CODE_ALPHABET, min_size=CODE_LETTERS, max_size=CODE_LETTERS)


def test_a_code_holds_at_least_forty_random_bits():
    assert math.log2(len(set(CODE_ALPHABET))) * CODE_LETTERS >= 40


def test_a_code_has_no_letters_that_are_mistaken_for_one_another():
    assert not set("0O1I") & set(CODE_ALPHABET)


def test_a_new_code_is_spelt_in_two_groups_after_the_prefix():
    prefix, first, second = new_code().split("-")

    assert (prefix, len(first), len(second)) == ("ZS", 4, 4)
    assert set(first + second) <= set(CODE_ALPHABET)


def test_ten_thousand_new_codes_differ():
    assert len({new_code() for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    "typed",
    [
        "ZS-7K4M-2XQD",
        "zs-7k4m-2xqd",
        "  zs 7k4m 2xqd\n",
        "7K4M-2XQD",
        "7k4m2xqd",
        "zs7k4m2xqd",
        "ZS\u20137K4M\u20132XQD",
        "ZS\u20147K4M\u20102XQD",
        "ZS\u22127K4M\u20112XQD",
        "ZS-7K4M\u00ad-2XQD",
        "ZS\u00a07K4M\u00a02XQD\u200b",
        "ＺＳ－７Ｋ４Ｍ－２ＸＱＤ",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert normalise_code(typed) == "ZS-7K4M-2XQD"


@pytest.mark.parametrize(
    "typed", ["", "ZS", "ZS-7K4M-2XQ", "ZS-7K4M-2XQDD", "ZS-7K4M-2XQ0", "AZ-7K4M-2XQD", "ZS-7K4M-2XQ/", "ZS-7K4M-2XQŁ"]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert normalise_code(typed) is None


def test_a_code_whose_own_letters_begin_with_zs_keeps_them():
    assert normalise_code("ZSAB-CDEF") == "ZS-ZSAB-CDEF"
    assert normalise_code("ZS-ZSAB-CDEF") == "ZS-ZSAB-CDEF"


@given(codes)
def test_every_code_is_read_back_with_and_without_its_prefix(letters):
    spelt = f"ZS-{letters[:4]}-{letters[4:]}"

    assert normalise_code(spelt) == normalise_code(letters.lower()) == spelt


@given(st.text())
def test_reading_any_text_gives_a_code_or_none(text):
    found = normalise_code(text)

    assert found is None or normalise_code(found) == found


def test_a_number_tells_the_year_and_the_place_in_the_register():
    assert certificate_number(123, date(2026, 11, 20)) == "AZS/2026/000123"


def test_a_number_beyond_six_digits_is_kept_whole():
    assert certificate_number(1_234_567, date(2026, 1, 1)) == "AZS/2026/1234567"


def test_a_register_has_no_place_zero():
    with pytest.raises(ValueError, match="begins with 1"):
        certificate_number(0, date(2026, 1, 1))
