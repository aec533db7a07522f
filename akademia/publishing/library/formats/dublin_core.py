"""Unqualified Dublin Core: as pairs for meta tags, as `oai_dc` for harvesters. Source: DCMI, OAI-PMH 2.0."""

from xml.etree import ElementTree as Xml

from akademia.core.xml import add
from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.genres import genre_of

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def dublin_core(description: Description, address: str) -> list[tuple[str, str]]:
    """Return (element, words), only what is known, in the order of the fifteen elements."""
    journal = description.container
    others = [credit for credit in description.credits if credit.role != "author"]
    pairs = [
        ("title", description.full_title),
        *(("creator", credit.filed) for credit in description.by("author")),
        *(("subject", word) for word in (*description.keywords, *description.subjects)),
        ("description", description.abstract),
        ("publisher", description.publisher),
        *(("contributor", credit.filed) for credit in others),
        ("date", _date(description)),
        ("type", genre_of(description.kind).dcmi),
        *(("format", one.media_type) for one in description.files),
        *(("identifier", words) for words in _identifiers(description, address)),
        ("source", _source(description) if journal else ""),
        ("language", description.language),
        *(("relation", related.title) for related in description.relations),
        ("rights", description.licence),
        ("rights", description.rights),
    ]
    return [(name, words) for name, words in pairs if words.strip()]


def oai_dc(description: Description, address: str) -> str:
    """Return the record as harvesters get it, without an XML declaration."""
    root = Xml.Element("oai_dc:dc", {
        "xmlns:oai_dc": NAMESPACE,
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
    })  # fmt: skip
    for name, words in dublin_core(description, address):
        add(root, f"dc:{name}", words)
    return Xml.tostring(root, encoding="unicode")


def _date(description: Description) -> str:
    return description.day.isoformat() if description.day else str(description.year or "")


def _identifiers(description: Description, address: str) -> list[str]:
    """Return the address first: most who show such records take the first for their link."""
    schemes = (("doi", description.doi), ("urn:ISBN", description.isbn), ("urn:ISSN", description.issn))
    return [address, *(f"{scheme}:{value}" for scheme, value in schemes if value)]


def _source(description: Description) -> str:
    journal = description.container
    assert journal is not None
    parts = (journal.title, journal.volume, f"nr {journal.number}" if journal.number else "",
             f"s. {journal.pages}" if journal.pages else "")  # fmt: skip
    return ", ".join(part for part in parts if part)
