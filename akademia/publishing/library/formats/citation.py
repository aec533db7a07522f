"""A citation in Polish style."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from akademia.core.text import NBSP
from akademia.publishing.library.formats.description import Credit, Description

NAMED = 3  # so many authors are named; of more only the first
_ENDS = ".?!…"


@dataclass(frozen=True)
class Citation:
    """A citation in three parts; the middle one, the title of what stands on a shelf, is set in italics."""

    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        return f"{self.before}{self.title}{self.after}"


def citation(description: Description, address: str) -> Citation:
    """Return a citation in the manner of PN-ISO 690.

    Authors stand first, the family name in capitals, then the given names, commas between them and „i” before the last;
    of more than three the first with „i in.”. A work without authors begins with its title, and its editors or
    compilers follow it („Red. …”, „Oprac. …”). Then, each closed by a full stop: the title with its subtitle after a
    colon; for an article the journal in italics, its year, volume, „nr”, „s.”; for all others the title is in italics,
    „[online]” follows where there is an address, then the place, a colon and the publisher, a comma and the year
    („[b.r.]” without one). Last come ISBN or ISSN, DOI and where it is found; the DOI stands for the address where
    there is one. The day of reading, which the norm wants after an address, is the reader's to add.

    Source: PN-ISO 690:2012, which leaves the punctuation to who cites.
    """
    authors = _closed(_authors(description.by("author")))
    end = _joined(_numbers(description)) + _found(description, address)
    if description.container is None:
        title = description.full_title
        online = f"{NBSP}[online]" if address else ""
        rest = _joined([_editors(description), _imprint(description)])
        return Citation(authors, title, f"{online}{_stop(title + online)}{rest}{end}".rstrip())
    title = _closed(description.full_title)
    return Citation(f"{authors}{title}", description.container.title, f"{_within(description)} {end}".rstrip())


def _authors(people: Sequence[Credit]) -> str:
    names = [_filed(credit) for credit in people]
    if len(names) > NAMED:
        return f"{names[0]} i{NBSP}in."
    return f" i{NBSP}".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _filed(credit: Credit) -> str:
    return replace(credit, family=credit.family.upper()).filed


def _editors(description: Description) -> str:
    """Return the editors, or who compiled it, of a work without authors; nothing where authors come first."""
    if description.by("author"):
        return ""
    for role, mark in (("editor", "Red."), ("compiler", "Oprac.")):
        names = [credit.name for credit in description.by(role)]
        if names:
            return f"{mark} {names[0]} i{NBSP}in." if len(names) > NAMED else f"{mark} {', '.join(names)}"
    return ""


def _imprint(description: Description) -> str:
    where = ": ".join(part for part in (description.place, description.publisher) if part)
    year = str(description.year) if description.year else "[b.r.]"
    return ", ".join(part for part in (where, year) if part)


def _within(description: Description) -> str:
    """Return the year or volume, the number and the pages of an article."""
    journal = description.container
    assert journal is not None
    year = str(description.year or "")
    parts = [year, journal.volume if journal.volume != year else ""]
    parts += [
        f"nr{NBSP}{journal.number}" if journal.number else "",
        f"s.{NBSP}{journal.pages}" if journal.pages else "",
    ]
    return "".join(f", {part}" for part in parts if part) + "."


def _numbers(description: Description) -> list[str]:
    numbers = (("ISBN", description.isbn), ("ISSN", "" if description.isbn else description.any_issn))
    return [f"{label}{NBSP}{number}" for label, number in numbers if number]


def _found(description: Description, address: str) -> str:
    if description.doi:
        return f"DOI{NBSP}{description.doi}."
    return f"Dostępne pod adresem: {address}" if address else ""


def _joined(parts: Sequence[str]) -> str:
    return "".join(_closed(part) for part in parts if part)


def _closed(words: str) -> str:
    return f"{words}{_stop(words)}" if words else ""


def _stop(words: str) -> str:
    return " " if words.endswith(tuple(_ENDS)) else ". "
