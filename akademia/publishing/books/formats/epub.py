"""A book as EPUB 3: its own small writer over zipfile. The same book gives the same bytes."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from akademia.core.text import date_words, tidy
from akademia.publishing.books.formats.content import Book
from akademia.publishing.books.formats.paper import imprint_lines
from akademia.publishing.books.formats.parts import Part, Way, parts, picture_sources
from akademia.publishing.books.formats.pictures import Picture, shown
from akademia.publishing.books.formats.xhtml import Writer, page, said

SHEET = Path(__file__).parent / "epub.css"
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_XHTML = "application/xhtml+xml"


def epub(book: Book) -> bytes:
    """Return a book as EPUB 3. The same book gives the same bytes; every entry bears the book's day."""
    made = parts(book)
    pictures = shown(picture_sources(made), book.pictures)
    files = {part.name: f"rozdzial-{number}.xhtml" for number, part in enumerate(made, 1)}
    way = Way(book, made)
    pages = {
        "okladka.xhtml": page(book.title, _cover(book), book.language, "cover"),
        "metryczka.xhtml": page("Metryczka", _imprint(book), book.language, "copyright-page"),
        "spis.xhtml": page("Spis treści", _contents(made, files), book.language),
    }
    for part in made:
        written = _heading(part) + Writer(part, way, pictures, files).body()
        pages[files[part.name]] = page(part.chapter.title, written, book.language, "chapter")
    entries = {f"EPUB/{name}": text.encode() for name, text in pages.items()}
    entries["EPUB/book.css"] = SHEET.read_bytes()
    entries |= {f"EPUB/{picture.name}": picture.content for picture in pictures.values()}
    entries["EPUB/book.opf"] = _package(book, list(pages), list(pictures.values())).encode()
    return _zipped(entries, book)


def _zipped(entries: dict[str, bytes], book: Book) -> bytes:
    out = BytesIO()
    day = (max(book.issued_on.year, 1980), book.issued_on.month, book.issued_on.day, 12, 0, 0)
    with ZipFile(out, "w") as archive:
        whole = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER.encode()} | entries
        for name, content in whole.items():
            entry = ZipInfo(name, day)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, content, packed, 6 if packed == ZIP_DEFLATED else None)
    return out.getvalue()


def _cover(book: Book) -> str:
    numbered = ", ".join(filter(None, (book.series, book.number)))
    state = f"Stan prawny na {date_words(book.legal_state)}" if book.legal_state else ""
    below = (book.subtitle, ", ".join(book.authors), state, book.publisher, date_words(book.issued_on))
    lines = "".join(f"<p>{said(tidy(line))}</p>" for line in below if line)
    above = f"<p>{said(tidy(numbered))}</p>" if numbered else ""
    return f'<section class="cover"><div class="beam"></div>{above}<h1>{said(tidy(book.title))}</h1>{lines}</section>'


def _imprint(book: Book) -> str:
    lines = "".join(f"<p>{said(tidy(line))}</p>" for line in imprint_lines(book))
    about = f"<p>{said(book.summary)}</p>" if book.summary else ""
    return f'<section class="imprint"><h1>Metryczka</h1>{about}{lines}</section>'


def _heading(part: Part) -> str:
    authors = ", ".join(part.chapter.authors)
    under = f'<p class="authors">{said(authors)}</p>\n' if authors else ""
    return f"<h1>{said(part.chapter.title)}</h1>\n{under}"


def _contents(made: tuple[Part, ...], files: dict[str, str]) -> str:
    """Return the contents as nested lists, by the levels of chapters."""
    rows: list[str] = []
    depth = 0
    for part in made:
        level = min(max(part.chapter.level, 1), depth + 1)
        if level > depth:
            rows.append("<ol>" * (level - depth))
        else:
            rows.append("</li>" + "</ol></li>" * (depth - level))
        rows.append(f'<li><a href="{files[part.name]}">{said(part.chapter.title)}</a>')
        depth = level
    rows.append("</li></ol>" * depth)
    whole = "".join(rows) or '<ol><li><a href="metryczka.xhtml">Metryczka</a></li></ol>'
    marks = (
        '<nav epub:type="landmarks" hidden="hidden" aria-label="Najważniejsze miejsca"><ol>'
        '<li><a epub:type="cover" href="okladka.xhtml">Okładka</a></li>'
        '<li><a epub:type="toc" href="spis.xhtml">Spis treści</a></li></ol></nav>'
    )
    return f'<nav epub:type="toc" role="doc-toc" aria-label="Spis treści"><h1>Spis treści</h1>{whole}</nav>\n{marks}'


def _package(book: Book, pages: list[str], pictures: list[Picture]) -> str:
    items = "".join(
        f'<item id="{_name(name)}" href="{name}" media-type="{_XHTML}"{_property(name)}/>' for name in pages
    )
    items += '<item id="book-css" href="book.css" media-type="text/css"/>'
    items += "".join(f'<item id="{_name(one.name)}" href="{one.name}" media-type="{one.media_type}"/>'
                     for one in pictures)  # fmt: skip
    spine = "".join(f'<itemref idref="{_name(name)}"/>' for name in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{said(book.language)}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{_metadata(book, bool(pictures))}\n</metadata>\n<manifest>{items}</manifest>\n"
        f"<spine>{spine}</spine>\n</package>\n"
    )


def _name(file: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", file)


def _property(name: str) -> str:
    return ' properties="nav"' if name == "spis.xhtml" else ""


def _metadata(book: Book, has_pictures: bool) -> str:
    """Return the package's metadata; how it can be read is told in the words of schema.org."""
    plain = [
        ('dc:identifier id="id"', book.identifier),
        ("dc:title", ": ".join(filter(None, (book.title, book.subtitle)))),
        ("dc:language", book.language),
        *(("dc:creator", name) for name in book.authors),
        ("dc:publisher", book.publisher),
        ("dc:date", book.issued_on.isoformat()),
        ("dc:description", book.summary),
        *(("dc:subject", subject) for subject in book.subjects),
        ("dc:rights", book.licence),
        ("dc:source", f"urn:issn:{book.issn}" if book.issn else ""),
        ("dc:source", f"urn:isbn:{book.isbn}" if book.isbn else ""),
    ]
    lines = [f"<{tag}>{said(value)}</{tag.partition(' ')[0]}>" for tag, value in plain if value.strip()]
    modes = ("textual", "visual") if has_pictures else ("textual",)
    features = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
    facts = [("dcterms:modified", f"{book.issued_on.isoformat()}T12:00:00Z")]
    facts += [("schema:accessMode", mode) for mode in modes]
    facts += [("schema:accessModeSufficient", "textual")]
    facts += [("schema:accessibilityFeature", one) for one in features]
    facts += [("schema:accessibilityFeature", "alternativeText")] if has_pictures else []
    facts += [("schema:accessibilityHazard", "none"), ("schema:accessibilitySummary", _SUMMARY)]
    lines += [f'<meta property="{name}">{said(value)}</meta>' for name, value in facts]
    return "\n".join(lines)


_SUMMARY = (
    "Publikacja ma nagłówki, spis treści i kolejność czytania; tabele mają nagłówki, a obrazy opisy. "
    "Wielkość i kolory tekstu dobiera czytnik."
)
