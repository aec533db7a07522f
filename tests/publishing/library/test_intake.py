"""What is read out of files: words page by page, cover, findings, what they say of themselves."""

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.publishing.library.formats import opening
from akademia.publishing.library.models import FilePage, LibraryItem
from akademia.publishing.library.rules import findings, language
from akademia.publishing.library.rules.proposal import proposal
from akademia.publishing.library.services import intake
from akademia.publishing.library.services.files import remove
from akademia.storage.models import StoredFile
from tests.publishing.library import papers
from tests.publishing.library.shelf import attach, file_at, make_item, read


def words(key):
    found = select(FilePage.number, FilePage.words).where(FilePage.item_file_id == file_at(key).id)
    return dict(db.session.execute(found.order_by(FilePage.number)).all())


def test_a_pdf_is_read_page_by_page_with_its_cover_and_what_it_says_of_itself(app):
    key = attach(make_item(title="Bez tytułu"), papers.good_pdf(), "Wersja OSTATECZNA (2).pdf")

    read(app)

    file = file_at(key)
    assert (file.state, file.pages, file.findings, file.language) == ("ready", 3, [], "pl")
    assert "reintegrację zawodową" in words(key)[2]
    assert "pneumatyczny" in words(key)[3]
    assert "\n" not in words(key)[1]
    told = file.proposal
    assert (told["title"], told["authors"], told["language"], told["pages"]) == (
        "Poradnik o klubach", ["Anna Próbna"], "pl", 3)  # fmt: skip
    assert db.session.get(StoredFile, file.cover_id).kind == "webp"


@pytest.mark.parametrize(
    ("name", "data", "expected", "count"),
    [
        ("docx", papers.docx(), {1: "reintegrację zawodową"}, None),
        ("odt", papers.odt(), {1: "Rozdział Kierownik klubu"}, None),
        ("ods", papers.odt("Lista", "spreadsheet"), {1: "Lista"}, None),
        ("xlsx", papers.xlsx(), {1: "Lista obecności"}, None),
        ("pptx", papers.pptx(), {1: "Slajd 1", 2: "Slajd 2", 3: "Slajd 10"}, 3),
        ("epub", papers.epub(), {1: "drugi\u00a0akapit"}, None),
    ],
)
def test_each_kind_of_document_gives_its_words(tmp_path, name, data, expected, count):
    path = tmp_path / "plik"
    path.write_bytes(data)

    opening.work("check", str(path), name)
    found = opening.work("read", str(path), name, str(tmp_path))

    assert found["count"] == count
    assert len(found["pages"]) == len(expected)
    for number, part in expected.items():
        assert " ".join(part.split()) in found["pages"][number - 1]


def test_a_document_says_title_authors_and_year_and_programs_are_no_authors(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(papers.docx())

    told = opening.work("read", str(path), "docx", str(tmp_path))["proposal"]

    assert told == {"title": "Zeszyt o zajęciach", "authors": ["Jan Próbny"], "year": 2017, "language": "pl"}
    assert proposal("Microsoft Word - raport v2.doc", "Użytkownik", "", "pl-PL") == {"language": "pl"}


def test_a_scan_without_text_tags_title_or_language_gets_all_four_findings(app):
    key = attach(make_item(), papers.pdf(2, text=b""))

    read(app)

    told = file_at(key).findings
    assert [words.split(":")[0].split(" ")[0] for words in told] == ["To", "Brak", "Brak", "Plik"]
    assert "skan" in told[0]
    assert findings.of_pdf(10, 3, True, "Tytuł", "pl") == [
        "Bez warstwy tekstu: 3\u00a0strony z 10. Jeśli nie są puste, czytnik ekranu je pominie."
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (papers.WORDS * 3 + "To jest tekst o tym, jak w klubie i na warsztacie uczy się ten, który nie pracuje.", "pl"),
        ("The club is a place where people who are out of work learn to be at work with others, and it is free. " * 2,
         "en"),
        ("Клуб це місце, де люди у складних обставинах і без роботи вчаться на майстернях, як не бути самими. " * 3,
         "uk"),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore. " * 3, ""),
        ("krótko", ""),
    ],
)  # fmt: skip
def test_the_language_is_guessed_by_its_common_words(text, tag):
    assert language.guess(text) == tag


def test_one_button_writes_the_proposal_into_a_draft_and_only_there(app):
    ref = make_item(title="Bez tytułu")
    key = attach(ref, papers.good_pdf())
    read(app)
    file, item = file_at(key), db.session.get(LibraryItem, ref)

    intake.accept_proposal(file)
    commit()

    assert (item.title, item.pages, item.language) == ("Poradnik o klubach", 3, "pl")
    assert [credit.person.name for credit in item.credits] == ["Anna Próbna"]
    assert file.proposal is None
    item.version = 1
    with pytest.raises(intake.NotDraft):
        intake.accept_proposal(file)


def test_the_same_bytes_are_kept_once_and_go_with_their_last_user(app):
    first, second = make_item("jeden"), make_item("drugi")
    one, two = attach(first, papers.good_pdf()), attach(second, papers.good_pdf(), "inna nazwa.pdf")

    assert file_at(one).file_id == file_at(two).file_id
    read(app)

    stored = file_at(one).file_id
    remove(file_at(one))
    commit()
    assert db.session.get(StoredFile, stored) is not None
    remove(file_at(two))
    commit()
    assert db.session.scalars(select(StoredFile)).all() == []
