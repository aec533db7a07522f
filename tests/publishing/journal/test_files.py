"""The files of a number that is out: made by a worker out of what stands in it, replaced when that changes."""

from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.publishing.journal.models import Article, IssueFile
from akademia.publishing.journal.services import errata, issues
from akademia.storage.models import StoredFile
from akademia.texts.services import recycling
from akademia.texts.services.kinds import kind_named
from tests.publishing.journal.made import (
    EDITOR,
    FRONT,
    change_article,
    make_all,
    make_article,
    make_issue,
    make_journal,
    make_published,
)

ISSUE = f"{FRONT}2026/3/"


def addresses() -> dict[str, str]:
    db.session.expire_all()
    found = db.session.scalars(select(IssueFile).where(IssueFile.newer_id.is_(None)))
    return {row.format: f"{FRONT}pliki/{row.key}/kwartalnik-3-2026.{row.format}" for row in found}


def words_in(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.replace("\xa0", " ").split())


def test_a_number_that_is_out_has_a_pdf_and_an_epub_of_all_that_stands_in_it(client):
    make_published()

    read = client.get(ISSUE).text
    for address in addresses().values():
        assert f'href="{address}"' in read
    told = words_in(client.get(addresses()["pdf"]).data)
    for said in (
        "O świadczeniach", "Źródło żółtych łąk", "Łucja Maria Próbna, Jan Zmyślony",
        "Przewodniczka opowiada o gęsiach.",
        "Drugi artykuł", "Redaktor naczelny: Żaneta Próbna", "Wydawca: Wydawnictwo Przykładowe", "ISSN: 2544-2465",
        "Data wydania: 30 września 2026 r.",
    ):  # fmt: skip
        assert said in told
    chapters = ZipFile(BytesIO(client.get(addresses()["epub"]).data)).namelist()
    assert len([name for name in chapters if name.startswith("EPUB/rozdzial-")]) == 2


def test_a_draft_or_a_mere_record_has_no_files_and_a_draft_is_seen_by_nobody(client):
    make_journal()
    issue = make_issue()
    make_article(issue)
    record = make_issue(number=2, is_record=True, available_at="u wydawcy")
    make_article(record, source="")
    issues.publish_issue(record, EDITOR)
    commit()

    assert make_all() == 0
    client.get(ISSUE, 404)
    client.get(f"{ISSUE}zrodlo/", 404)
    assert "u wydawcy" in client.words(f"{FRONT}2026/2/zrodlo/")


def test_a_changed_article_gives_new_files_and_the_old_addresses_say_so(client):
    make_published()
    before = addresses()
    article = db.session.scalars(select(Article).where(Article.slug == "zrodlo")).one()

    change_article(article, source="## Część\n\nTeraz o łabędziach.")
    commit()
    assert make_all() == 1

    after = addresses()
    assert not set(before.values()) & set(after.values())
    gone = client.get(before["pdf"], 410).text
    assert "Ten plik zastąpił nowszy" in gone
    assert f'href="{after["pdf"]}"' in gone
    assert "Teraz o łabędziach." in words_in(client.get(after["pdf"]).data)
    assert len(db.session.scalars(select(StoredFile)).all()) == 2, "what was replaced gives up its bytes"

    change_article(article)
    commit()
    make_all()
    assert addresses() == before, "the same words have the same bytes and the same address"
    client.get(before["pdf"])


def test_making_the_same_files_again_changes_nothing(app):
    issue = make_published()
    before = addresses()

    issues.renew_imprint(issue, EDITOR)
    commit()

    assert make_all() == 1
    assert addresses() == before


def test_an_article_taken_away_is_in_no_file_and_no_old_file_is_served(client):
    make_published()
    before = addresses()
    article = db.session.scalars(select(Article).where(Article.slug == "zrodlo")).one()

    recycling.remove(kind_named("article"), article.id, EDITOR)
    commit()
    make_all()

    client.get(f"{ISSUE}zrodlo/", 404)
    client.get(before["pdf"], 410)
    assert "gęsiach" not in words_in(client.get(addresses()["pdf"]).data)


def test_a_correction_leads_from_the_article_to_the_number_that_prints_it_and_back(client):
    first = make_published()
    later = make_issue(number=4, title="Później")
    make_article(later, title="Inny", slug="inny")
    article = db.session.scalars(select(Article).where(Article.slug == "zrodlo")).one()
    erratum = errata.correct(article, "Zamiast „gęsi” ma być „kaczki”.", first.issued_on, later, EDITOR)
    commit()

    assert "Wydrukowane" not in client.words(f"{ISSUE}zrodlo/"), "the number that prints it is not out yet"
    issues.publish_issue(later, EDITOR)
    commit()
    make_all()

    read = client.get(f"{ISSUE}zrodlo/").text
    assert "ma być „kaczki”" in read
    assert f'href="{FRONT}2026/4/"' in read
    assert f'href="{ISSUE}zrodlo/#sprostowania"' in client.get(f"{FRONT}2026/4/").text
    assert "ma być „kaczki”" in words_in(client.get(addresses()["pdf"].replace("3-2026", "x")).data)

    errata.take_back(erratum, EDITOR)
    commit()
    assert "kaczki" not in client.words(f"{ISSUE}zrodlo/")


def test_a_number_is_not_let_out_before_it_has_a_day_and_articles(app):
    issue = make_issue(issued_on=None)
    with pytest.raises(issues.NotReady, match="datę"):
        issues.publish_issue(issue, 1)
    issue = make_issue(number=9)
    with pytest.raises(issues.NotReady, match="artykułu"):
        issues.publish_issue(issue, 1)


def test_pages_ask_as_little_for_many_as_for_one(client, count_queries):
    issue = make_published()
    few = {address: count_queries(partial(client.get, address)) for address in (FRONT, ISSUE, f"{ISSUE}drugi/")}

    for number in range(12):
        make_article(issue, title=f"Artykuł {number}", slug=f"artykul-{number}", authors=f"Osoba Próbna{number}")
    for number in range(10, 16):
        other = make_issue(number=number)
        make_article(other, slug=f"a-{number}")
        issues.publish_issue(other, EDITOR)
    commit()

    assert {address: count_queries(partial(client.get, address)) for address in few} == few
