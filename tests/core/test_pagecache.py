"""The page cache: what of a visitor's pages is kept, for how long, in which forms."""

import gzip
import re
from contextvars import Context

import pytest
from flask import make_response, request, session
from sqlalchemy import text
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from akademia.core import db as database
from akademia.core.db import db
from akademia.core.pagecache import MARK, PageCache
from akademia.core.tally import Tally
from akademia.texts.models import Page
from tests.factories import make_user

HEADLINE = re.compile(r"<h1>(.*?)</h1>")


@pytest.fixture
def contact(app):
    """A public page; its cache is emptied first, because the app is older than this test."""
    app.extensions["pagecache"].shelf.entries.clear()
    made = Page(key="k", slug="kontakt", title="Stary tytuł", summary="s", html="<p>t</p>", version=1, digest="d")
    db.session.add(made)
    db.session.commit()
    return made


def rename(title, public):
    """Change the page in another connection, behind the session's back; say so or not."""
    with database.writing(), db.engine.begin() as other:
        other.execute(text("UPDATE pages SET title = :title"), {"title": title})
        if public:
            other.execute(text("UPDATE public_generation SET number = number + 1"))


def headline(answer):
    return HEADLINE.search(answer.text)[1]


def test_a_visitors_page_is_kept_until_anything_public_is_committed_anywhere(client, new_client, contact):
    assert headline(client.get("/kontakt/")) == "Stary tytuł"

    rename("Nowy tytuł", public=False)
    assert headline(new_client().get("/kontakt/")) == "Stary tytuł"

    rename("Nowszy tytuł", public=True)
    assert headline(new_client().get("/kontakt/")) == "Nowszy tytuł"


def test_a_withdrawn_page_is_gone_at_once(client, contact):
    client.get("/kontakt/")

    db.session.delete(contact)
    db.session.commit()

    client.get("/kontakt/", status=404)


def test_whoever_has_a_session_gets_a_page_of_their_own(client, new_client, contact):
    person = make_user()
    db.session.commit()
    client.get("/kontakt/")
    rename("Nowy tytuł", public=False)

    signed_in = new_client().sign_in(person).get("/kontakt/")

    assert headline(signed_in) == "Nowy tytuł"
    assert "Moje konto" in signed_in.text
    assert "public" not in signed_in.headers["Cache-Control"]
    assert headline(new_client().get("/kontakt/")) == "Stary tytuł"


def test_each_look_is_kept_apart(client, new_client, contact):
    looks = {}
    for look in ("", "dark", "contrast"):
        visitor = new_client()
        if look:
            visitor.inner.set_cookie("wyglad", look)
        looks[look] = re.search(r"<html[^>]*>", visitor.get("/kontakt/").text)[0]

    assert looks == {
        "": '<html lang="pl">',
        "dark": '<html lang="pl" data-theme="dark">',
        "contrast": '<html lang="pl" data-theme="contrast">',
    }


def ask_with(app, cookie):
    """Ask with a Cookie header as it was written, which a client with a jar of its own would put in order."""
    db.session.rollback()
    return Context().run(app.test_client(use_cookies=False).get, "/kontakt/", headers={"Cookie": cookie})


@pytest.mark.parametrize(
    ("cookie", "theme"),
    [
        ('wyglad="dark"', ' data-theme="dark"'),
        ("wyglad =dark", ' data-theme="dark"'),
        ("wyglad=darkness", ""),
        ("owyglad=dark", ""),
        ("wyglad=zly; wyglad=dark", ""),
    ],
)
def test_an_oddly_written_look_is_kept_under_the_look_the_page_was_made_in(app, contact, cookie, theme):
    """Cache and page must read a cookie alike, or one reader's page is served to others."""
    for asked, shown in ((cookie, theme), ("", ""), ("wyglad=dark", ' data-theme="dark"')):
        assert f'<html lang="pl"{shown}>' in ask_with(app, asked).text


@pytest.mark.parametrize("name", ["sesja =", " sesja\t=", "sesja="])
def test_an_oddly_written_session_never_leaves_its_page_to_visitors(app, client, contact, name):
    person = make_user()
    db.session.commit()
    client.sign_in(person).get("/konto/profil/")  # from now on the session does not change
    value = client.inner.get_cookie("sesja").value

    own = ask_with(app, f"{name}{value}")

    assert "Moje konto" in own.text
    assert "public" not in own.headers["Cache-Control"]
    assert "Moje konto" not in ask_with(app, "").text


