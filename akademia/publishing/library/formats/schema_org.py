"""A work in the words of schema.org, to be set into its page as microdata (a page holds no script of its own)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from akademia.publishing.library.formats.description import Container, Credit, Description
from akademia.publishing.library.formats.genres import genre_of


@dataclass(frozen=True)
class Thing:
    """A thing of a type: its properties in words, its properties that are addresses, the things it is tied to."""

    type: str
    words: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    things: tuple[tuple[str, "Thing"], ...] = field(default=())


def schema_org(description: Description, address: str, files: Sequence[tuple[str, str]] = ()) -> Thing:
    """Return a work as a thing; what is not known is left out.

    :param files: (media type, full address) of each file.
    """
    kind = genre_of(description.kind).schema
    words = [
        ("name", description.full_title),
        ("inLanguage", description.language),
        ("datePublished", description.day.isoformat() if description.day else str(description.year or "")),
        ("abstract", description.abstract),
        ("keywords", ", ".join(description.keywords)),
        ("isbn", description.isbn if kind == "Book" else ""),
        ("issn", description.issn if kind == "PublicationIssue" else ""),
        ("numberOfPages", str(description.pages or "") if kind == "Book" else ""),
        ("copyrightNotice", description.rights),
    ]
    links = [("url", address), ("license", _address(description.licence))]
    links.append(("sameAs", f"https://doi.org/{description.doi}" if description.doi else ""))
    things = [*_makers(description), *(("encoding", _file(*one)) for one in files)]
    if description.container is not None:
        things.append(("isPartOf", _issue(description.container)))
        words.append(("pagination", description.container.pages))
    return Thing(kind, _known(words), _known(links), tuple(things))


def _makers(description: Description) -> list[tuple[str, Thing]]:
    found = [(role, _person(credit)) for role in ("author", "editor", "translator") for credit in description.by(role)]
    if description.publisher:
        found.append(("publisher", Thing("Organization", (("name", description.publisher),))))
    return found


def _person(credit: Credit) -> Thing:
    if credit.body:
        return Thing("Organization", (("name", credit.body),))
    words = [("name", credit.name), ("givenName", credit.given), ("familyName", credit.family)]
    return Thing("Person", _known(words))


def _issue(journal: Container) -> Thing:
    periodical = Thing("Periodical", _known([("name", journal.title), ("issn", journal.issn)]))
    if not journal.volume:
        return Thing("PublicationIssue", _known([("issueNumber", journal.number)]), things=(("isPartOf", periodical),))
    volume = Thing("PublicationVolume", (("volumeNumber", journal.volume),), things=(("isPartOf", periodical),))
    return Thing("PublicationIssue", _known([("issueNumber", journal.number)]), things=(("isPartOf", volume),))


def _file(media_type: str, address: str) -> Thing:
    return Thing("MediaObject", (("encodingFormat", media_type),), (("contentUrl", address),))


def _address(licence: str) -> str:
    return licence if licence.startswith("https://") else ""


def _known(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])
