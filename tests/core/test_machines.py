"""What is served besides pages: static files, health, and what search engines ask first; and where a reader is sent."""

import gzip
import re
from xml.etree import ElementTree

import brotli
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from akademia.core import db as database
from akademia.core.db import db
from akademia.core.links import safe_back


def _served(client, address, encoding=""):
    with client.get(address, headers={"Accept-Encoding": encoding} if encoding else {}) as answer:
        return answer.headers, answer.get_data()


def test_a_static_file_is_served_for_ever_under_the_hash_of_its_content(client, app):
    names = app.extensions["akademia"].static_names
    assert all(re.search(r"\.[0-9a-f]{10}\.\w+$", name) for name in names.values())

    address = f"/static/{names['css/akademia.css']}"
    headers, bare = _served(client, address)
    small_headers, small = _served(client, address, "br, gzip")
    zipped_headers, zipped = _served(client, address, "gzip")

    assert "immutable" in headers["Cache-Control"]
    assert (small_headers["Content-Encoding"], zipped_headers["Content-Encoding"]) == ("br", "gzip")
    assert brotli.decompress(small) == gzip.decompress(zipped) == bare
    assert f'href="{address}"' in client.get("/slownik/").text
    for used in re.findall(rb'url\("\.\./([^")]+)"\)', bare):
        assert used.decode() in names.values()
    client.get("/static/css/akademia.css", 404)
    client.get("/static/../settings.toml", 404)


def test_a_program_that_asks_for_health_hears_that_the_process_answers(client):
    answer = client.get("/healthz")

    assert (answer.text, answer.mimetype) == ("ok\n", "text/plain")
    assert "Set-Cookie" not in answer.headers


def test_an_installation_whose_tables_wait_for_a_migration_is_not_ready(client, app):
    """The tests' tables are made from the models, without the mark that a migration leaves."""
    assert client.get("/readyz", 503).text == "tabele bazy danych czekają na migrację\n"

    heads = ScriptDirectory(app.extensions["migrate"].directory).get_heads()
    with database.writing(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), [{"head": head} for head in heads])
    try:
        assert client.get("/readyz").text == "ok\n"
    finally:
        with database.writing(), db.engine.begin() as connection:
            connection.execute(text("DROP TABLE alembic_version"))


def test_robots_are_led_to_the_map_and_kept_from_people(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert {"Disallow: /konto/", "Disallow: /panel/", "Disallow: /zaswiadczenia/*/"} <= set(lines)
    assert lines[-1] == "Sitemap: http://localhost:8000/sitemap.xml"


def test_every_address_of_the_sitemap_answers_a_visitor(client, app, starter):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").text)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    addresses = [found.text.removeprefix("http://localhost:8000") for found in tree.iter(name)]

    assert len(addresses) == len(set(addresses))
    assert {"/", "/slownik/", "/dostepnosc/", "/edukacja/", "/edukacja/kursy/ustawa-od-podstaw/"} <= set(addresses)
    for address in addresses:
        client.get(address)


@pytest.mark.parametrize("target", ["/", "/edukacja/kursy/x/?a=1#b", "/konto/profil/"])
def test_a_way_back_on_this_site_is_kept(target):
    assert safe_back(target, "/dom/") == target


@pytest.mark.parametrize(
    "target",
    [None, "", "https://zly.example", "//zly.example", "///zly.example", "/\\zly.example", "\\\\zly.example",
     "/\t/zly.example", "/\n/zly.example", "javascript:alert(1)", " //zly.example", "zly.example", "/a\\..\\b",
     "http:/zly.example", "/%09/x\r\nA: b"],
)  # fmt: skip
def test_a_way_out_of_this_site_is_not_taken(target):
    assert safe_back(target, "/dom/") == "/dom/"


def test_the_choice_of_a_look_leads_back_but_never_out(client):
    back = client.get("/wyglad/?theme=dark&back=/slownik/", 303)
    out = client.get("/wyglad/?theme=rozowy&back=//zly.example", 303)

    assert (back.location, out.location) == ("/slownik/", "/")
    assert "wyglad=dark" in back.headers["Set-Cookie"]
    assert "wyglad=;" in out.headers["Set-Cookie"]
