"""COinS: a citation hidden in a page. Source: OpenURL 1.0 (Z39.88-2004), key/encoded-value formats."""

from urllib.parse import urlencode

from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.genres import genre_of

_GENRES = {"Report": "report", "Book": "book"}


def coins(description: Description, address: str) -> str:
    """Return what stands in the `title` of a `<span class="Z3988">`; the template escapes it once more."""
    pairs = [("ctx_ver", "Z39.88-2004"), *_facts(description), ("rft_id", address)]
    if description.doi:
        pairs.append(("rft_id", f"info:doi/{description.doi}"))
    return urlencode([(key, value) for key, value in pairs if value], errors="replace")


def _facts(description: Description) -> list[tuple[str, str]]:
    people = [credit for credit in description.by("author") if not credit.body]
    first = people[0] if people else None
    return [
        *(_of_article(description) if description.container else _of_book(description)),
        ("rft.date", str(description.year or "")),
        ("rft.aulast", first.family if first else ""),
        ("rft.aufirst", first.given if first else ""),
        *(("rft.au", credit.name) for credit in description.by("author")),
        ("rft.language", description.language),
    ]


def _of_article(description: Description) -> list[tuple[str, str]]:
    journal = description.container
    assert journal is not None
    return [
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", description.full_title),
        ("rft.jtitle", journal.title),
        ("rft.volume", journal.volume),
        ("rft.issue", journal.number),
        ("rft.spage", journal.first_page),
        ("rft.epage", journal.last_page),
        ("rft.issn", description.any_issn),
    ]


def _of_book(description: Description) -> list[tuple[str, str]]:
    return [
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", _GENRES.get(genre_of(description.kind).schema, "unknown")),
        ("rft.btitle", description.full_title),
        ("rft.pub", description.publisher),
        ("rft.place", description.place),
        ("rft.isbn", description.isbn),
        ("rft.issn", "" if description.isbn else description.issn),
    ]
