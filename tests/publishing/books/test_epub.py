import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

from akademia.publishing.books.formats.book import epub
from tests.publishing.books.samples import BOOK, hostile

XHTML = "{http://www.w3.org/1999/xhtml}"


def test_an_epub_begins_with_its_media_type_uncompressed():
    archive = ZipFile(BytesIO(epub(BOOK)))

    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert archive.read("mimetype") == b"application/epub+zip"


def test_each_chapter_is_a_file_with_one_title_and_links_lead_on():
    archive = ZipFile(BytesIO(epub(BOOK)))

    first = archive.read("EPUB/rozdzial-1.xhtml").decode()
    assert first.count("<h1>") == 1
    assert 'href="rozdzial-2.xhtml"' in first
    assert 'href="https://akademia.example.pl/prawo/uzs/"' in first
    assert "Ile wynosi" not in first
    assert re.findall(r"<h\d", first) == ["<h1", "<h2", "<h3"], "headings go down by one"
    assert '<th scope="col">Miesiąc</th>' in first
    assert "<caption>Kwoty w\xa0roku</caption>" in first
    assert 'role="doc-noteref"' in first
    assert 'role="doc-backlink"' in first
    assert 'alt="Wykres słupkowy"' in first


def test_contents_nest_the_parts_of_a_chapter():
    nav = ElementTree.fromstring(ZipFile(BytesIO(epub(BOOK))).read("EPUB/spis.xhtml"))

    top = nav.find(f".//{XHTML}nav/{XHTML}ol")
    assert [len(row.findall(f"{XHTML}ol")) for row in top] == [0, 1]


def test_metadata_say_how_a_book_can_be_read():
    package = ZipFile(BytesIO(epub(BOOK))).read("EPUB/book.opf").decode()

    for said in (
        '"schema:accessMode">textual', '"schema:accessMode">visual', '"schema:accessModeSufficient">textual',
        "alternativeText", '"schema:accessibilityHazard">none', "<dc:language>pl", "<dc:creator>Łucja Próbna",
        '"dcterms:modified">2026-06-30T12:00:00Z', "urn:issn:2544-2465",
    ):  # fmt: skip
        assert said in package


def test_the_same_book_gives_the_same_bytes():
    assert epub(BOOK) == epub(BOOK)


def test_hostile_words_give_well_formed_files_without_anything_remote():
    archive = ZipFile(BytesIO(epub(hostile())))

    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf")):
            tree = ElementTree.fromstring(archive.read(name))
            remote = [one for one in tree.iter() if one.get("src", "").startswith(("http", "//", "/"))]
            assert not remote
            assert not [one for one in tree.iter(f"{XHTML}a") if one.get("href", "").startswith("javascript")]
