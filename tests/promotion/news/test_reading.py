"""News for readers and for the rest of the house: lists, filters, the archive, the search, days, pages, costs."""

from datetime import date, timedelta

import extruct
import feedparser
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries import house
from akademia.promotion.news.queries.lists import news_list
from akademia.promotion.news.queries.reading import article_page
from akademia.promotion.news.services import states
from akademia.search.services import refreshing
from tests.factories import make_provision
from tests.media.library import work
from tests.promotion.news.making import NEWS, make_picture, make_regions, publish, published, written

TITLE = "Zażółć „gęślą” & <b>jaźń</b>"


def at(noon, days: int, title: str, **values: str) -> Article:
    """Publish an article so many days after the stopped noon."""
    clock.freeze(noon + timedelta(days=days))
    return published(title, **values)


def three(noon) -> list[Article]:
    make_regions()
    return [
        at(noon, -30, "Październikowa", regions="06", areas="education"),
        at(noon, 0, "Listopadowa", regions="06\n22", areas="promotion", slug="listopadowa"),
        at(noon, 9, "Grudniowa"),
    ]


def test_lists_go_by_day_and_narrow_by_region_and_area(client, noon):
    three(noon)

    def told(asked: str) -> list[str]:
        page = client.words(f"{NEWS}{asked}").split("Newsletter")[0]
        found = [(page.find(word), word) for word in ("Październikowa", "Listopadowa", "Grudniowa")]
        return [word for place, word in sorted(found) if place >= 0]

    assert told("") == ["Grudniowa", "Listopadowa", "Październikowa"]
    assert told("?region=lubelskie") == ["Listopadowa", "Październikowa"]
    assert told("?region=pomorskie") == ["Listopadowa"]
    assert told("?obszar=edukacja") == ["Październikowa"]
    assert told("?obszar=edukacja&region=pomorskie") == []
    assert told("?obszar=nieznany") == ["Grudniowa", "Listopadowa", "Październikowa"]


def test_the_archive_has_a_page_for_each_month_with_news_and_for_no_other(client, noon):
    three(noon)

    page = client.words(f"{NEWS}2026/11/")

    assert "Aktualności: listopad 2026" in page
    assert "Listopadowa" in page
    assert "Październikowa" not in page
    assert "Wcześniej: październik 2026" in page
    assert "Później: grudzień 2026" in page
    for place in ("2026/09/", "2026/13/", "2026/00/", "2026/1/", "2026/"):
        client.get(f"{NEWS}{place}", status=404)


def test_a_month_ends_with_the_polish_day(client, noon):
    """23:30 on 30 November in London is 1 December in Warsaw."""
    clock.freeze(noon.replace(day=30, hour=23, minute=30))
    published("Nocna")

    assert "Nocna" in client.words(f"{NEWS}2026/12/")
    client.get(f"{NEWS}2026/11/", status=404)


def test_what_came_out_between_two_days_is_told_the_oldest_first(app, noon):
    first, second, third = (one.id for one in three(noon))
    states.withdraw(third, "Bo tak.", 1)
    commit()

    def between(start: date, end: date) -> list[int]:
        return [one.ref for one in house.articles_between(start, end)]

    assert between(date(2026, 10, 24), date(2026, 12, 31)) == [first, second]
    assert between(date(2026, 11, 23), date(2026, 11, 23)) == [second]
    assert between(date(2026, 11, 24), date(2026, 12, 31)) == []


def test_feedparser_reads_the_feeds_of_all_of_a_region_and_of_an_area(client, noon):
    three(noon)
    at(noon, 10, TITLE, slug="jazn", lead="Zdanie & <i>drugie</i>.")

    def read(address: str):
        answer = client.get(f"{NEWS}{address}")
        assert answer.mimetype == "application/atom+xml"
        feed = feedparser.parse(answer.data)
        assert not feed.bozo, feed.bozo_exception
        return feed

    whole = read("atom.xml")
    assert [one.title for one in whole.entries[1:]] == ["Grudniowa", "Listopadowa", "Październikowa"]
    assert whole.entries[0].title_detail.value == TITLE
    assert whole.entries[0].link == f"http://localhost:8000{NEWS}jazn/"
    assert whole.entries[2].published == "2026-11-23T11:00:00Z"
    lubelskie = read("region/lubelskie/atom.xml")
    assert [one.title for one in lubelskie.entries] == ["Listopadowa", "Październikowa"]
    assert lubelskie.feed.link == f"http://localhost:8000{NEWS}?region=lubelskie"
    assert [one.title for one in read("obszar/edukacja/atom.xml").entries] == ["Październikowa"]
    assert read("obszar/badania/atom.xml").entries == []
    client.get(f"{NEWS}region/nigdzie/atom.xml", status=404)
    client.get(f"{NEWS}obszar/nic/atom.xml", status=404)


