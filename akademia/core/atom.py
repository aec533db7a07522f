"""An Atom feed. Source: RFC 4287."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Xml

from akademia.core.xml import add

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One thing of a feed. `address` is its full address, and its name for ever unless it has a `name`.

    :param authors: where they are not the feed's own.
    """

    address: str
    title: str
    summary: str
    category: str
    published_at: datetime
    changed_at: datetime
    name: str = ""
    authors: tuple[str, ...] = ()


def atom(title: str, author: str, page: str, own: str, entries: Sequence[Entry], made_at: datetime) -> bytes:
    """Return a feed.

    :param page: the full address of what people read in its place; `own`: of the feed itself.
    :param made_at: said to be its last change where it has no entries.
    """
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "pl"})
    add(feed, "id", own)
    add(feed, "title", title)
    Xml.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    add(feed, "updated", _moment(max((one.changed_at for one in entries), default=made_at)))
    add(Xml.SubElement(feed, "author"), "name", author)
    for one in entries:
        _add_entry(feed, one)
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add_entry(feed: Xml.Element, one: Entry) -> None:
    entry = Xml.SubElement(feed, "entry")
    add(entry, "id", one.name or one.address)
    add(entry, "title", one.title)
    Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
    for name in one.authors:
        add(Xml.SubElement(entry, "author"), "name", name)
    add(entry, "published", _moment(one.published_at))
    add(entry, "updated", _moment(one.changed_at))
    add(entry, "summary", one.summary)
    add(entry, "category", "", term=one.category)


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")
