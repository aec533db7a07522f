"""A work described as plain data: what every citation and every record for machines is made of."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Credit:
    """Who made a work: a person by given and family names, or a body. `role`: as credits of items name it."""

    role: str
    given: str = ""
    family: str = ""
    body: str = ""

    @property
    def name(self) -> str:
        return self.body or f"{self.given} {self.family}".strip()

    @property
    def filed(self) -> str:
        """Return the name as a catalogue files it: „Łęcka, Żaneta”."""
        return self.body or ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True)
class Container:
    """What an article stands in. `volume`: of a journal without volumes its year („2017”)."""

    title: str
    volume: str = ""
    number: str = ""
    first_page: str = ""
    last_page: str = ""
    issn: str = ""

    @property
    def pages(self) -> str:
        """Return the pages with an en dash, or the one page."""
        several = self.last_page and self.last_page != self.first_page
        return f"{self.first_page}–{self.last_page}" if several else self.first_page


@dataclass(frozen=True)
class DescribedFile:
    media_type: str
    size_bytes: int


@dataclass(frozen=True)
class Related:
    """Another work, by the name that stands in its OAI identifier. `kind`: as relations of items name it."""

    kind: str
    name: str
    title: str


@dataclass(frozen=True)
class Description:
    """A work without addresses: views and services build those.

    :param kind: the genre, as items name it (`guide`, `report` ...), or `issue`, `article`.
    :param issued: the day it came out here; `year`: the year on its title page.
    :param language: a BCP 47 tag.
    :param licence: a Creative Commons address, or the words of the licence; `rights`: whose and for what, in words.
    :param is_elsewhere: it is only described here, so that no citation says it can be read at the address of its page.
    :param subjects: what it is about beyond its keywords: provisions it cites, in words.
    """

    kind: str
    title: str
    subtitle: str = ""
    credits: tuple[Credit, ...] = ()
    publisher: str = ""
    place: str = ""
    year: int | None = None
    issued: date | None = None
    language: str = "pl"
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    licence: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    pages: int | None = None
    container: Container | None = None
    files: tuple[DescribedFile, ...] = ()
    relations: tuple[Related, ...] = ()
    is_elsewhere: bool = False

    @property
    def full_title(self) -> str:
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def day(self) -> date | None:
        """Return the day it came out here, unless its title page names another year."""
        return self.issued if self.issued is not None and self.year in (None, self.issued.year) else None

    @property
    def any_issn(self) -> str:
        """Return its own ISSN, or that of what it stands in."""
        return self.issn or (self.container.issn if self.container else "")

    def by(self, *roles: str) -> tuple[Credit, ...]:
        """Return who made it in one of these roles, in their order."""
        return tuple(credit for credit in self.credits if credit.role in roles)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data; what is empty is left out."""
        told = {name: _plain(value) for name, value in asdict(self).items() if value not in ("", None, (), False)}
        return told | {"kind": self.kind, "title": self.title, "language": self.language}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Description":
        """Read what `as_data` gave.

        :raises TypeError: it gave no such thing.
        """
        told = dict(data)
        for name, part in (("credits", Credit), ("files", DescribedFile), ("relations", Related)):
            told[name] = tuple(part(**row) for row in told.get(name, ()))
        for name in ("keywords", "subjects"):
            told[name] = tuple(told.get(name, ()))
        told["container"] = Container(**told["container"]) if "container" in told else None
        told["issued"] = date.fromisoformat(told["issued"]) if "issued" in told else None
        return cls(**told)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
