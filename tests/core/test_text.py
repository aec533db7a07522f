from datetime import date

import pytest

from akademia.core import text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 lekcji"),
        (1, "1 lekcja"),
        (2, "2 lekcje"),
        (5, "5 lekcji"),
        (12, "12 lekcji"),
        (22, "22 lekcje"),
        (112, "112 lekcji"),
    ],
)
def test_a_noun_agrees_with_its_number(count, words):
    assert text.counted(count, "lekcja", "lekcje", "lekcji") == words.replace(" ", text.NBSP)


def test_polish_order_puts_l_with_stroke_after_l():
    names = ["łódź", "lublin", "ósmy", "opole", "źdźbło", "zebra", "żaba"]

    assert sorted(names, key=text.sort_key) == ["lublin", "łódź", "opole", "ósmy", "zebra", "źdźbło", "żaba"]


def test_short_words_and_units_do_not_end_a_line():
    assert text.tidy("w art. 15 ust. 4 i 5 zł z 2022 r.") == (
        "w\u00a0art.\u00a015 ust.\u00a04 i\u00a05\u00a0zł z\u00a02022\u00a0r."
    )


def test_a_slug_is_plain_ascii():
    assert text.slugify("Świadczenie: ile, komu i kiedy?") == "swiadczenie-ile-komu-i-kiedy"


def test_a_day_is_told_in_words():
    assert text.date_words(date(2022, 9, 22)).replace("\u00a0", " ") == "22 września 2022 r."


def test_the_thousands_of_a_sum_stay_together():
    assert text.tidy("razem 28 000 zł, w 2022 100 osób") == (
        "razem 28\u00a0000\u00a0zł, w\u00a02022\u00a0100\u00a0osób"
    )


def test_only_words_that_can_be_the_number_of_a_row_are_taken():
    said = ["7", "0012", "-1", "x", "", "１２", "2147483647", "2147483648", "9" * 5_000]

    assert text.row_numbers(said) == [7, 12, 2147483647]


def test_an_e_mail_is_not_cut_at_its_hyphen_and_nothing_else_is_changed_by_it():
    assert text.tidy("Podaj adres e-maila.") == "Podaj adres e-\u2060maila."
    assert text.tidy("E-mail") == "E-\u2060mail"
    for kept in ("e-mail@example.org", "https://example.org/e-mail-tu", "jan.e-mail", "społeczno-zawodowa"):
        assert text.tidy(kept) == kept
