"""Scholars' programs and other libraries take a number and its articles as long as readers see them."""

import rispy
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.publishing.journal.models import Article
from akademia.publishing.library.models import Record
from akademia.texts.services.kinds import kind_named
from tests.publishing.journal.made import make_article, make_issue, make_journal, make_published
from tests.publishing.library.harvesting import OAI, answer, names


def test_an_article_is_cited_with_its_number_and_harvested_in_the_quarterlys_set(client):
    issue = make_published()
    commit()
    article = db.session.scalars(select(Article).order_by(Article.position)).first()
    address = f"/publikacje/kwartalnik/{issue.year}/{issue.number}/{article.slug}/"
    name = f"kwartalnik-{issue.year}-{issue.number}-{article.slug}"

    assert "Jak cytować" in client.words(address)
    told = rispy.loads(client.get(f"/publikacje/pozycja/{name}.ris", status=200).text)[0]

    assert (told["type_of_reference"], told["title"]) == ("JOUR", article.title)
    assert (told["number"], told["volume"]) == (str(issue.number), str(issue.year))
    sets = {one[0].text for one in answer(client, verb="ListSets").iter(f"{OAI}set")}
    assert "dzial:kwartalnik" in sets
    taken = names(answer(client, verb="ListRecords", metadataPrefix="oai_dc", set="dzial:kwartalnik"))
    assert {name, f"kwartalnik-{issue.year}-{issue.number}"} <= set(taken)


def test_an_article_in_the_bin_leaves_a_deleted_record_and_comes_back(client):
    make_published()
    commit()
    article = db.session.scalars(select(Article).order_by(Article.position)).first().id
    record = select(Record).where(Record.kind == "article", Record.ref == article)

    kind_named("article").bin.move(article, True)
    commit()
    assert db.session.scalars(record).one().is_deleted

    kind_named("article").bin.move(article, False)
    commit()
    assert not db.session.scalars(record).one().is_deleted


def test_a_number_that_is_not_out_is_told_to_nobody(app):
    make_journal()
    make_article(make_issue())
    commit()

    assert db.session.scalars(select(Record)).all() == []