def test_a_page_goes_out_packed_bare_or_only_by_its_mark(client, contact):
    bare = client.get("/kontakt/")
    packed = client.inner.get("/kontakt/", headers={"Accept-Encoding": "br, gzip"})
    known = client.get("/kontakt/", status=304, headers={"If-None-Match": bare.headers["ETag"]})
    headed = client._open("HEAD", "/kontakt/", 200, {})

    assert gzip.decompress(packed.data) == bare.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(bare.data)
    assert known.data == b""
    assert (headed.data, headed.headers["Content-Length"]) == (b"", str(len(bare.data)))
    for answer in (bare, packed, known, headed):
        assert {*answer.headers["Vary"].split(", ")} == {"Cookie", "Accept-Encoding"}
        assert answer.headers["ETag"] == bare.headers["ETag"]
        assert MARK not in answer.headers
    assert "Content-Security-Policy" in packed.headers


def test_a_question_in_the_address_is_part_of_the_key(client, contact):
    client.get("/kontakt/?a=1")
    rename("Nowy tytuł", public=False)

    assert headline(client.get("/kontakt/?a=2")) == "Nowy tytuł"
    assert headline(client.get("/kontakt/?a=1")) == "Stary tytuł"


class Inner:
    """A small site behind the cache that counts how often it is asked."""

    def __init__(self, app):
        self.app, self.asked = app, 0

    def __call__(self, environ, start):
        self.asked += 1
        with self.app.request_context(environ):
            size = int(request.args.get("size", 10))
            answer = make_response("x" * size, int(request.args.get("status", 200)))
            answer.headers[MARK] = "1"
            if "cookie" in request.args:
                answer.set_cookie("k", "v")
            if "private" in request.args:
                del answer.headers[MARK]
            assert not session.modified
            return answer(environ, start)


@pytest.fixture
def inner(app):
    return Inner(app)


@pytest.fixture
def cache(app, inner):
    return PageCache(inner, app.extensions["akademia"].generation, ("sesja", "pamiec"), Tally(lambda keep, uses: None))


@pytest.mark.parametrize("address", ["/?status=404", "/?status=500", "/?cookie=1", "/?private=1"])
def test_what_is_not_a_plain_public_page_is_asked_for_each_time(cache, inner, address):
    first, second = Client(cache).get(address), Client(cache).get(address)

    assert inner.asked == 2
    assert MARK not in first.headers
    assert second.status_code == first.status_code


@pytest.mark.parametrize("cookie", ["sesja=a", "pamiec=b", "wyglad=dark; sesja=a"])
def test_a_post_or_a_session_goes_past_the_shelf(cache, inner, cookie):
    Client(cache).get("/")
    Client(cache).post("/")
    run_wsgi_app(cache, EnvironBuilder("/", headers={"Cookie": cookie}).get_environ())

    assert inner.asked == 3
    Client(cache).get("/")
    assert inner.asked == 3


def test_the_shelf_keeps_to_its_room_and_drops_the_longest_unused(cache, inner):
    cache.shelf.room_bytes = 40_000
    visitor = Client(cache)
    visitor.get("/a?size=15000")
    visitor.get("/b?size=15000")
    visitor.get("/a?size=15000")

    visitor.get("/c?size=15000")

    assert [path for path, _, _ in cache.shelf.entries] == ["/a", "/c"]
    assert cache.shelf.used_bytes <= 40_000
    visitor.get("/huge?size=1000001")
    assert [path for path, _, _ in cache.shelf.entries] == ["/a", "/c"]


def test_an_address_longer_than_any_of_ours_takes_no_room(cache, inner):
    """The shelf counts the bytes of pages; names of 60 kB for pages of 10 would fill the memory past its room."""
    Client(cache).get("/?x=" + "a" * 2_000)

    assert not cache.shelf.entries
    assert inner.asked == 1


def test_a_head_of_what_is_not_kept_has_no_body(cache, inner):
    assert Client(cache).head("/?status=404").data == b""


def test_the_number_is_read_again_after_a_lost_connection(app, cache, inner):
    Client(cache).get("/")
    cache.generation._idle[-1].close()

    assert Client(cache).get("/").status_code == 200
    assert inner.asked == 1
