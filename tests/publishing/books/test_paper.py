import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from akademia.core.paper import FONTS
from akademia.publishing.books.formats.book import Chapter, pdf
from akademia.publishing.books.formats.paper import unwritten
from tests.publishing.books.samples import BOOK, hostile


def test_the_words_of_a_book_can_be_read_back_with_their_polish_letters():
    told = " ".join(_read(pdf(BOOK)).split())

    for said in (
        "Świadczenie integracyjne – źródło łatwej wiedzy", "Jak je liczyć", "Kwartalnik próbny, nr 2/2026",
        "Stan prawny na 28 września 2022 r.", "Redaktor naczelny: Żaneta Próbna", "Licencja: CC BY 4.0",
        "Spis treści", "Zażółć gęślą jaźń", "Łucja Próbna, Ździsław Próbny", "do 31 marca", "Przypis z kursywą.",
        "Kwoty w roku", "Powrót do pracy.",
    ):  # fmt: skip
        assert said in told
    assert "Ile wynosi świadczenie" not in told, "what floats over a page has no place on paper"


def test_a_book_is_tagged_titled_polish_and_claims_both_standards():
    made = pdf(BOOK)

    document = pypdfium2.PdfDocument(made)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == BOOK.title
    assert document.get_metadata_dict()["Author"] == "Łucja Próbna"
    assert b"/Lang(pl-PL)" in made
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert len(re.findall(rb"/S/TH\b", made)) >= 2, "a table has headers"
    assert _alt("Wykres słupkowy") in made


def test_contents_and_bookmarks_lead_to_the_pages_on_which_chapters_begin():
    document = pypdfium2.PdfDocument(pdf(BOOK))

    marks = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()}
    assert "Drugi rozdział" in document[marks["Drugi rozdział"]].get_textpage().get_text_bounded()
    contents = document[2].get_textpage().get_text_bounded()
    assert re.search(rf"Drugi rozdział[ .\r\n]+{marks['Drugi rozdział'] + 1}\b", contents)


@pytest.mark.parametrize(
    "title",
    [
        "Świadczenie integracyjne z przykładami",
        "Kwartalnik ZATRUDNIENIESOCJALNE.PL",
        "Słownik",
        "Bardzo długi tytuł " * 12,
    ],
)
def test_the_title_on_the_cover_stays_on_the_paper_however_long_its_words(title):
    cover = pypdfium2.PdfDocument(pdf(replace(BOOK, title=title)))[0]

    words = cover.get_textpage()
    assert max(words.get_charbox(sign)[2] for sign in range(words.count_chars())) < cover.get_width() - 56


def test_a_running_head_stands_on_pages_that_go_on_but_not_where_a_chapter_begins():
    long = Chapter("Bardzo długi rozdział", "<p>Słowo po słowie.</p>" * 120)
    document = pypdfium2.PdfDocument(pdf(replace(BOOK, chapters=(long,))))

    first, second = (document[page].get_textpage().get_text_bounded() for page in (3, 4))
    assert "Kwartalnik próbny, nr\xa02/2026" not in first
    assert "Kwartalnik próbny, nr\xa02/2026" in second
    assert "Bardzo długi rozdział" in second


def test_the_same_book_gives_the_same_bytes_on_every_thread():
    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(pdf, [BOOK] * 3))) == 1


def test_hostile_words_are_printed_as_words():
    told = " ".join(_read(pdf(hostile())).split())

    assert '#import "@preview/x:1.0": y $ \\ ] } @y *a* _b_ `c` #panic()' in told
    assert "Олена → ✓ [U+6F22] é" in told
    assert "[U+1F600]" in told
    assert "[Obraz: zły]" in told
    assert "[Obraz: bomba]" in told
    for note in ("z nagłówka", "bez znaku"):
        assert note in told, "no note is lost"
    assert "CIS (Centrum)" in told
    assert unwritten(hostile()) == "\ufffe\U0001f600漢"


def test_the_italics_write_the_same_letters_as_the_upright():
    italic, upright = (TTFont(FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf") for name in ("Italic", "Regular"))

    assert set(italic.getBestCmap()) == set(upright.getBestCmap())


def test_every_sign_of_the_face_beside_can_be_written():
    from akademia.core.paper import LETTERS_BESIDE

    signs = LETTERS_BESIDE.read_text("utf-8").strip()
    told = _read(pdf(replace(BOOK, chapters=(Chapter("Znaki", f"<p>{' '.join(signs)}</p>"),))))

    assert "Ж" in signs
    assert "→" in signs
    assert "Ж" in told


def _read(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\xa0", " ")


def _alt(words: str) -> bytes:
    return b"/Alt<FEFF" + words.encode("utf-16-be").hex().upper().encode()
