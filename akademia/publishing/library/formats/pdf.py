"""PDF files by pypdfium2: checked, their words page by page, a cover, what they say of themselves."""

import re
from ctypes import create_string_buffer
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from akademia.core.errors import RuleBroken
from akademia.publishing.library.formats.hidden import hidden
from akademia.publishing.library.rules import findings, language, repair
from akademia.publishing.library.rules.proposal import proposal

MOST_PAGES = 2_000
COVER_SIDES = (480, 720)
COVER = "cover.webp"
_BROKEN = "Tego PDF-a nie da się otworzyć: jest uszkodzony albo niepełny. Zapisz go od nowa i wgraj jeszcze raz."


def check(path: str) -> None:
    """Refuse a PDF in which something hides, that is locked or far too long.

    :raises RuleBroken: why, in a sentence.
    """
    check_bytes(Path(path).read_bytes())
    with _opened(path) as document:
        check_document(document)


def check_bytes(data: bytes) -> None:
    """Refuse a PDF in whose bytes something hides."""
    met = hidden(data)
    if met:
        raise RuleBroken(met)


def check_document(document: pypdfium2.PdfDocument) -> None:
    """Refuse an opened PDF that is locked, too long, or in which the opener finds scripts or attachments."""
    raw = document.raw
    if pdfium.FPDF_GetSecurityHandlerRevision(raw) >= 0:
        raise RuleBroken("Ten PDF jest zabezpieczony hasłem albo zakazem kopiowania. Zapisz go bez zabezpieczeń.")
    if len(document) > MOST_PAGES:
        raise RuleBroken(
            f"Ten PDF ma {len(document)} stron, a przyjmujemy najwyżej {MOST_PAGES}. Podziel go na części."
        )
    if pdfium.FPDFDoc_GetJavaScriptActionCount(raw) > 0:
        raise RuleBroken("Ten PDF zawiera skrypt (JavaScript). Zapisz go bez tego i wgraj jeszcze raz.")
    if pdfium.FPDFDoc_GetAttachmentCount(raw) > 0:
        raise RuleBroken("Ten PDF zawiera osadzony w nim inny plik. Zapisz go bez tego i wgraj jeszcze raz.")


def _opened(path: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as broken:
        locked = "password" in str(broken).casefold()
        raise RuleBroken("Ten PDF otwiera się hasłem. Zapisz go bez hasła." if locked else _BROKEN) from broken


def read(path: str, folder: str) -> dict[str, Any]:
    """Return a PDF's words page by page, the findings about it, what it says of itself, and make its cover."""
    with _opened(path) as document:
        check_document(document)
        pages = [words_of(document, number) for number in range(len(document))]
        said, own_language = document.get_metadata_dict(), _language(document)
        silent = sum(1 for words in pages if len(words) < findings.FEWEST_SIGNS)
        tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
        return {
            "pages": pages,
            "count": len(document),
            "findings": findings.of_pdf(len(document), silent, tagged, said.get("Title", ""), own_language),
            "proposal": proposal(said.get("Title", ""), said.get("Author", ""), said.get("CreationDate", ""),
                                 own_language or language.guess(" ".join(pages[:20]))),
            "cover": _cover(document, Path(folder)),
        }  # fmt: skip


def words_of(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the words of a page (from 0), its lines joined; a page that cannot be read has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    text_page = page.get_textpage()
    text = text_page.get_text_range(errors="ignore")
    text_page.close()
    page.close()
    return " ".join(repair.joined(re.sub(r"[\x02\ufffe\xad]", "-", text).replace("\0", " ")).split())


def _language(document: pypdfium2.PdfDocument) -> str:
    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < 100:
        return ""
    room = create_string_buffer(length)
    pdfium.FPDFCatalog_GetLanguage(document.raw, _as_words(room), length)
    return room.raw[:length].decode("utf-16-le", "ignore").rstrip("\0").strip()


def _as_words(room: Any) -> Any:
    return pdfium.cast(room, pdfium.POINTER(pdfium.FPDF_WCHAR)) if hasattr(pdfium, "FPDF_WCHAR") else room


def _cover(document: pypdfium2.PdfDocument, folder: Path) -> str:
    try:
        page = document[0]
    except (pypdfium2.PdfiumError, IndexError):
        return ""
    width, height = page.get_size()
    picture = page.render(scale=min(COVER_SIDES[0] / max(width, 1), COVER_SIDES[1] / max(height, 1))).to_pil()
    if min(picture.size) < 20:
        return ""
    picture.convert("RGB").save(folder / COVER, format="WEBP", quality=80, method=4)
    return COVER
