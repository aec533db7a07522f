"""A text of the library is also a PDF and an EPUB, made by the house and made anew when the text changes."""

import zipfile
from io import BytesIO

import pypdfium2
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.publishing.library.models import ItemFile
from akademia.publishing.library.queries.files import files_of
from akademia.publishing.library.services import states
from akademia.storage import store
from tests.media.library import ready_picture
from tests.publishing.making import begin, make_department, publish, published


def bytes_of(row):
    file = db.session.scalars(select(ItemFile).where(ItemFile.key == row.key)).one().file
    return bytes(store.reader(file.key).read())


def in_epub(content):
    with zipfile.ZipFile(BytesIO(content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))


def work(app):
    commit()
    run_due(app)
    db.session.expire_all()


def test_readers_are_offered_the_same_words_as_pdf_and_epub(app, client):
    item = published("Klub krok po kroku", make_department(), source="## Zgłoszenie\n\nŻółty wniosek składa się raz.")
    work(app)

    offered = {row.kind: row for row in files_of(item.id)}
    assert set(offered) == {"pdf", "epub"}
    document = pypdfium2.PdfDocument(bytes_of(offered["pdf"]))
    words = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    assert "Żółty wniosek" in words
    assert "Żółty wniosek" in in_epub(bytes_of(offered["epub"]))
    assert "Ten sam tekst w EPUB" in client.words(f"/publikacje/pozycja/{item.slug}/")


def test_a_new_version_takes_the_place_of_the_files_made_before_and_their_addresses_stay(app, client):
    item, author = begin("Klub", make_department())
    states.hand_over(item.id, author)
    publish(item.id, author, source="Pierwsze słowa o klubie.")
    work(app)
    before = {row.kind: row for row in files_of(item.id)}

    publish(item.id, author, source="Drugie słowa o klubie.")
    work(app)

    after = {row.kind: row for row in files_of(item.id)}
    assert set(after) == {"pdf", "epub"}
    assert not {row.key for row in before.values()} & {row.key for row in after.values()}
    client.get(f"/publikacje/pliki/{before['pdf'].key}/{before['pdf'].name}", status=200)
    assert "Drugie słowa" in in_epub(bytes_of(after["epub"]))


def test_what_has_no_text_of_its_own_or_no_readers_is_not_printed(app):
    department = make_department()
    record = published("Tylko opis", department, source="", licence="record", available_at="u wydawcy")
    draft, _ = begin("Szkic", department)
    work(app)

    assert files_of(record.id) == files_of(draft.id) == ()


def test_pictures_of_a_text_stand_in_its_files(app):
    key = ready_picture(app)
    item = published("Z obrazem", make_department(), source=f"Przed obrazem.\n\n![Dwie połowy](media:{key})\n\nPo nim.")
    work(app)

    offered = {row.kind: row for row in files_of(item.id)}
    with zipfile.ZipFile(BytesIO(bytes_of(offered["epub"]))) as book:
        assert [name for name in book.namelist() if name.endswith(".jpg")]
    document = pypdfium2.PdfDocument(bytes_of(offered["pdf"]))
    drawn = [one for number in range(len(document)) for one in document[number].get_objects([3])]
    document.close()
    assert len(drawn) == 1
