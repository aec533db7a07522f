"""The files of numbers and of readers' sets: made without a transaction, laid, then entered where still wanted."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.links import absolute_url, full_url_for
from akademia.core.operator import OPERATOR
from akademia.publishing.books.formats.book import Book
from akademia.publishing.collections.formats.book import Cover, Piece, book_of
from akademia.publishing.collections.models import Edition, ReaderBook
from akademia.publishing.collections.queries.editions import PieceRow, licence_words, live_rows, rows_of
from akademia.publishing.collections.queries.gathering import public_texts
from akademia.publishing.collections.queries.sets import own_parts
from akademia.publishing.collections.rules import oldest, text_of
from akademia.storage.services import Laid, enter, lay

SERIES = "Informator"


def edition_book(number: int) -> Book | None:
    """Return a number as a book; None where it has its files, was cut, or holds what is withdrawn."""
    edition = db.session.get(Edition, number)
    if edition is None or edition.pdf_id is not None or edition.cut_at is not None or not _is_public(edition):
        return None
    place = {"slug": edition.collection.slug, "number": edition.number}
    cover = Cover(
        title=edition.title, subtitle=edition.summary, publisher=edition.publisher, place=edition.place, series=SERIES,
        number=f"nr {edition.number}", issued_on=edition.issued_on, site=absolute_url(""),
        identifier=full_url_for("collections.show_edition", **place), legal_state_on=edition.legal_state_on,
        introduction=str(Markup(edition.html)), reason=edition.reason,  # noqa: S704 - cleaned when it was saved
        checksum=edition.checksum, licence=licence_words(),
    )  # fmt: skip
    return book_of(cover, _pieces(rows_of(edition.passages)))


def _is_public(edition: Edition) -> bool:
    texts = {(one.kind, one.ref) for one in edition.passages}
    return texts == public_texts(texts)


def _pieces(rows: Iterable[PieceRow]) -> list[Piece]:
    return [
        Piece(one.kind_label, one.title, one.name, one.article, one.label, str(one.html),
              full_url_for(one.endpoint, **one.place), one.version, one.legal_state_on,
              tuple(label for _ref, label in one.provisions))
        for one in rows
    ]  # fmt: skip


def reader_book(number: int) -> Book | None:
    """Return a reader's set as a book, and note whose words it holds; None where nothing of it is left."""
    asked = db.session.get(ReaderBook, number)
    if asked is None or asked.pdf_id is not None:
        return None
    parts = own_parts(asked.spots)
    if not parts:
        asked.trouble = "Żaden fragment z tego zbioru nie jest już publiczny."
        return None
    asked.refs = [list(text) for text in sorted({text_of(one.spot) for one in parts})]
    cover = Cover(
        title="Mój zbiór interpretacji", subtitle="Zbiór ułożony przez czytelnika", place="", series="", number="",
        publisher=OPERATOR.name or OPERATOR.academy, site=absolute_url(""),
        issued_on=asked.asked_at.astimezone(WARSAW).date(), identifier=f"urn:akademia:zbior:{asked.id}",
        legal_state_on=oldest(one.passage.legal_state_on for one in parts),
        licence=licence_words(), about="Fragmenty wybrał czytelnik. Każdy pochodzi z opublikowanego tekstu Akademii.",
    )  # fmt: skip
    return book_of(cover, _pieces(live_rows(parts)))


def laid_as(content: bytes, kind: str, name: str) -> Laid:
    """Put bytes where files lie; nothing names them yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plik.{kind}"
        path.write_bytes(content)
        return lay(path, f"{name}.{kind}", kind)


def keep_edition_files(number: int, pdf: Laid, epub: Laid) -> None:
    """Give a number its files, unless it was cut meanwhile; then the bytes are swept."""
    edition = db.session.get(Edition, number, with_for_update=True, populate_existing=True)
    if edition is None or edition.pdf_id is not None or edition.cut_at is not None:
        return
    edition.pdf_id, edition.epub_id = enter(pdf, None).id, enter(epub, None).id


def is_present(number: int) -> bool:
    """Say whether a number is the last of its collection and was not cut."""
    edition = db.session.get_one(Edition, number)
    return edition.cut_at is None and edition.number == max(one.number for one in edition.collection.editions)


def keep_reader_files(number: int, pdf: Laid, epub: Laid) -> None:
    """Give a reader the files they asked for."""
    asked = db.session.get(ReaderBook, number, with_for_update=True, populate_existing=True)
    if asked is None or asked.pdf_id is not None:
        return
    asked.pdf_id, asked.epub_id = enter(pdf, None).id, enter(epub, None).id


def name_of_edition(number: int) -> str:
    """Return what a number's files are called, without a suffix."""
    edition = db.session.get(Edition, number)
    return f"{edition.collection.slug}-{edition.number}" if edition else "zbior"
