"""Words, questions, spelling, snippets, weights: on values alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akademia.core.area import Document
from akademia.search.rules import ranking, spelling
from akademia.search.rules.analysis import LongNames, analysed, provision_impacts
from akademia.search.rules.asking import MOST_WORDS, question, spaced_law
from akademia.search.rules.snippets import marked_text, snippet
from akademia.search.rules.words import cleaned, keys_of, marked, stem, tokens

NAMES = LongNames.of([("CIS", "centrum integracji społecznej"), ("KIS", "klub integracji społecznej"), ("X", "iks")])


def document(**values: object) -> Document:
    told = {"ref": 1, "stamp": "1", "title": "Tytuł", "summary": "Zdanie.", "place": {}}
    return Document(**told | values)  # type: ignore[arg-type]


def impacts(**values: object) -> dict[str, int]:
    return dict(analysed(document(**values), "Lekcja", {}, NAMES).impacts)


@pytest.mark.parametrize(
    ("form", "other"),
    [("świadczeń", "świadczenie"), ("integracyjnych", "integracyjne"), ("centrach", "centrum"), ("ludzi", "człowiek"),
     ("szła", "iść"), ("Krakowie", "Kraków"), ("webinariach", "webinariami"), ("ekspertek", "ekspertkami")],
)  # fmt: skip
def test_forms_of_one_word_meet(form, other):
    assert set(keys_of(form)) & set(keys_of(other))


def test_different_words_do_not_meet():
    assert not set(keys_of("sąd")) & set(keys_of("sad"))
    assert not set(keys_of("klub")) & set(keys_of("kluska"))


def test_an_abbreviation_keeps_a_key_of_its_own_without_its_ending():
    assert [word.written for word in tokens("do CIS-u i KIS-em, OPS")] == ["do", "CIS", "KIS", "OPS"]
    assert "^cis" in keys_of("CIS")
    assert "^cis" not in keys_of("cis")


def test_marks_are_put_back_by_the_dictionary():
    assert "świadczeń" in marked("swiadczen")
    assert "społecznością" in marked("spolecznoscia")
    assert marked("qwrtx") == ()


def test_soft_hyphens_and_loose_marks_are_joined():
    assert cleaned("za\u00adtrud\u00adnienie  s\u0301wiata\0") == "zatrudnienie świata"


def test_a_stem_is_never_shorter_than_four_letters():
    assert stem("lany") == "~lany"
    assert stem("workfarem") == stem("workfaru")


def test_the_short_and_the_long_name_stand_for_each_other():
    long, short = impacts(words="W centrum integracji społecznej."), impacts(words="W CIS-ie.")

    assert "^cis" in long
    assert {"centrum", "integracja", "społeczny"} <= set(short)
    assert "^cis" not in impacts(words="Centrum społeczne i integracja.")
    assert "^kis" not in long


def test_a_word_weighs_more_in_the_title_than_in_the_summary_than_in_the_text():
    title, summary, body = (impacts(**{field: "refundacja"})["refundacja"] for field in ("title", "summary", "words"))

    assert title > summary > body


def test_a_word_weighs_less_in_a_long_text_and_more_with_each_time():
    short, long = impacts(words="refundacja"), impacts(words="refundacja " + "praca " * 2_000)

    assert short["refundacja"] > long["refundacja"]
    assert impacts(words="refundacja refundacja")["refundacja"] > short["refundacja"]


def test_what_a_thing_is_called_finds_it():
    assert "lekcja" in impacts()


def test_a_provision_weighs_most_itself_and_a_text_the_more_of_its_parts_it_cites():
    above = {"§a/1/1": ["§a/1"], "§a/1/2": ["§a/1"], "§a/1/2/3": ["§a/1/2", "§a/1"]}

    itself = provision_impacts("§a/1", (), above)
    part, deeper = provision_impacts("§a/1/1", (), above), provision_impacts("§a/1/2/3", (), above)
    one, two = provision_impacts(None, ["§a/1/1"], above), provision_impacts(None, ["§a/1/1", "§a/1/2"], above)

    assert itself["§a/1"] > part["§a/1"] > two["§a/1"] > one["§a/1"] > 0
    assert part["§a/1"] > deeper["§a/1"]


def test_a_text_that_comes_back_to_a_provision_weighs_more_than_one_that_names_it_among_many():
    often = provision_impacts(None, ["§a/1", "§a/1", "§a/1", "§a/2"], {})
    once = provision_impacts(None, ["§a/1", "§a/2"], {})
    among_many = provision_impacts(None, ["§a/1", *(f"§a/{number}" for number in range(2, 40))], {})

    assert often["§a/1"] > once["§a/1"] > among_many["§a/1"] > 0


def test_a_question_loses_small_words_and_those_it_is_put_in():
    assert [word.form for word in question("Ile wynosi świadczenie w CIS?").words] == ["świadczenie", "cis"]
    assert [word.form for word in question("trzeba").words] == ["trzeba"]
    assert question("i o w z").words == ()


def test_a_long_question_is_shortened_and_says_so():
    asked = question(" ".join(f"słowo{number}" for number in range(30)))

    assert len(asked.words) <= MOST_WORDS
    assert asked.shortened
    assert not question("krótkie").shortened


def test_phrases_are_read_in_any_quotes():
    assert question('„roboty publiczne” i "praca dla centrum"').phrases == (
        ("roboty", "publiczne"), ("praca", "dla", "centrum"),
    )  # fmt: skip
    assert question('"praca" i "').phrases == ()


@pytest.mark.parametrize(
    ("typed", "read"), [("Art.15ust.4", "art. 15 ust. 4"), ("art15 ust4", "art. 15 ust. 4"), ("art. 3", "art. 3")]
)
def test_a_hurried_citation_is_spaced(typed, read):
    assert spaced_law(typed).lower() == read


def test_the_nearest_word_is_the_likeliest_one():
    known = [("świadczenie", "swiadczenie", 9), ("świadczenia", "swiadczenia", 3), ("zwiastun", "zwiastun", 50)]

    assert spelling.nearest("swiadcznie", known) == "świadczenie"
    assert spelling.nearest("konstytucja", known) is None
    assert "swiadczenie" in spelling.neighbours("swiadzcenie")


@given(st.text("abcdę", max_size=8), st.text("abcdę", max_size=8))
def test_distance_is_the_same_both_ways_and_never_more_than_asked(a, b):
    assert spelling.distance(a, b) == spelling.distance(b, a) <= 3
    assert (spelling.distance(a, b) == 0) == (a == b)


def test_further_parts_of_one_thing_stand_back():
    assert ranking.standing_back([4, 3, 2, 2], ["a", "a", "a", ""]) == [4, 3, 2 * ranking.STEP_BACK, 2]


def test_a_snippet_shows_the_place_with_the_most_asked_words():
    text = "Ala. " * 40 + "Kot ma świadczenie. " + "Ala. " * 80 + "Starosta zwraca świadczenie. Koniec."

    pieces, held = snippet(text, {"starosta": 0, "świadczenie": 1})

    assert held == 2
    assert [piece.text for piece in pieces if piece.found] == ["Starosta", "świadczenie"]
    assert pieces[0].text == "… "
    assert "".join(piece.text for piece in pieces).endswith("Koniec.")
    assert snippet(text, {"pies": 0}) == ([], 0)


def test_only_whole_words_are_marked_and_the_ending_of_an_abbreviation_is_not():
    pieces = marked_text("Klub, kluby i CIS-u w CISNEJ.", {"klub": 0, "cis": 1})

    assert [piece.text for piece in pieces if piece.found] == ["Klub", "CIS"]


@given(st.text(max_size=300), st.sets(st.sampled_from(["ala", "ma", "kota", "<b>", "a"])))
def test_pieces_are_the_text(text, forms):
    read = cleaned(text)

    assert "".join(piece.text for piece in marked_text(read, dict.fromkeys(forms, 0))) == read


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_question_can_be_read(typed):
    asked = question(typed)

    assert all(asked.text[word.start : word.end].startswith(word.written) for word in asked.words)
    assert spaced_law(typed) is not None
