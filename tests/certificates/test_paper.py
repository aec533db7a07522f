import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont

from akademia.certificates.formats.paper import Paper, certificate_pdf
from akademia.core.paper import FONTS, LETTERS, LettersMissing, missing_letters

PAPER = Paper(
    name="Zofia Przykładowa",
    title="Ustawa o zatrudnieniu socjalnym od podstaw",
    hours=14,
    lessons=21,
    score_percent=85,
    pass_percent=80,
    legal_state_on=date(2022, 9, 22),
    issued_on=date(2026, 11, 20),
    issuer="Fundacja „Konwent Klubów i Centrów Integracji Społecznej”",
    issuer_place="Janów Lubelski",
    number="AZS/2026/000123",
    code="ZS-7K4M-2XQD",
    address="https://akademia.example.pl/zaswiadczenia/ZS-7K4M-2XQD/",
)
LONG_NAME = (
    "Maria Antonina Brzęczyszczykiewiczówna-Niedźwiedzka z domu Gżegżółka-Szczebrzeszyńska, "
    "primo voto Wyszomirska-Kowalewska"
)
LONG_TITLE = (
    "Indywidualny program zatrudnienia socjalnego i kontrakt socjalny w centrum integracji społecznej: "
    "od diagnozy do pracy"
)


# The sheet


def test_the_qr_code_of_the_printed_sheet_leads_to_the_verification_page():
    assert _codes_seen(certificate_pdf(PAPER)) == [PAPER.address]


def test_the_sheet_embeds_one_family_of_letters_and_nothing_else(tmp_path):
    listed = _asked("pdffonts", certificate_pdf(PAPER), tmp_path).splitlines()[2:]

    names = [line.split()[0].partition("+")[2] for line in listed]
    assert {name.partition("-")[0] for name in names} == {"AtkinsonHyperlegibleNext"}
    assert sorted(name.partition("-")[2] for name in names) == ["Bold", "Regular"]
    assert all(re.search(r"\byes yes yes\b", line) for line in listed), "each embedded, a subset, with Unicode"


def test_the_sheet_is_one_tagged_a4_page_with_a_title(tmp_path):
    told = _asked("pdfinfo", certificate_pdf(PAPER), tmp_path)

    assert re.search(r"^Tagged:\s+yes$", told, re.M)
    assert re.search(r"^Pages:\s+1$", told, re.M)
    assert re.search(r"^Page size:.*\(A4\)$", told, re.M)
    assert f"Zaświadczenie o ukończeniu kursu: {PAPER.title}" in told


def test_the_sheet_says_that_it_is_polish_and_claims_both_standards():
    pdf = certificate_pdf(PAPER)

    assert b"/Lang(pl-PL)" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_sheet_is_tagged_with_a_heading_a_list_a_link_and_a_described_figure(tmp_path):
    tree = _asked("pdfinfo", certificate_pdf(PAPER), tmp_path, "-struct-text")

    assert len(re.findall(r"^ *H1 ", tree, re.M)) == 1
    assert tree.count("LBody") == 5
    assert "Link (inline)" in tree
    assert tree.count("Figure") == 1, "the mark and the beams are artifacts"


def test_the_qr_code_says_in_words_what_it_holds():
    [described] = re.findall(rb"/Alt<FEFF([0-9A-F]+)>", certificate_pdf(PAPER))

    said = bytes.fromhex(described.decode()).decode("utf-16-be")
    assert said == f"Kod QR z adresem, pod którym można sprawdzić to zaświadczenie: {PAPER.address}"


def test_the_sheet_says_everything_a_reader_must_know():
    said = _text(certificate_pdf(PAPER))

    for words in (
        PAPER.name,
        PAPER.title,
        "14 godzin, 21 lekcji",
        "85%, próg 80%",
        "22 września 2022 r.",
        "20 listopada 2026 r.",
        f"{PAPER.issuer}, {PAPER.issuer_place}",
        "Nr AZS/2026/000123",
        "ZS-7K4M-2XQD",
        "zeskanować kod QR",
        "akademia.example.pl/zaswiadczenia/ZS-7K4M-2XQD",
    ):
        assert words in said


def test_an_issuer_without_a_place_stands_alone():
    said = _text(certificate_pdf(replace(PAPER, issuer_place="")))

    assert f"{PAPER.issuer}," not in said


def test_polish_letters_can_be_copied_out_of_the_sheet():
    words = "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ"

    said = _text(certificate_pdf(replace(PAPER, name=words, title=words)))

    assert said.count(words) == 2


@pytest.mark.parametrize(
    ("hours", "lessons", "said"),
    [
        (1, 1, "1 godzina, 1 lekcja"),
        (2, 3, "2 godziny, 3 lekcje"),
        (12, 22, "12 godzin, 22 lekcje"),
        (5, 25, "5 godzin, 25 lekcji"),
    ],
)
def test_hours_and_lessons_are_counted_in_polish(hours, lessons, said):
    assert said in _text(certificate_pdf(replace(PAPER, hours=hours, lessons=lessons)))


