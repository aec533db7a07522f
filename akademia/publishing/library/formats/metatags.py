"""Meta tags of a work's page: Highwire Press tags, which Google Scholar and Zotero read, and Dublin Core."""

from collections.abc import Sequence

from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.dublin_core import dublin_core

_PDF = "application/pdf"


def meta_tags(description: Description, address: str, files: Sequence[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    """Return (name, content) of each tag in its order; the template escapes them.

    :param files: (media type, full address) of each file.
    """
    core = [(f"DC.{name}", words) for name, words in dublin_core(description, address)]
    return [(name, words) for name, words in [*_highwire(description, address, files), *core] if words]


def _highwire(description: Description, address: str, files: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    journal = description.container
    return [
        ("citation_title", description.full_title),
        *(("citation_author", credit.filed) for credit in description.by("author")),
        *(("citation_editor", credit.filed) for credit in description.by("editor")),
        ("citation_publication_date", _published(description)),
        ("citation_journal_title", journal.title if journal else ""),
        ("citation_volume", journal.volume if journal else ""),
        ("citation_issue", journal.number if journal else ""),
        ("citation_firstpage", journal.first_page if journal else ""),
        ("citation_lastpage", journal.last_page if journal else ""),
        ("citation_publisher", description.publisher),
        ("citation_isbn", description.isbn),
        ("citation_issn", description.any_issn),
        ("citation_doi", description.doi),
        ("citation_language", description.language),
        ("citation_keywords", "; ".join(description.keywords)),
        ("citation_public_url", address),
        *(("citation_pdf_url", place) for media_type, place in files if media_type == _PDF),
    ]


def _published(description: Description) -> str:
    """Return the day as Scholar reads it, or only the year."""
    return f"{description.day:%Y/%m/%d}" if description.day else str(description.year or "")
