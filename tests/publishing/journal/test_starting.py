"""Number 4/2017: a record of what stood in it, brought once and left alone when a person changed it."""

from pathlib import Path

from sqlalchemy import func, select

from akademia.core.db import commit, db
from akademia.publishing.journal.models import Article, Issue
from akademia.publishing.journal.services.starting import load_journal
from akademia.starter.services.loading import STARTER
from tests.publishing.journal.made import FRONT

ARCHIVE = STARTER / "publishing" / "journal.yaml"


def test_the_number_of_2017_is_described_with_its_own_imprint_and_none_of_its_texts(client):
    assert isinstance(ARCHIVE, Path)
    assert load_journal(ARCHIVE) == []
    commit()

    read = client.words(f"{FRONT}2017/4/")
    for said in ("2544-2465", "Paweł Wiśniewski", "Rej. Pr. 1466", "To opis numeru", "s. 11", "Raport monitorująco"):
        assert said in read
    assert "Tego tekstu nie ma w Akademii" in client.words(f"{FRONT}2017/4/drodzy-czytelnicy/")
    assert "do uzupełnienia przez operatora" in client.words(FRONT), "the new publisher is not that of 2017"


def test_it_is_brought_once_and_left_alone_when_a_person_changed_it(app):
    load_journal(ARCHIVE)
    load_journal(ARCHIVE)
    assert db.session.scalar(select(func.count(Article.id))) == 8

    issue = db.session.scalars(select(Issue)).one()
    issue.origin, issue.summary = "person", "Po swojemu."
    assert load_journal(ARCHIVE) == ["numer 4/2017 kwartalnika"]
    assert issue.summary == "Po swojemu."