def test_a_course_without_a_test_mentions_none():
    said = _text(certificate_pdf(replace(PAPER, score_percent=None, pass_percent=None)))

    assert "za ukończenie wszystkich lekcji kursu" in said
    assert "test" not in said
    assert "%" not in said


def test_a_training_is_certified_as_attended_and_mentions_no_lessons():
    said = _text(certificate_pdf(replace(PAPER, kind="event", lessons=0, score_percent=None)))

    assert "Zaświadczenie o udziale w szkoleniu" in said
    assert "lekcj" not in said
    assert "kurs" not in said


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (LONG_NAME, LONG_TITLE),
        ("W" * 120, "Ż" * 120),
        ("Brzęczyszczykiewicz-" * 6, PAPER.title),
        ("i " * 60, "w " * 60),
    ],
)
def test_the_longest_names_and_titles_stay_on_one_page_inside_its_frame(name, title):
    pdf = certificate_pdf(replace(PAPER, name=name, title=title, issuer=PAPER.issuer + " i partnerzy" * 8))

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
    said = _text(pdf)
    assert _squeezed(name) in _squeezed(said)
    assert _squeezed(title) in _squeezed(said)
    assert _is_white_outside_the_frame(pdf)
    assert _codes_seen(pdf) == [PAPER.address]


@pytest.mark.parametrize(
    "name", ["#panic()", '"] #panic()', "$x$ *b* _i_ `c`", "@ref <l> //c /* */", "\\u{41} #sys.inputs"]
)
def test_what_looks_like_typst_code_appears_as_it_was_typed(name):
    said = _text(certificate_pdf(replace(PAPER, name=name, title=name)))

    assert said.count(name) == 2


def test_invisible_and_decomposed_letters_are_put_right():
    said = _text(certificate_pdf(replace(PAPER, name="Z\u0307o\u0301łta\u200b \n\u202eAnna\u0007  Maria")))

    assert "Żółta Anna Maria" in said


def test_letters_of_another_script_are_refused_by_name_and_not_replaced():
    assert missing_letters("Олена Nowak") == "Олена"
    assert missing_letters("Łucja Ñandú-Şahin ") == ""
    with pytest.raises(LettersMissing) as refusal:
        certificate_pdf(replace(PAPER, name="Олена Nowak"))
    assert refusal.value.letters == "Олена"


def test_the_list_of_letters_is_what_both_font_files_can_write():
    listed = set(LETTERS.read_text("utf-8"))

    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path) as font:
            assert set(map(chr, font.getBestCmap())) == listed


def test_every_letter_of_the_list_can_be_set():
    words = "".join(sign for sign in LETTERS.read_text("utf-8") if sign.isprintable())

    assert certificate_pdf(replace(PAPER, title=" ".join(re.findall(".{1,20}", words)))).startswith(b"%PDF-1.7")


def test_the_same_values_give_the_same_bytes():
    assert certificate_pdf(PAPER) == certificate_pdf(replace(PAPER))
    assert certificate_pdf(PAPER) != certificate_pdf(replace(PAPER, code="ZS-7K4M-2XQE"))


def test_two_threads_make_fifty_sheets_each_at_the_same_time():
    gate = Barrier(2)

    def fifty(first: int) -> list[bytes]:
        gate.wait()
        return [certificate_pdf(replace(PAPER, number=f"AZS/2026/{first + step:06d}")) for step in range(50)]

    with ThreadPoolExecutor(2) as pool:
        made = [sheet for sheets in pool.map(fifty, (1, 51)) for sheet in sheets]

    assert len(set(made)) == 100
    assert "Nr AZS/2026/000077" in _text(made[76])


def _picture(pdf: bytes, dpi: int) -> Any:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dpi / 72).to_pil()


def _codes_seen(pdf: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(_picture(pdf, dpi=150))]


def _text(pdf: bytes) -> str:
    """Return the words of the only page, every run of blanks made one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe-]", "", text)


def _is_white_outside_the_frame(pdf: bytes) -> bool:
    """Say whether nothing is drawn within 10 mm of the edges (the frame stands at 11)."""
    picture = _picture(pdf, dpi=72).convert("L")
    edge = round(10 / 25.4 * 72)
    width, height = picture.size
    across = [(0, 0, width, edge), (0, height - edge, width, height)]
    down = [(0, 0, edge, height), (width - edge, 0, width, height)]
    return all(picture.crop(strip).getextrema() == (255, 255) for strip in across + down)


def _asked(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "sheet.pdf").write_bytes(pdf)
    done = subprocess.run([tool, *options, str(folder / "sheet.pdf")], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")
