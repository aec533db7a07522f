"""Files for tests, made small and by hand; hostile ones too. Nothing here is copied from anywhere."""

import io
import zipfile
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

WORDS = "Kierownik klubu prowadzi reintegrację zawodową uczestników w warsztacie stolarskim i ogrodniczym. "


@cache
def good_pdf(words: str = WORDS * 12, pages: int = 3, title: str = "Poradnik o klubach") -> bytes:
    """A tagged PDF with a title, an author, a language and text in Polish; the last page has words of its own."""
    body = "\n#pagebreak()\n".join([words] * (pages - 1) + ["Podnośnik pneumatyczny stoi w pracowni ceramicznej."])
    source = f'#set document(title: "{title}", author: "Anna Próbna")\n#set text(lang: "pl")\n= Wstęp\n{body}'
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.typ"
        path.write_text(source, "utf-8")
        return bytes(typst.compile(path))


def pdf(pages: int = 1, *more: bytes, catalog: bytes = b"", text: bytes = b"Stara broszura bez znacznikow",
        font: bytes = b"", page: bytes = b"") -> bytes:  # fmt: skip
    """A bare PDF without title, tags or language.

    :param more: further objects, numbered from 10 on; `catalog` and `page`: what stands in those dictionaries too.
    :param font: a stream that is the font's program.
    """
    content = b"BT /F1 12 Tf 40 700 Td (%s) Tj ET" % text if text else b""
    kids = b" ".join(b"%d 0 R" % (100 + number) for number in range(pages))
    descriptor = b"/FontDescriptor 6 0 R /FirstChar 32 /LastChar 126 /Widths [" + b"500 " * 95 + b"]" if font else b""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        3: b"<< /Type /Font /Subtype /%s /BaseFont /Helvetica %s >>" % (b"TrueType" if font else b"Type1", descriptor),
        4: stream(content),
    }
    if font:
        objects[6] = b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontFile2 7 0 R /ItalicAngle 0 >>"
        objects[7] = font
    objects |= dict(enumerate(more, start=10))
    leaf = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % page)  # fmt: skip
    objects |= {100 + number: leaf for number in range(pages)}
    return _written(objects)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


def packed(data: bytes, head: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + head)


def _written(objects: dict[int, bytes]) -> bytes:
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, last = out.tell(), max(objects)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1))
    for number in range(1, last + 1):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n")
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, start))
    return out.getvalue()


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@cache
def font_bomb() -> bytes:
    """A font of 420 MB of nothing, packed into 400 KB."""
    packer = zlib.compressobj(1)
    squeezed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(420)) + packer.flush()
    return pdf(font=stream(squeezed, b"/Filter /FlateDecode /Length1 420000000"))


def zipped(members: dict[str, bytes | str], first: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data, zipfile.ZIP_STORED if name == first else None)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<c:p xmlns:c="c" xmlns:dc="d" xmlns:t="t"><dc:title>Zeszyt o zajęciach</dc:title><dc:creator>Jan Próbny; admin'
    "</dc:creator><t:created>2017-05-04T10:00:00Z</t:created></c:p>"
)


def docx(words: str = WORDS * 3, **members: bytes | str) -> bytes:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    parts: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": body,
                                     "docProps/core.xml": CORE}  # fmt: skip
    return zipped(parts | members)


def odt(words: str = WORDS, kind: str = "text") -> bytes:
    content = f'<o:d xmlns:o="o" xmlns:text="t"><text:h>Rozdział</text:h><text:p>{words}</text:p></o:d>'
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mime, "content.xml": content, "meta.xml": "<m/>"}, first="mimetype")


def epub(words: str = WORDS, script: str = "") -> bytes:
    package = (
        '<package xmlns="o" xmlns:dc="d"><metadata><dc:title>Książka</dc:title><dc:language>pl</dc:language></metadata>'
        '<manifest><item id="a" href="a%20b.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    page = f"<html><head><title>nie</title></head><body>{script}<p>{words}</p><p>drugi&nbsp;akapit</p></body></html>"
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
        "O/p.opf": package, "O/a b.xhtml": page,
    }, first="mimetype")  # fmt: skip


def pptx() -> bytes:
    slide = '<p xmlns:a="a"><a:t>Slajd {}</a:t></p>'
    slides = {f"ppt/slides/slide{number}.xml": slide.format(number) for number in (10, 2, 1)}
    return zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>", **slides})


def xlsx() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>",
                   "xl/sharedStrings.xml": '<sst xmlns="x"><si><t>Lista obecności</t></si></sst>'})  # fmt: skip


@cache
def zip_bomb() -> bytes:
    return zipped({"wzor.txt": bytes(60_000_000)})
