"""An Atom feed. Source: RFC 4287."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Xml

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One thing of a feed. `address` is its full address, and its name for ever."""

    address: str
    title: str
    summary: str
    category: str
    published_at: datetime
    changed_at: datetime


def atom(title: str, author: str, page: str, own: str, entries: Sequence[Entry], made_at: datetime) -> bytes:
    """Return a feed.

    :param page: the full address of what people read in its place; `own`: of the feed itself.
    :param made_at: said to be its last change where it has no entries.
    """
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "pl"})
    _add(feed, "id", own)
    _add(feed, "title", title)
    Xml.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _add(feed, "updated", _moment(max((one.changed_at for one in entries), default=made_at)))
    _add(Xml.SubElement(feed, "author"), "name", author)
    for one in entries:
        _add_entry(feed, one)
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add_entry(feed: Xml.Element, one: Entry) -> None:
    entry = Xml.SubElement(feed, "entry")
    _add(entry, "id", one.address)
    _add(entry, "title", one.title)
    Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
    _add(entry, "published", _moment(one.published_at))
    _add(entry, "updated", _moment(one.changed_at))
    _add(entry, "summary", one.summary)
    Xml.SubElement(entry, "category", {"term": one.category})


def _add(to: Xml.Element, name: str, words: str) -> None:
    Xml.SubElement(to, name).text = "".join(sign for sign in words if sign >= " " or sign in "\n\t")


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")
