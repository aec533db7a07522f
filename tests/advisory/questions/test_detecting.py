"""Personal data in what people write: numbers by their checks, addresses and names by likelihood.

The aims: of what should be found at least 95 %, and of what is found at least 80 % rightly, with the right kind and
both ends. They are held on sentences written before the detectors (`tests/bench/redaction/held_out.txt`).
"""

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from akademia.advisory.questions.rules.personal.detecting import detect
from akademia.advisory.questions.rules.personal.found import WORDS, Found, mask, words
from tests.bench.redaction.quality import PARTS, covered, outcomes, scores, sentences

RECALL, PRECISION = 0.95, 0.80
SENTENCES, BARE = 260, 80


def kinds(text):
    return [(one.kind, one.text) for one in detect(text)]


@pytest.mark.parametrize("part", PARTS)
def test_personal_data_is_found_and_little_else(part):
    found = outcomes(sentences(part))

    whole, *each = scores(found)

    assert whole.recall >= RECALL, f"recall {whole.recall:.3f}"
    assert whole.precision >= PRECISION, f"precision {whole.precision:.3f}"
    assert covered(found) >= RECALL
    assert [one.kind for one in each if min(one.recall, one.precision) < PRECISION] == []


def test_there_are_enough_sentences_to_judge_by():
    every = [one for part in PARTS for one in sentences(part)]

    assert len(every) >= SENTENCES
    assert sum(not one.wanted for one in every) >= BARE
    assert {kind for one in every for kind, _, _ in one.wanted} == set(WORDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Numer 83011735174 w aktach", [("pesel", "83011735174")]),
        ("Numer 83011735175 w aktach", []),  # the check digit
        ("Numer 83311735175 w aktach", []),  # no such day
        ("PESEL 83011735175", [("pesel", "83011735175")]),  # a slip of the pen in what is called so
        ("numer 808-861-85-03", [("nip", "808-861-85-03")]),
        ("NIP 808-861-85-04", []),
        ("numer 109073954", []),  # nine digits are no REGON unless called so
        ("10117956864156849556152157", [("account", "10117956864156849556152157")]),
        ("11117956864156849556152157", []),
        ("kwota 600 123 456 zł", []),
        ("AUE 270335 i AUE 270336", [("document", "AUE 270335")]),
    ],
)
def test_a_number_is_known_by_its_check(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize("name", ["Jan Kowalski", "Jana Kowalskiego", "Janowi Kowalskiemu", "Janem Kowalskim"])
def test_a_name_is_found_in_every_case(name):
    assert kinds(f"W sprawie {name} z Radomia nic nowego.") == [("name", name)]


@pytest.mark.parametrize(
    "text", ["Zespół Szkół im. Jana Kowalskiego", "ulica Jana Kowalskiego", "król Jan III Sobieski", "św. Jan Nowak"]
)
def test_what_is_called_after_a_person_is_no_person(text):
    assert kinds(text) == []


def test_letters_written_in_two_signs_are_read_and_keep_their_places():
    text = unicodedata.normalize("NFD", "Pani Bożena Źrebięć")  # as some systems paste it

    [found] = detect(text)

    assert (found.start, found.end) == (5, len(text))


def test_a_masked_text_says_what_was_there():
    text = "Jan Kowalski, PESEL 83011735174, tel. 600 123 456."

    assert mask(text, detect(text)) == "[imię i nazwisko], PESEL [numer PESEL], tel. [numer telefonu]."


def test_a_mask_takes_any_parts_of_the_text():
    text = "abcdef"
    parts = [Found("name", "cd", 2, 4), Found("email", "bc", 1, 3), Found("pesel", "f", 5, 6)]

    assert mask(text, parts) == "a[adres e-mail]de[numer PESEL]"
    assert mask(text, []) == text


def test_every_kind_has_polish_words():
    assert words("account") == "numer rachunku"


PIECES = st.sampled_from(
    ["Jan", "Kowalski", "pan", "p.", "im.", "ul.", "K.", " ", "  ", "\n", "-", "–", "+48", "600", "123", "456",
     "00-001", "@", "a.b", "83011735174", "PL", "„", "”", "\ud800", "\udcff", "\u0301", "\u00a0", "İ", "ß", "１", "٣",
     "😀", "I", "i", "XIV", "dr", "12/3", "(", ")", ".", ",", "\0", "Nowak-Lis", "PESEL", "tel.", "małpa"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(st.characters(), max_size=60), st.lists(PIECES, max_size=24).map("".join)))
@example("Jan K.")
@example("\ud800@\udcff.pl")
def test_any_text_is_read_and_every_find_lies_where_it_says(text):
    found = detect(text)

    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {one.kind for one in found} <= set(WORDS)
    mask(text, found)


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "A. ", "a-", "a@a.", "ul. A ", "Jan i ", "+1", "e\u0301", "pan dr ", "00-000 A ", "\udcff"]
)
def test_a_very_long_line_is_read_to_its_end(piece):
    """What would take the square of the length would not come back in the time of the suite."""
    line = piece * (50_000 // len(piece)) + " Jan Kowalski, jan@example.org"

    assert ("email", "jan@example.org") in kinds(line)


def test_the_command_answers_each_line_with_one(app):
    sent = b"Jan Kowalski, tel. 600 123 456\r\n\n" + b"\xff\xfe Anna Nowak\0 a@b.pl\n\xed\xa0\x80 nic\n\xffc@d.pl"

    said = app.test_cli_runner().invoke(args=["advisory", "redact"], input=sent)

    assert said.exit_code == 0, said.output
    assert said.stdout.isascii()  # signs that are no text stand in it escaped
    lines = [json.loads(line)["found"] for line in said.stdout.splitlines()]
    assert lines[0] == [
        {"kind": "name", "text": "Jan Kowalski", "start": 0, "end": 12},
        {"kind": "phone", "text": "600 123 456", "start": 19, "end": 30},
    ]
    assert lines[1] == lines[3] == []
    assert [(one["kind"], one["start"]) for one in lines[2]] == [("name", 3), ("email", 15)]
    assert [one["text"] for one in lines[4]] == ["c@d.pl"]
