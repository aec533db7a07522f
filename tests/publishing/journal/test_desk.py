"""The quarterly at the desk: its settings, numbers and articles, and what its forms say to bad input."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.publishing.journal.models import Article, Issue, Journal, Section
from akademia.publishing.journal.rules import issn_of
from akademia.search.services import rebuilding
from tests.factories import make_provision, make_user
from tests.publishing.journal.made import FRONT, form_of, make_all, make_article, make_issue, make_journal
from tests.texts.editing import drafts, send

DESK = "/panel/kwartalnik/"


@pytest.fixture
def editor(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


@pytest.mark.parametrize(
    ("said", "written"),
    [("2544-2465", "2544-2465"), ("25442465", "2544-2465"), ("0000-006x", "0000-006X"), ("2544-2466", None),
     ("2544-246", None), ("", None), ("２５４４-2465", None)],
)  # fmt: skip
def test_an_issn_is_right_when_its_last_sign_agrees(said, written):
    assert issn_of(said) == written


def test_what_nobody_told_yet_says_so_to_readers_and_to_staff(editor):
    assert "do uzupełnienia przez operatora" in editor.words(FRONT)
    assert "Metryczka jest niepełna" in editor.words(DESK)


def test_staff_tell_of_the_journal_and_a_wrong_issn_is_refused_beside_its_field(editor):
    told = {"title": "Kwartalnik próbny", "issn": "2544-2466", "publisher": "Wydawca",
            "sections": "Prawo\n Od redakcji \nPrawo", "version": "0"}  # fmt: skip

    refused = editor.post(f"{DESK}dane/", told, 422).text
    assert "Sprawdź ISSN" in refused
    assert 'value="2544-2466"' in refused
    editor.post(f"{DESK}dane/", told | {"issn": "25442465"})

    db.session.expire_all()
    kept = db.session.scalars(select(Journal)).one()
    assert (kept.title, kept.issn) == ("Kwartalnik próbny", "2544-2465")
    assert list(db.session.scalars(select(Section.title).order_by(Section.position))) == ["Prawo", "Od redakcji"]
    stale = editor.post(f"{DESK}dane/", told | {"issn": "", "title": "Mój"}, 422).text
    assert "Ktoś zmienił to w międzyczasie" in stale
    assert 'value="Mój"' in stale


def test_two_numbers_never_share_a_year_and_number(editor):
    make_issue()
    commit()
    told = {"year": "2026", "number": "3", "title": "Drugi raz", "version": "0"}

    refused = editor.post(f"{DESK}numery/nowy/", told, 422).text

    assert "Numer o tym roku i numerze już jest" in refused
    assert 'value="Drugi raz"' in refused


def test_staff_write_articles_let_the_number_out_and_readers_find_them(editor, new_client):
    make_provision("art-15-ust-4", "Świadczenie integracyjne.")
    make_journal()
    commit()
    editor.post(f"{DESK}numery/nowy/", {"year": "2026", "number": "3", "issued_on": "2026-09-30", "version": "0"})
    issue = db.session.scalars(select(Issue)).one()
    new = f"/panel/teksty/artykul/nowy/?w={issue.id}"
    section = str(db.session.scalars(select(Section.id).where(Section.title == "Prawo")).one())

    backwards = send(editor, new, form_of(first_page="9", last_page="7"), "publish", status=422).text
    assert "Ostatnia strona nie może być przed pierwszą" in backwards
    send(editor, new, form_of(section=section, source="## Ile\n\nZob. art. 15 ust. 4 ustawy o zatrudnieniu socjalnym. "
                                                     "Kaczeńce."), "publish")  # fmt: skip
    reader = new_client()
    reader.get(f"{FRONT}2026/3/zrodlo/", 404)
    editor.post(f"{DESK}numery/{issue.id}/opublikuj")
    make_all()
    for _ in rebuilding():
        commit()

    read = reader.words(f"{FRONT}2026/3/zrodlo/")
    assert "Kaczeńce." in read
    assert "Łucja Maria Próbna, Jan Zmyślony" in read
    assert "Prawo" in read
    assert "Źródło żółtych łąk" in reader.words("/szukaj/?q=kaczeńcami")
    assert "nr 3/2026" in reader.words("/szukaj/?q=Zmyślony")
    send(editor, f"/panel/teksty/artykul/{article_id()}/", form_of(slug="nowy-adres"), "publish")
    assert reader.get(f"{FRONT}2026/3/zrodlo/", 301).location.endswith("/2026/3/nowy-adres/")


def article_id() -> int:
    return db.session.scalars(select(Article.id)).one()


def test_articles_change_places(editor):
    issue = make_issue()
    make_article(issue)
    second = make_article(issue, title="Drugi", slug="drugi")
    commit()

    editor.post(f"{DESK}numery/{issue.id}/artykuly/{second.id}/wyzej")

    db.session.expire_all()
    assert list(db.session.scalars(select(Article.slug).order_by(Article.position))) == ["drugi", "zrodlo"]


def test_a_correction_without_words_is_refused_and_one_of_another_number_is_not_found(editor):
    issue, other = make_issue(), make_issue(number=8)
    article = make_article(issue)
    commit()
    at = f"{DESK}numery/{issue.id}/sprostowanie/"
    told = {"article": str(article.id), "words": "Zamiast 5 ma być 6.", "told_on": "2026-10-01", "issue": "0"}

    assert "Napisz, co prostujesz" in editor.post(at, told | {"words": " "}, 422).text
    assert "albo wcześniejszy" in editor.post(at, told | {"told_on": "2099-10-01"}, 422).text
    editor.post(at, told)
    assert "Zamiast 5 ma być 6." in editor.words(f"{DESK}numery/{issue.id}/")
    editor.post(f"{DESK}numery/{other.id}/sprostowanie/1/usun", status=404)


def test_a_file_that_is_no_document_is_refused_beside_the_field(editor):
    from io import BytesIO

    issue = make_issue()
    commit()
    sent = {"file": (BytesIO(b"to nie jest dokument"), "artykul.docx")}

    refused = editor.post(f"{DESK}numery/{issue.id}/docx/", sent, 422, content_type="multipart/form-data").text

    assert "errors" in refused
    assert not drafts()
