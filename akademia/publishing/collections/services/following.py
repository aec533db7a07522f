"""Numbers follow their sources: what was withdrawn is cut out of every one, what has changed is told to staff.

Readers never get withdrawn words, whenever this runs: pages and files ask at each reading whether every source is still
public (`queries.editions`), and what the page cache keeps ends with the change itself. What is done here, seconds
later, is to make it lasting: the words and the files go, and a new number says so.
"""

from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence

from sqlalchemy import select, text

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.area import Kind
from akademia.core.db import db
from akademia.core.text import counted, date_words
from akademia.jobs.services import enqueue
from akademia.publishing.collections.models import Collection, Edition, EditionPassage, ReaderBook
from akademia.publishing.collections.queries.gathering import gathered, kinds_by_name, live_spots, public_texts
from akademia.publishing.collections.rules import news_of
from akademia.publishing.collections.services.issuing import issue_rest
from akademia.storage.services import forget

FOLLOW = "collections.follow"


def ask_follow() -> None:
    """Ask, in the transaction that changes something public, that collections follow it; only where there are any."""
    if db.session.scalar(select(Collection.id).limit(1)) is None:
        return
    generation = db.session.execute(text("SELECT number FROM public_generation")).scalar_one()
    enqueue(FOLLOW, {"generation": generation}, key=str(generation))


def cut_withdrawn() -> int:
    """Cut what is no longer public out of every number, and issue what is left of present ones. Returns how many
    numbers were cut. Nothing is committed."""
    found = db.session.execute(select(EditionPassage.kind, EditionPassage.ref).distinct())
    texts = [(kind, ref) for kind, ref in found]
    gone = set(texts) - public_texts(texts)
    if not gone:
        return 0
    editions = db.session.scalars(
        select(Edition).where(Edition.id.in_(_holding(gone))).order_by(Edition.collection_id, Edition.number)
    ).all()
    for edition in editions:
        _cut(edition, gone)
    return len(editions)


def _holding(gone: Iterable[tuple[str, int]]) -> set[int]:
    found: set[int] = set()
    for kind, ref in gone:
        wanted = select(EditionPassage.edition_id).where(EditionPassage.kind == kind, EditionPassage.ref == ref)
        found |= set(db.session.scalars(wanted))
    return found


def _cut(edition: Edition, gone: Some[tuple[str, int]]) -> None:
    """Take the words and the files away; what is left of the present number comes out under the next one."""
    is_present = edition.number == max(one.number for one in edition.collection.editions)
    left = [one for one in edition.passages if (one.kind, one.ref) not in gone]
    lost = sorted({(one.kind, one.ref) for one in edition.passages} & set(gone))
    files = [one for one in (edition.pdf, edition.epub) if one is not None]
    edition.pdf_id = edition.epub_id = None
    edition.cut_at = edition.cut_at or clock.now()
    edition.passages = left
    db.session.flush()
    for file in files:
        forget(file)
    record("collection.cut", "collection", edition.collection_id, number=edition.number)
    if is_present and left:
        issue_rest(edition, left, _reason(edition.number, lost))


def _reason(number: int, lost: Sequence[tuple[str, int]]) -> str:
    kinds = kinds_by_name()
    names = [f"{_called(kinds[kind][1])} nr {ref}" for kind, ref in lost if kind in kinds]
    return (
        f"Zastępuje numer {number}. Dnia {date_words(clock.today())} usunęliśmy z niego "
        f"{counted(len(lost), 'źródło', 'źródła', 'źródeł')}, bo nie jest już publiczne: {', '.join(names)}."
    )


def _called(kind: Kind) -> str:
    return (kind.one or kind.label).lower()


def note_news(collection: Collection) -> bool:
    """Note what has changed in a collection's sources since staff last chose; say whether there is anything new."""
    news = news_of(collection.seen, live_spots(gathered(collection.subjects)))
    if news == collection.news:
        return False
    collection.news, collection.news_at = news, clock.now() if news else None
    return bool(news)


def collections_to_follow() -> list[int]:
    return list(db.session.scalars(select(Collection.id).order_by(Collection.id)))


def collection_of(number: int) -> Collection | None:
    return db.session.get(Collection, number, with_for_update=True, populate_existing=True)


def drop_withdrawn_books() -> None:
    """Remove readers' files that hold what is no longer public."""
    books = list(db.session.scalars(select(ReaderBook).where(ReaderBook.pdf_id.is_not(None))))
    texts = {(str(kind), int(ref)) for book in books for kind, ref in book.refs}
    gone = texts - public_texts(texts)
    for book in books:
        if {(str(kind), int(ref)) for kind, ref in book.refs} & gone:
            drop_files(book)


def drop_files(book: ReaderBook) -> None:
    """Remove a reader's files; their page says that they are no more."""
    files = [one for one in (book.pdf, book.epub) if one is not None]
    book.pdf_id = book.epub_id = None
    db.session.flush()
    for file in files:
        forget(file)
