"""Feeds of the library: feedparser reads what was put in; what is gone is not there."""

from datetime import timedelta

import feedparser
import pytest

from akademia.core import clock
from akademia.core.db import commit
from akademia.publishing.library.services.records import delete_record
from tests.publishing.library.harvesting import keep, make_department
from tests.publishing.library.works import make_description

TITLE = "Zażółć „gęślą” & <b>jaźń</b>\x00]]>"


def read(client, address):
    answer = client.get(address)
    assert answer.mimetype == "application/atom+xml"
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.bozo_exception
    return feed


@pytest.fixture
def library(app, noon):
    make_department("publikacje", "Publikacje & inne")
    make_department("inny", "Inny dział", 1)
    keep(1, description=make_description(title=TITLE, subtitle=""))
    clock.freeze(noon + timedelta(days=1))
    keep(2, department="inny")
    keep(3)
    delete_record("course", 3)
    commit()


def test_feedparser_reads_what_was_put_in(client, library):
    feed = read(client, "/publikacje/publikacje/atom.xml")

    (entry,) = feed.entries
    assert feed.feed.title == "Biblioteka: Publikacje & inne"
    assert entry.title_detail.value == "Zażółć „gęślą” & <b>jaźń</b>]]>"
    assert [one.name for one in entry.authors] == ["Żaneta Łęcka-Śpiewak", "Zespół {Próbny} & Spółka"]
    assert (entry.id, entry.link) == ("oai:localhost:praca-1", "http://localhost:8000/edukacja/kursy/praca-1/")
    assert (entry.updated, entry.tags[0].term) == ("2026-11-23T11:00:00Z", "Poradniki")
    assert entry.published <= entry.updated


def test_the_whole_library_has_a_feed_the_last_changed_first(client, library):
    feed = read(client, "/publikacje/atom.xml")

    assert [entry.id for entry in feed.entries] == ["oai:localhost:praca-2", "oai:localhost:praca-1"]


def test_a_department_without_works_has_an_empty_feed_and_no_department_none(client, noon):
    make_department("pusty", "Pusty")
    commit()

    assert read(client, "/publikacje/pusty/atom.xml").entries == []
    client.get("/publikacje/nie-ma/atom.xml", status=404)


def test_a_feed_costs_the_same_with_one_work_and_with_many(client, library, count_queries):
    few = count_queries(lambda: client.get("/publikacje/publikacje/atom.xml"))
    for ref in range(10, 20):
        keep(ref)
    commit()

    assert count_queries(lambda: client.get("/publikacje/publikacje/atom.xml")) == few
