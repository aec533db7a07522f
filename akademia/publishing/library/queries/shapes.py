"""What readers' pages show of the library, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from akademia.core.text import bytes_words
from akademia.law.queries import Notice
from akademia.law.queries.cited import CitedProvision
from akademia.organisations.queries.projects import ProjectCard
from akademia.publishing.library.formats.contents import contents
from akademia.publishing.library.rules.works import LANGUAGES, Licence
from akademia.storage.rules import KINDS as FILE_KINDS


@dataclass(frozen=True)
class DepartmentRow:
    """A department with how many items readers find in it."""

    id: int
    slug: str
    title: str
    summary: str
    is_proposed: bool
    items: int


@dataclass(frozen=True)
class ItemRow:
    """An item as lists show it. `people`: who made it, as one line; `kind`: in words."""

    id: int
    slug: str
    title: str
    subtitle: str
    summary: str
    kind: str
    year: int | None
    legal_state_on: date | None
    published_at: datetime
    has_text: bool
    available_at: str
    people: str = ""
    cover_key: str = ""


@dataclass(frozen=True)
class ItemLink:
    """Another item that this one is related to."""

    slug: str
    title: str
    year: int | None


@dataclass(frozen=True)
class FileRow:
    """A file as an item's page shows it.

    :param kind: one of `storage.rules.KINDS`; :param name: the last part of its address.
    :param pages: None where it has none. :param is_read_here: a browser shows it by itself.
    :param older: earlier files of which this one is the newer: (key, name, words).
    """

    key: str
    name: str
    role: str
    label: str
    language: str
    kind: str
    size_bytes: int
    pages: int | None
    waiver: str
    findings: tuple[str, ...]
    has_cover: bool
    older: tuple[tuple[str, str, str], ...] = ()

    @property
    def kind_said(self) -> str:
        return FILE_KINDS[self.kind].label

    @property
    def mime(self) -> str:
        return FILE_KINDS[self.kind].mime

    @property
    def language_said(self) -> str:
        """The language in words where it is not Polish; empty otherwise."""
        return LANGUAGES.get(self.language, self.language) if self.language != "pl" else ""

    @property
    def size_said(self) -> str:
        return bytes_words(self.size_bytes)

    @property
    def family(self) -> str:
        return FILE_KINDS[self.kind].family

    @property
    def is_read_here(self) -> bool:
        return self.kind == "pdf"


@dataclass(frozen=True)
class ItemPage:
    """An item as its page shows it.

    :param credits: (role in words, names) in the order of roles.
    :param relations: (words, items) of what it is to others, and they to it.
    :param newer: newer versions of it that readers see.
    :param html: the whole text; empty where there are files only.
    """

    id: int
    slug: str
    title: str
    subtitle: str
    kind: str
    department: str
    department_slug: str
    summary: tuple[str, ...]
    credits: tuple[tuple[str, tuple[str, ...]], ...]
    publisher: str
    place: str
    year: int | None
    pages: int | None
    language: str
    language_tag: str
    audience: str
    keywords: tuple[str, ...]
    licence: Licence | None
    permission: str
    available_at: str
    isbn: str
    issn: str
    doi: str
    html: Markup
    legal_state_on: date | None
    published_at: datetime
    changed_at: datetime
    version: int
    project: ProjectCard | None = None
    notices: tuple[Notice, ...] = ()
    cited: tuple[CitedProvision, ...] = ()
    files: tuple[FileRow, ...] = ()
    cover_key: str = ""
    downloads: int = 0
    newer: tuple[ItemLink, ...] = ()
    relations: tuple[tuple[str, tuple[ItemLink, ...]], ...] = ()
    related: tuple[ItemRow, ...] = ()

    @property
    def has_text(self) -> bool:
        return bool(self.html)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The headings of its text: (id, words)."""
        return contents(str(self.html))


@dataclass(frozen=True)
class Tombstone:
    """What is told of a withdrawn item."""

    title: str
    why: str
    at: datetime
    newer: tuple[ItemLink, ...]


@dataclass(frozen=True)
class Choices:
    """By what a department's list may be narrowed: value -> words, only what there are items of."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)