def test_an_entry_keeps_its_name_when_the_address_changes(client, noon):
    made = published("Jedna", slug="jedna")
    before = feedparser.parse(client.get(f"{NEWS}atom.xml").data).entries[0]

    publish(written("Jedna", slug="inna"), made.id)

    after = feedparser.parse(client.get(f"{NEWS}atom.xml").data).entries[0]
    assert (before.id, before.link) != (after.id, after.link)
    assert before.id == after.id == f"tag:localhost,2026-11-23:aktualnosc-{made.id}"


def test_machines_read_the_article_and_its_picture(client, app, noon):
    make_regions()
    cover = make_picture("okladka")
    published(TITLE, slug="jazn", cover=cover, regions="06", people="Anna Nowak", areas="research")
    work(app)
    address = f"http://localhost:8000{NEWS}jazn/"

    text = client.get(f"{NEWS}jazn/").text
    read = extruct.extract(text, base_url=address, syntaxes=["microdata", "opengraph"], uniform=True)

    (article,) = read["microdata"]
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == TITLE
    assert article["datePublished"] == "2026-11-23T11:00:00+00:00"
    assert article["publisher"]["name"] == "Akademia Zatrudnienia Socjalnego"
    assert article["mentions"]["name"] == "Anna Nowak"
    assert "Przyjechały kluby" in article["articleBody"]
    (graph,) = read["opengraph"]
    assert (graph["@type"], graph["og:title"], graph["og:url"]) == ("article", TITLE, address)
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
    assert article["image"] == [graph["og:image"], "http://localhost:8000/media/okladka/960.jpg"]
    assert f'href="{NEWS}region/lubelskie/atom.xml"' in text

    picture = client.get(graph["og:image"].removeprefix("http://localhost:8000"))
    assert picture.mimetype == "image/png"
    assert picture.data[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_new_title_is_drawn_anew_and_a_withdrawn_articles_picture_is_not_sent(client, app):
    made = published("Pierwszy tytuł", slug="obraz-zmienny")
    work(app)
    first = db.session.scalar(select(Article.share_key))
    publish(written("Drugi tytuł", slug="obraz-zmienny"), made.id)
    work(app)
    second = db.session.scalar(select(Article.share_key))

    assert first
    assert second
    assert first != second
    client.get(f"{NEWS}obraz/{first}.png", status=404)
    client.get(f"{NEWS}obraz/{second}.png")
    states.withdraw(made.id, "Bo tak.", 1)
    commit()
    client.get(f"{NEWS}obraz/{second}.png", status=404)


def test_an_article_is_found_by_its_text_its_people_and_its_pictures(client):
    make_regions()
    make_provision("art-18", "Kto tworzy klub.")
    cover = make_picture("okladka").replace("Co widać na obrazie okladka", "Garncarka przy kole")
    published("Spotkanie", slug="szukane", cover=cover, regions="22", people="Żaneta Łęcka", source="Zobacz art. 18.")
    for _ in refreshing():
        commit()

    for words in ("garncarka", "łęcka", "pomorskie", "spotkania"):
        assert f"{NEWS}szukane/" in client.get(f"/szukaj/?q={words}").text, words
    assert f"{NEWS}szukane/" in client.get("/prawo/uzs/art-18/").text


def test_pages_of_many_cost_as_much_as_of_one(app, noon, count_queries):
    from akademia.core.listing import Asked

    make_regions()
    pictures = [make_picture(f"obraz{n}") for n in range(4)]
    make_provision("art-18", "Kto tworzy klub.")
    small = published("Mała", slug="mala", cover=pictures[0], gallery=pictures[1], regions="06", people="Anna Nowak",
                      source="Zobacz art. 18.")  # fmt: skip
    one = [count_queries(lambda: news_list(Asked())), count_queries(lambda: house.article_documents([small.id]))]
    alone = count_queries(lambda: article_page("mala"))
    refs = [
        published(f"Duża {n}", slug=f"duza-{n}", cover=pictures[0], gallery="\n".join(pictures[1:]), regions="06\n22",
                  areas="promotion\nresearch", people="Anna Nowak\nJan Kowalski", source="Zobacz art. 18.").id
        for n in range(3)
    ]  # fmt: skip

    assert [count_queries(lambda: news_list(Asked())), count_queries(lambda: house.article_documents(refs))] == one
    assert count_queries(lambda: article_page("duza-1")) <= alone + 3  # others of its region, and what they are about
    assert {one.ref: one.stamp for one in house.article_documents(refs)}.items() <= house.article_stamps(None).items()
