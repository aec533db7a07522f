"""Error pages are kind, tell what to do, and leak nothing; the log names a request, never a person or a full path."""

import logging
import sys

import pytest
from flask import abort

from akademia.accounts.queries import user_by_email
from akademia.accounts.roles import Role
from akademia.app import create_app
from akademia.core import db as database
from akademia.core import errorpages
from akademia.core.db import Model, db
from akademia.core.doors import Permission, public, requires
from akademia.core.errors import RuleBroken
from tests.client import InspectingClient, Page
from tests.factories import make_user

LEAKS = ("Traceback", "akademia/", ".py", "sqlalchemy", "SELECT", "werkzeug", "RuntimeError", "tajemnica")


@pytest.fixture(scope="module")
def broken(run_folder, worker_name):
    """An academy of its own with addresses that break: its map of addresses is no other test's."""
    app = create_app({"AKADEMIA_INSTANCE": str(run_folder / worker_name / "broken")}, TESTING=True)
    for name, view in {"crash": public(_crash), "refuse": public(_refuse), "shut": _shut, "busy": public(_busy),
                       "admin": requires(Permission.PeopleManage)(_admin)}.items():  # fmt: skip
        app.add_url_rule(f"/proba/{name}/<what>/", f"proba.{name}", view)
    with app.app_context(), database.writing():
        Model.metadata.create_all(db.engine)
    return app


def _crash(what):
    raise RuntimeError("tajemnica")


def _refuse(what):
    raise RuleBroken("Zapisy już się skończyły.")


def _busy(what):
    abort(503)


def _admin(what):
    return what


def _shut(what):
    return what


@pytest.fixture
def visitor(broken):
    with database.writing(), broken.app_context():
        yield InspectingClient(broken)
        db.session.remove()


def read(client, address, status, **options):
    """Return the words of an error page that keeps to the common rules."""
    answer = client.get(address, status, **options)
    page = Page(answer.text)
    assert not [leak for leak in LEAKS if leak in answer.text]
    assert answer.headers["X-Request-Id"] in page.text
    assert [m["content"] for m in page.all("meta") if m.get("name") == "robots"] == ["noindex"]
    assert [a for a in page.all("a") if a.get("href") == "/"]
    return page.text


def test_an_unknown_address_is_told_kindly(client):
    words = read(client, "/nie-ma/", 404)

    assert "Nie ma takiej strony" in words
    assert "Sprawdź adres" in words


def test_a_form_in_the_wrong_way_is_told_what_the_page_takes(client):
    answer = client.post("/slownik/", status=405)

    assert "GET" in answer.headers["Allow"]
    assert "Tak się nie da" in answer.text


def test_a_closed_door_says_whom_to_ask(visitor):
    person = make_user(Role.Learner)
    db.session.commit()

    assert "napisz do redakcji" in read(visitor.sign_in(person), "/proba/admin/x/", 403)


def test_a_view_without_a_door_is_shut(visitor):
    read(visitor, "/proba/shut/x/", 403)


def test_too_much_is_refused_by_its_size(client, app):
    answer = client.post("/konto/rejestracja/", {"email": "a" * 2_000_001}, status=413)

    assert "To za duże" in answer.text


def test_a_rule_that_says_no_is_told_in_its_own_words(visitor):
    assert "Zapisy już się skończyły." in read(visitor, "/proba/refuse/x/", 409)


def test_a_crash_shows_the_number_of_the_request_and_nothing_else(visitor, caplog):
    visitor.app.testing = False
    visitor.app.logger.addHandler(caplog.handler)
    try:
        words = read(visitor, "/proba/crash/jan-kowalski/?pesel=44", 500, headers={"X-Request-Id": "abc-12345"})
    finally:
        visitor.app.logger.removeHandler(caplog.handler)
        visitor.app.testing = True

    assert "U nas coś się zepsuło" in words
    assert "abc-12345" in words
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "crash: RuntimeError"
    assert lines[1].startswith("GET /proba/crash/<what>/ 500 ")


def test_a_busy_academy_asks_for_patience_without_the_frame_of_the_house(visitor):
    assert "Odczekaj minutę" in read(visitor, "/proba/busy/x/", 503)


def test_the_bench_sees_a_crash_as_it_is(visitor):
    with pytest.raises(RuntimeError, match="tajemnica"):
        visitor.get("/proba/crash/x/")


@pytest.mark.parametrize("status", sorted({*errorpages.WORDS, 422, 503}))
def test_every_refusal_has_words_of_its_own(status):
    words = errorpages.WORDS[status]

    assert words.title
    assert words.what.endswith(".")
    assert words.next_step.endswith(".")


def test_a_rare_refusal_gets_the_words_of_its_family():
    assert errorpages.words_for(418) == errorpages.WORDS[400]
    assert errorpages.words_for(507) == errorpages.WORDS[500]


def test_a_program_gets_its_refusal_as_json(client):
    answer = client.get("/nie-ma/", 404, headers={"Accept": "application/json"})

    assert answer.json["error"] == "Nie ma takiej strony"


def test_log_lines_bear_the_number_of_the_request_and_no_person(client, app, capsys):
    stream = app.logger.handlers[0].setStream(sys.stderr)
    try:
        client.get("/zaswiadczenia/ZS-7K4M-2XQD/?kto=jan.kowalski", 404, headers={"X-Request-Id": "nr-000001"})
        client.post(
            "/konto/logowanie/", {"email": "jan.kowalski@example.org", "password": "sekretne hasło"}, status=422,
            headers={"X-Request-Id": "zły numer\t"},
        )  # fmt: skip
    finally:
        app.logger.handlers[0].setStream(stream)

    first, second = capsys.readouterr().err.splitlines()
    assert " INFO nr-000001 akademia GET /zaswiadczenia/<code>/ 404 " in first
    assert " akademia POST /konto/logowanie/ 422 " in second
    for secret in ("ZS-7K4M", "kowalski", "sekretne", "zły numer", "127.0.0.1"):
        assert secret not in first + second
    assert app.logger.level == logging.INFO
    assert user_by_email("jan.kowalski@example.org") is None
