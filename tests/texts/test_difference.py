"""What changed between two texts, word by word."""

from akademia.texts.formats import difference as formats
from akademia.texts.formats.difference import difference, pairs


def marked(pieces):
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.words) for piece in pieces)


def test_a_changed_word_is_marked_and_nothing_else():
    found = difference("Gmina tworzy centrum.\n\nKoniec.", "Gmina prowadzi centrum.\n\nKoniec.")

    assert marked(found.before) == "Gmina [-tworzy -]centrum.\n\nKoniec."
    assert marked(found.after) == "Gmina [+prowadzi +]centrum.\n\nKoniec."


def test_a_new_paragraph_is_new_and_the_others_are_the_same():
    found = difference("Jeden.\nTrzy.\n", "Jeden.\nDwa.\nTrzy.\n")

    assert marked(found.before) == "Jeden.\nTrzy.\n"
    assert marked(found.after) == "Jeden.\n[+Dwa.\n+]Trzy.\n"


def test_each_side_put_together_is_the_whole_text():
    old, new = "ala  ma kota\n\n- i psa", "Ala ma\nkota - i psy\n"
    found = difference(old, new)

    assert "".join(piece.words for piece in found.before) == old
    assert "".join(piece.words for piece in found.after) == new


def test_equal_texts_do_not_differ():
    assert difference("a\nb", "a\nb").is_none
    assert not difference("a\nb", "a\nc").is_none


def test_a_text_that_would_cost_too_much_is_shown_as_replaced_whole():
    old, new = "a b " * 5_000, "b a " * 5_000
    assert pairs(old.split(), new.split()) > formats.MOST_PAIRS

    found = difference(old, new)

    assert [piece.kind for piece in found.before if piece.words.strip()] == ["gone"]
    assert [piece.kind for piece in found.after if piece.words.strip()] == ["new"]
