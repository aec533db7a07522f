"""The files of a number that is out are made by a worker."""

from akademia.core.db import commit, let_go
from akademia.jobs.services import Task, handler, progress
from akademia.publishing.books.formats.book import epub, pdf
from akademia.publishing.journal.queries.book import book_of
from akademia.publishing.journal.services.files import WORK, keep_file, lay_file

PRESSES = (("pdf", pdf), ("epub", epub))


@handler(WORK, lease_seconds=180, label="pliki numeru kwartalnika")
def make_files(task: Task) -> None:
    """Make a number's PDF and EPUB out of what stands in it now; an edition made before by another task is let be."""
    read = book_of(task.payload["issue"])
    if read is None:
        return
    book, edition = read
    let_go()
    for done, (form, press) in enumerate(PRESSES):
        content = press(book)
        key, laid = lay_file(content, f"{_name(book.number)}.{form}", form)
        keep_file(task.payload["issue"], form, edition, key, laid)
        progress(task, done + 1, len(PRESSES))
        commit()


def _name(number: str) -> str:
    return f"kwartalnik-{number.removeprefix('nr ').replace('/', '-')}"
