"""What readers chose for sets of their own, and the files they asked for."""

from collections.abc import Sequence
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from akademia.core import settings
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.jobs.models import Job
from akademia.publishing.collections.models import ReaderBook, ReaderSet
from akademia.publishing.collections.queries.gathering import everything_in, gathered, public_texts, subjects_in
from akademia.publishing.collections.rules import MOST_IN_SET, Seated, known_spots
from akademia.storage.models import StoredFile

BOOK_KEPT_DAYS = 7
BOOK_KEPT = timedelta(days=BOOK_KEPT_DAYS)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="moj-zbior")


def in_cookie(spots: Sequence[str]) -> str:
    """Return spots as a cookie keeps them: signed, so that nothing else comes back."""
    return str(_signer().dumps(list(spots)[:MOST_IN_SET]))


def from_cookie(cookie: str) -> list[str]:
    """Return the spots that a cookie keeps; none where it is not ours."""
    try:
        said = _signer().loads(cookie)
    except BadSignature:
        return []
    return known_spots([str(one) for one in said])[:MOST_IN_SET] if isinstance(said, list) else []


def kept_spots(user_id: int) -> list[str]:
    """Return what a person keeps on their account."""
    found = db.session.get(ReaderSet, user_id)
    return known_spots(found.spots) if found is not None else []


def own_parts(spots: Sequence[str]) -> list[Seated]:
    """Return what of a set any visitor may read now, in the order of the act."""
    return [one for one in everything_in(spots) if one.passage.is_open]


def offered_parts(words: str) -> tuple[list[Seated], bool]:
    """Return what readers may choose that speaks of provisions as they write them, and whether we know any."""
    subjects, _strange = subjects_in(words)
    return [one for one in gathered(subjects) if one.passage.is_open], bool(subjects)


def reader_book(token: str) -> ReaderBook:
    """Return the files a reader asked for.

    :raises Missing: there are none by that token.
    """
    found = db.session.scalar(select(ReaderBook).where(ReaderBook.token == token))
    if found is None:
        raise Missing
    return found


def progress_of(book: ReaderBook) -> tuple[int, int]:
    """Return (done, total) steps of making a reader's files."""
    job = db.session.get(Job, book.job_id) if book.job_id else None
    return (job.progress_done, job.progress_total) if job is not None else (0, 0)


def is_public(book: ReaderBook) -> bool:
    """Say whether all that a reader's files hold is still public."""
    texts = {(str(kind), int(ref)) for kind, ref in book.refs}
    return texts == public_texts(texts)


def book_file(book: ReaderBook, kind: str) -> StoredFile | None:
    """Return one of a reader's files; None when what it holds is no longer public, or it is gone.

    :raises Missing: it is not made yet, or there is no such kind.
    """
    if kind not in ("pdf", "epub") or (book.pdf_id is None and not book.refs):
        raise Missing
    file = {"pdf": book.pdf, "epub": book.epub}[kind]
    return file if file is not None and is_public(book) else None
