"""The outbox of collections: files of numbers and of readers' sets, and following what is public."""

from akademia.core.db import commit, let_go, tell_of_news
from akademia.jobs.queries import has_newer
from akademia.jobs.services import Task, every, handler, progress
from akademia.publishing.books.formats.book import Book, epub, pdf
from akademia.publishing.collections.services import files, following, informers, issuing, sets
from akademia.storage.services import Laid
from akademia.texts.services.rendering import lexicon

STEPS = 3

tell_of_news(following.ask_follow)


def _made(task: Task, book: Book, name: str) -> tuple[Laid, Laid]:
    """Make both files and lay their bytes; each step is told."""
    commit()
    paper = files.laid_as(pdf(book), "pdf", name)
    progress(task, 1, STEPS)
    commit()
    electronic = files.laid_as(epub(book), "epub", name)
    progress(task, 2, STEPS)
    commit()
    return paper, electronic


@handler(issuing.MAKE, lease_seconds=300, label="pliki numerów zbiorów interpretacji")
def make_edition(task: Task) -> None:
    number = int(task.payload["edition"])
    book, name = files.edition_book(number), files.name_of_edition(number)
    if book is not None:
        files.keep_edition_files(number, *_made(task, book, name))
        commit()
        if files.is_present(number):
            informers.keep_informer(number, lexicon())
    progress(task, STEPS, STEPS)


@handler(sets.MAKE, lease_seconds=300, label="pliki zbiorów ułożonych przez czytelników")
def make_reader_book(task: Task) -> None:
    number = int(task.payload["book"])
    book = files.reader_book(number)
    if book is not None:
        files.keep_reader_files(number, *_made(task, book, "moj-zbior"))
    progress(task, STEPS, STEPS)


@handler(following.FOLLOW, lease_seconds=300, label="zbiory interpretacji idą za źródłami")
def follow(task: Task) -> None:
    """Cut what was withdrawn, then tell staff what has changed; of several waiting, the newest does it for all."""
    if not has_newer(task.kind, task.id):
        _follow()


@every("collections.check", minutes=60, lease_seconds=300, label="sprawdzanie źródeł zbiorów interpretacji")
def check(_task: Task) -> None:
    """Do the same where nobody asked, such as after a restored copy."""
    _follow()


def _follow() -> None:
    following.cut_withdrawn()
    following.drop_withdrawn_books()
    commit()
    for number in following.collections_to_follow():
        collection = following.collection_of(number)
        if collection is not None:
            following.note_news(collection)
        commit()
        let_go()
