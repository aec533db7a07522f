"""The news that a new academy opens with: it passes the editor's own check, and what people edit is theirs."""

import re

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.models import StarterMark
from akademia.promotion.news.models import Article
from akademia.promotion.news.services import NEWS as KIND
from akademia.starter.services import load_all
from akademia.texts.services.publishing import look_over
from tests.promotion.news.making import NEWS, publish, written


def articles() -> list[Article]:
    db.session.expire_all()
    return list(db.session.scalars(select(Article).order_by(Article.id)))


def forget_marks() -> None:
    for mark in db.session.scalars(select(StarterMark)):
        mark.digest = "inny"
    commit()


def test_it_stands_as_if_an_editor_had_published_it_today(client, starter):
    first, second = articles()

    for one in (first, second):
        ready = look_over(KIND, KIND.read(one.id))
        assert (ready.problem, list(ready.found)) == ("", []), one.slug
        assert one.published_on == clock.today()
        page = client.get(f"{NEWS}{one.slug}/").text
        for address in set(re.findall(r'href="(/[^"#]*)"', page.split("<article")[1].split("</article>")[0])):
            assert client.open_any("GET", address).status_code == 200, address
    assert client.words("/").find(second.title) > 0


def test_what_a_person_edited_is_left_alone_and_the_rest_is_not_written_twice(app, starter):
    second = articles()[1].id
    publish(written("Nasze słowa", slug="akademia-otwarta"), second)
    forget_marks()

    loaded = load_all()

    assert "Akademia otwarta. Co już tu jest" in loaded.left_alone
    assert [(one.id, one.title, one.version) for one in articles()][1] == (second, "Nasze słowa", 2)
    assert articles()[0].version == 1
