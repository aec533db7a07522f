"""CSL-JSON, which citing programs take. Source: the schema of CSL 1.0.2."""

from typing import Any

from akademia.publishing.library.formats.description import Credit, Description
from akademia.publishing.library.formats.genres import genre_of


def csl(description: Description, name: str, address: str) -> list[dict[str, Any]]:
    """Return a list of the one work, as the schema wants it; what is not known is left out."""
    journal = description.container
    told: dict[str, Any] = {
        "id": name,
        "type": genre_of(description.kind).csl,
        "title": description.full_title,
        "author": _names(description.by("author")),
        "editor": _names(description.by("editor")),
        "translator": _names(description.by("translator")),
        "issued": _issued(description),
        "publisher": description.publisher,
        "publisher-place": description.place,
        "language": description.language,
        "abstract": description.abstract,
        "keyword": ", ".join(description.keywords),
        "number-of-pages": str(description.pages or ""),
        "ISBN": description.isbn,
        "ISSN": description.any_issn,
        "DOI": description.doi,
        "URL": address,
    }
    if journal is not None:
        told |= {"container-title": journal.title, "volume": journal.volume, "issue": journal.number}
        told["page"] = journal.pages.replace("–", "-")
    return [{key: value for key, value in told.items() if value}]


def _names(people: tuple[Credit, ...]) -> list[dict[str, str]]:
    return [_name(credit) for credit in people if credit.name]


def _name(credit: Credit) -> dict[str, str]:
    if credit.body:
        return {"literal": credit.body}
    return {key: value for key, value in (("family", credit.family), ("given", credit.given)) if value}


def _issued(description: Description) -> dict[str, list[list[int]]]:
    day = description.day
    if day is not None:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"date-parts": [[description.year]]} if description.year else {}
