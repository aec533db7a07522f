"""Reading files that were attached to items, and making files of their texts."""

from akademia.core.db import commit, let_go
from akademia.core.errors import RuleBroken
from akademia.jobs.services import Task, handler, progress
from akademia.publishing.books.formats.book import epub, pdf
from akademia.publishing.library.queries.book import book_of
from akademia.publishing.library.queries.files import file_numbered
from akademia.publishing.library.queries.rows import item_row
from akademia.publishing.library.services import intake, printing
from akademia.publishing.library.services.files import INTAKE

PRESSES = (("pdf", pdf), ("epub", epub))


@handler(INTAKE, lease_seconds=300, label="czytanie pliku biblioteki")
def read_file(task: Task) -> None:
    """Read a file's words and make its cover. While it is read no transaction is open.

    A file that cannot be read is not tried again: its page at the desk says why.
    """
    number = task.payload["file"]
    file = file_numbered(number)
    if file is None or file.state != "preparing" or file.file is None:
        return
    key, kind = file.file.key, file.file.kind
    let_go()
    try:
        read = intake.read_out(key, kind)
    except RuleBroken as refusal:
        words = refusal.message
        file = file_numbered(number)
        if file is not None and file.state == "preparing":
            intake.hold(file, words)
        return
    file = file_numbered(number)
    if file is not None and file.state == "preparing":
        intake.keep_read(file, read)


@handler(printing.PRINT, lease_seconds=180, label="PDF i EPUB tekstu z biblioteki")
def print_item(task: Task) -> None:
    """Make an item's text, as it is now, into files. While they are made no transaction is open."""
    ref = task.payload["item"]
    book = book_of(ref)
    if book is None:
        return
    slug = item_row(ref).slug
    let_go()
    for done, (form, press) in enumerate(PRESSES):
        printing.keep_print(ref, printing.lay_print(press(book), slug, form), form)
        progress(task, done + 1, len(PRESSES))
        commit()
