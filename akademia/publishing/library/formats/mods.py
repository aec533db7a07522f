"""MODS 3.7, the richer record for harvesters.

It says what Dublin Core cannot: who did what (relator codes), in which volume, number and pages an article stands, what
a work is a version or a translation of, its licence and its language. DataCite and what OpenAIRE builds on it demand a
DOI or a resource type of a research output, which most works here are not.

Source: MODS 3.7 (Library of Congress); relators: the MARC code list.
"""

from xml.etree import ElementTree as Xml

from akademia.core.xml import add, allowed
from akademia.publishing.library.formats.description import Container, Credit, Description, Related
from akademia.publishing.library.formats.genres import genre_of

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
_XLINK = "http://www.w3.org/1999/xlink"
_RELATORS = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "reviewer": "rev",
    "compiler": "com",
}
_RELATIONS = {"new_version_of": "preceding", "translation_of": "original", "part_of": "host"}


def mods(description: Description, address: str) -> str:
    """Return the record as harvesters get it, without an XML declaration."""
    root = Xml.Element("mods", {
        "xmlns": NAMESPACE,
        "xmlns:xlink": _XLINK,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        "version": "3.7",
    })  # fmt: skip
    _title(root, description.title, description.subtitle)
    for credit in description.credits:
        _credit(root, credit)
    _genre(root, description)
    _origin(root, description)
    add(add(root, "language", ""), "languageTerm", description.language, type="code", authority="rfc3066")
    _form(root, description)
    _subjects(root, description)
    if description.container is not None:
        _host(root, description.container)
    for related in description.relations:
        _related(root, related)
    _identifiers(root, description, address)
    _access(root, description)
    return Xml.tostring(root, encoding="unicode")


def _title(root: Xml.Element, title: str, subtitle: str = "") -> None:
    info = add(root, "titleInfo", "")
    add(info, "title", title)
    if subtitle:
        add(info, "subTitle", subtitle)


def _credit(root: Xml.Element, credit: Credit) -> None:
    name = add(root, "name", "", type="corporate" if credit.body else "personal")
    parts = [("", credit.body)] if credit.body else [("family", credit.family), ("given", credit.given)]
    for kind, words in parts:
        if words:
            add(name, "namePart", words, **({"type": kind} if kind else {}))
    code = _RELATORS.get(credit.role, "ctb")
    add(add(name, "role", ""), "roleTerm", code, type="code", authority="marcrelator")


def _genre(root: Xml.Element, description: Description) -> None:
    genre = genre_of(description.kind)
    add(root, "typeOfResource", genre.mods)
    if genre.marc:
        add(root, "genre", genre.marc, authority="marcgt")


def _origin(root: Xml.Element, description: Description) -> None:
    if not (description.place or description.publisher or description.day or description.year):
        return
    origin = add(root, "originInfo", "")
    if description.place:
        add(add(origin, "place", ""), "placeTerm", description.place, type="text")
    if description.publisher:
        add(origin, "publisher", description.publisher)
    if description.day or description.year:
        day = description.day.isoformat() if description.day else str(description.year)
        add(origin, "dateIssued", day, encoding="w3cdtf", keyDate="yes")


def _form(root: Xml.Element, description: Description) -> None:
    facts = [("internetMediaType", name) for name in dict.fromkeys(one.media_type for one in description.files)]
    facts += [("extent", f"{description.pages} s.")] if description.pages else []
    form = add(root, "physicalDescription", "") if facts else root
    for name, words in facts:
        add(form, name, words)
    if description.abstract:
        add(root, "abstract", description.abstract)


def _subjects(root: Xml.Element, description: Description) -> None:
    for words in (*description.keywords, *description.subjects):
        add(add(root, "subject", ""), "topic", words)


def _host(root: Xml.Element, journal: Container) -> None:
    host = add(root, "relatedItem", "", type="host")
    _title(host, journal.title)
    if journal.issn:
        add(host, "identifier", journal.issn, type="issn")
    part = add(host, "part", "")
    for kind, number in (("volume", journal.volume), ("issue", journal.number)):
        if number:
            add(add(part, "detail", "", type=kind), "number", number)
    if journal.first_page:
        extent = add(part, "extent", "", unit="page")
        add(extent, "start", journal.first_page)
        add(extent, "end", journal.last_page or journal.first_page)


def _related(root: Xml.Element, related: Related) -> None:
    kind = _RELATIONS.get(related.kind)
    _title(add(root, "relatedItem", "", **({"type": kind} if kind else {})), related.title)


def _identifiers(root: Xml.Element, description: Description, address: str) -> None:
    own = (("isbn", description.isbn), ("issn", description.issn), ("doi", description.doi))
    for scheme, value in own:
        if value:
            add(root, "identifier", value, type=scheme)
    if address:
        add(add(root, "location", ""), "url", address, usage="primary display", access="object in context")


def _access(root: Xml.Element, description: Description) -> None:
    if description.licence:
        is_address = description.licence.startswith("https://")
        told = add(root, "accessCondition", description.licence, type="use and reproduction")
        if is_address:
            told.set("xlink:href", allowed(description.licence))
    if description.rights:
        add(root, "accessCondition", description.rights, type="restriction on access")
