"""What every answer says to the browser."""

import re

import pytest
from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix

from akademia.accounts.roles import Role
from akademia.app import create_app
from akademia.core import db as database
from akademia.core.db import Model, db
from tests.client import InspectingClient, Page
from tests.factories import make_user

SHOWN = ("/", "/edukacja/", "/slownik/", "/zaswiadczenia/", "/konto/logowanie/", "/konto/rejestracja/", "/robots.txt")


def test_every_answer_carries_a_strict_policy_and_nothing_of_hsts_at_home(client):
    answers = [*(client.get(address) for address in SHOWN), client.get("/nie-ma/", 404)]

    for answer in answers:
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in str(policy)
        assert "http" not in str(policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers
        assert "X-Request-Id" in answer.headers or "ETag" in answer.headers  # a kept page has no number


def test_no_page_asks_another_host(client, app):
    person = make_user(Role.Learner)
    db.session.commit()
    pages = [client.get(address).text for address in SHOWN]
    pages += [client.sign_in(person).get(address).text for address in ("/konto/nauka/", "/konto/profil/")]
    sheet = re.search(r'href="(/static/css/[^"]+)"', pages[0])[1]
    script = re.search(r'src="(/static/js/[^"]+)"', pages[0])[1]

    for page in pages:
        for tag, values in Page(page).tags:
            for name in ("src", "srcset", "action", "formaction", "poster", *(["href"] if tag != "a" else [])):
                assert "//" not in str(values.get(name)), (tag, values)
    for address in (sheet, script):
        with client.get(address) as answer:
            assert not re.search(r"(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w", answer.text)


def test_an_answer_for_one_person_is_never_kept_by_anything_between(client, app):
    person = make_user(Role.Learner)
    db.session.commit()

    page = client.sign_in(person).get("/konto/nauka/")
    sent = client.post("/konto/profil/", {}, status=422)

    assert page.headers["Cache-Control"] in ("private, no-cache", "no-store")
    assert sent.headers["Cache-Control"] == "no-store"


@pytest.fixture
def production(tmp_path):
    environ = {
        "AKADEMIA_INSTANCE": str(tmp_path),
        "AKADEMIA_ENV": "production",
        "AKADEMIA_BASE_URL": "https://a.example.org",
    }
    app = create_app(environ, TESTING=True)
    with app.app_context(), database.writing():
        Model.metadata.create_all(db.engine)
    return app


def test_production_holds_the_browser_to_https_and_its_cookies_too(production):
    answer = InspectingClient(production).inner.get("/healthz")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert production.config["SESSION_COOKIE_SECURE"]
    assert production.config["REMEMBER_COOKIE_SECURE"]


def test_the_session_cookie_is_not_read_by_scripts_nor_sent_by_other_sites(client):
    cookie = client.get("/konto/logowanie/").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def seen_from(app, **headers):
    seen = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append((request.remote_addr, request.scheme)))
    InspectingClient(app).inner.get("/healthz", headers=headers)
    return seen[0]


def test_production_takes_the_proxys_last_word_on_who_asks(production):
    """Otherwise all visitors are one place, and thirty letters an hour are for the whole country."""
    told = {"X-Forwarded-For": "203.0.113.1, 198.51.100.7", "X-Forwarded-Proto": "https"}

    assert seen_from(production, **told) == ("198.51.100.7", "https")


def test_on_ones_own_machine_nobody_is_believed_to_be_a_proxy(app):
    assert not isinstance(app.extensions["pagecache"].inner, ProxyFix)
