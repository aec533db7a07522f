"""Credits and numbers as staff type them."""

import pytest

from akademia.publishing.library.rules.credits import BadCredit, CreditLine, read_credits, write_credits
from akademia.publishing.library.rules.identifiers import BadNumber, doi_of, isbn_of, issn_of
from akademia.publishing.library.rules.works import slug_in


def test_credits_are_read_one_a_line_and_written_back_the_same():
    typed = "\n".join(
        ("Anna Maria Nowak", "red. Jan Kowalski-Łęcki", "tłum. van Beethoven, Ludwig", "oprac. instytucja: ROPS Lublin")
    )

    read = read_credits(f"\n{typed}\n\n")

    assert read == [
        CreditLine("author", "Anna Maria", "Nowak"),
        CreditLine("editor", "Jan", "Kowalski-Łęcki"),
        CreditLine("translator", "Ludwig", "van Beethoven"),
        CreditLine("compiler", body="ROPS Lublin"),
    ]
    assert write_credits(read) == typed


@pytest.mark.parametrize(
    "line", ["Platon", "red.", "instytucja:", "anna@example.org Nowak", "Nowak,", "Anna Nowak\nAnna  Nowak", "A " * 70]
)
def test_what_is_no_credit_is_refused_in_words(line):
    with pytest.raises(BadCredit):
        read_credits(line)


def test_numbers_are_written_the_way_their_agencies_do():
    assert isbn_of("9788301000004") == "978-83-01-00000-4"
    assert issn_of("25442465") == "2544-2465"
    assert doi_of("https://doi.org/10.1000/182") == "10.1000/182"
    assert (isbn_of(" "), issn_of(""), doi_of("")) == ("", "", "")
    for read, wrong in ((isbn_of, "978830100001"), (issn_of, "2544-2466"), (doi_of, "11.1/2"), (doi_of, "10.1000/a b")):
        with pytest.raises(BadNumber):
            read(wrong)


def test_an_item_is_named_by_its_address_or_its_last_part():
    assert slug_in(" https://akademia.example/publikacje/pozycja/klub/?x=1 ") == slug_in("klub") == "klub"
