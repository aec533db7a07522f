"""The index of the search: documents, their words, and where each word stands.

It is made of public things and can be made again at any time; none of its tables points to theirs. A *build* is one
whole index. Readers ask the live one while the next is written beside it.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model


class Build(Model):
    """One whole index. `documents` counts what is in it; `digest` tells by which words and rules it was made."""

    __tablename__ = "search_builds"

    id: Mapped[int] = mapped_column(primary_key=True)
    live: Mapped[bool] = mapped_column(default=False)
    documents: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Shelf(Model):
    """Documents of one kind and one year of the law's state (0: none): what results are narrowed by."""

    __tablename__ = "search_shelves"
    __table_args__ = (UniqueConstraint("kind", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    year: Mapped[int]


class IndexedDocument(Model):
    """A public thing as it was when it was read. `stamp` tells whether it still is."""

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("build_id", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    build_id: Mapped[int] = mapped_column(ForeignKey("search_builds.id"))
    shelf_id: Mapped[int] = mapped_column(ForeignKey("search_shelves.id"))
    kind: Mapped[str]
    ref: Mapped[int]
    stamp: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    words: Mapped[str]
    path: Mapped[list[str]] = mapped_column(JSON)
    endpoint: Mapped[str]
    family: Mapped[str]
    place: Mapped[dict[str, str]] = mapped_column(JSON)
    legal_state_on: Mapped[date | None]
    is_open: Mapped[bool]


class IndexTerm(Model):
    """A key that words lead to (a base form, a stem, an abbreviation, a provision) and how many documents have it."""

    __tablename__ = "search_terms"
    __table_args__ = (UniqueConstraint("build_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    build_id: Mapped[int] = mapped_column(ForeignKey("search_builds.id"))
    key: Mapped[str]
    documents: Mapped[int] = mapped_column(default=0)


class WordForm(Model):
    """A form in which a term was met, as written and without Polish marks."""

    __tablename__ = "search_forms"
    __table_args__ = (Index("ix_search_forms_folded", "build_id", "folded"), {"sqlite_with_rowid": False})

    term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String, primary_key=True)
    folded: Mapped[str]
    build_id: Mapped[int]


class Posting(Model):
    """A term in a document, with its weight there (1 to 1,000). No foreign keys: there are very many rows.

    The key serves a document's own terms, the index a term's heaviest documents without a look into the rows.
    """

    __tablename__ = "search_postings"
    __table_args__ = (
        Index("ix_search_postings_heaviest", "term_id", "impact", "document_id", "shelf_id"),
        {"sqlite_with_rowid": False},
    )

    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    impact: Mapped[int]
    shelf_id: Mapped[int]
