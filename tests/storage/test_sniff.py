"""What a file is, is told from its content: a wrong ending, a wrong declaration and a second file inside count."""

import io
import zipfile

import pytest

from akademia.storage import rules
from akademia.storage.formats.sniff import sniff
from tests.media import samples


def kind_of(data: bytes) -> str | None:
    return sniff(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.picture("JPEG"), "jpeg"),
        (samples.photograph(), "jpeg"),
        (samples.picture("PNG"), "png"),
        (samples.picture("WEBP"), "webp"),
        (samples.picture("AVIF"), "avif"),
        (samples.picture("GIF"), "gif"),
        (samples.film(), "mp4"),
        (samples.recording(), "mp3"),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm", "webm"),
        (b"\x1aE\xdf\xa3\x9fB\x82\x88matroska", None),
        (b"OggS\0\x02" + bytes(22) + b"\x01vorbis", "ogg"),
        (b"OggS\0\x02" + bytes(22) + b"\x80theora", None),
        (samples.CAPTIONS, "vtt"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (samples.office("word/document.xml"), "docx"),
        (samples.office("xl/workbook.xml"), "xlsx"),
        (samples.office("ppt/presentation.xml"), "pptx"),
        (samples.container(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<x/>"), "odt"),
        (samples.container(mimetype=b"application/epub+zip", **{"META-INF__container_xml": b"<x/>"}), "epub"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (samples.SVG, "svg"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><script>alert(1)</script>", "html"),
        (b"zwyk\xc5\x82y tekst", "txt"),
        ("Łódź;1 200,50;świadczenie\r\n".encode("cp1250"), "txt"),
        (b"tekst" * 4_000 + b"\0\1", None),
        (b"\xef\xbb\xbf<html><body>", "html"),
        (b"\x7fELF" + bytes(100), None),
        (b"", None),
    ],
)
def test_a_kind_is_told_from_the_content(data, kind):
    assert kind_of(data) == kind


def test_a_plain_zip_is_no_office_file():
    assert kind_of(samples.container(word__document_xml=b"<x/>")) == "zip"
    assert kind_of(samples.container(mimetype=b"application/vnd.oasis.opendocument.text")) == "zip"


def test_a_zip_whose_directory_is_broken_or_enormous_is_nothing():
    good = samples.office("word/document.xml")
    place = good.rindex(b"PK\x05\x06")

    assert kind_of(good[:place]) is None
    assert kind_of(good[: place + 12] + b"\xff\xff\xff\x7f" + good[place + 16 :]) is None
    assert kind_of(b"PK\x03\x04" + b"PK\x05\x06" * 50) is None


def test_a_picture_that_is_also_something_else_is_a_polyglot():
    with_zip, png = io.BytesIO(samples.picture("GIF")), samples.picture("PNG")
    with_zip.seek(0, 2)
    with zipfile.ZipFile(with_zip, "a") as added:
        added.writestr("a.class", "x")

    assert kind_of(with_zip.getvalue()) == "polyglot"
    assert kind_of(png + b"<script>alert(1)</script>") == "polyglot"
    assert kind_of(png + b"<?php\nsystem($_GET[0]);") == "polyglot"
    assert kind_of(samples.film(b"x" * 1_048_570 + b"<SCRIPT>")) == "polyglot"  # across two pieces


def test_a_comment_in_a_picture_may_be_any_words():
    assert kind_of(samples.picture("JPEG", comment="lubię <skrypty> i zip PK\5\6".encode())) == "jpeg"


USE = rules.Use({"jpeg": 1_000, "png": 2_000_000})


def test_a_place_says_what_it_takes_and_why_it_does_not_take_this():
    def said(*asked):
        return str(rules.objection(*asked)).replace("\u00a0", " ")

    assert rules.objection(USE, "jpeg", 1_000) is None
    assert said(USE, "jpeg", 1_001) == "Ten plik ma 1 KB. Największy JPEG, który przyjmujemy, ma 1 KB."
    assert said(USE, "zip", 5) == "To plik ZIP. Tutaj można wgrać: JPEG albo PNG."
    assert said(USE, None, 5) == "Nie rozpoznajemy zawartości tego pliku. Tutaj można wgrać: JPEG albo PNG."
    assert "skrypt" in said(USE, "svg", 5)
    assert said(USE, None, 0) == "Ten plik jest pusty."


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\jan\\kot.jpg", "a\0b.png", "..", "/kot.png"])
def test_a_name_with_a_path_is_refused(name):
    assert "ścieżkę" in str(rules.name_objection(name))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("kot.png", "kot.png"),
        ("  kot \n bury.png ", "kot bury.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", "plik"),
        ("ż" * 300 + ".jpeg", "ż" * 195 + ".jpeg"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_made_fit_to_be_shown(name, shown):
    assert rules.clean_name(name) == shown
