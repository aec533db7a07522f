"""RIS: a line for each fact, „XX  - words”."""

from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.genres import genre_of


def ris(description: Description, address: str) -> str:
    """Return one record, its lines ended by CR and LF. A fact never passes its line, whatever was written in it."""
    lines = [f"{tag}  - {_line(words)}" for tag, words in _facts(description, address) if words.strip()]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _facts(description: Description, address: str) -> list[tuple[str, str]]:
    journal = description.container
    return [
        ("TY", genre_of(description.kind).ris),
        *(("AU", credit.filed) for credit in description.by("author")),
        *(("ED", credit.filed) for credit in description.by("editor")),
        *(("A4", credit.filed) for credit in description.by("translator")),
        ("TI", description.full_title),
        ("T2", journal.title if journal else ""),
        ("VL", journal.volume if journal else ""),
        ("IS", journal.number if journal else ""),
        ("SP", journal.first_page if journal else str(description.pages or "")),
        ("EP", journal.last_page if journal else ""),
        ("PY", str(description.year or "")),
        ("DA", f"{description.day:%Y/%m/%d}" if description.day else ""),
        ("PB", description.publisher),
        ("CY", description.place),
        ("LA", description.language),
        *(("KW", word) for word in description.keywords),
        ("AB", description.abstract),
        ("SN", description.isbn or description.any_issn),
        ("DO", description.doi),
        ("UR", address),
    ]


def _line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
