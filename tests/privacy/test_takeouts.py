"""A copy of a person's data: asked for, packed by the worker, its owner's alone, gone after a few days."""

import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.area import privacy_cards
from akademia.core.db import db
from akademia.core.text import slugify
from akademia.jobs.models import Job
from akademia.jobs.worker import run_due
from akademia.privacy import services
from akademia.privacy.models import Takeout
from akademia.privacy.queries import TAKEOUT_KEPT_DAYS
from tests.factories import make_user
from tests.privacy.persons import ADDRESS, COPY, DESK, NAME, erase_fields, make_full_person


@pytest.fixture
def zaneta(app, client):
    for path in folder(app).glob("*"):
        path.unlink()
    user, certificate = make_full_person()
    db.session.commit()
    client.sign_in(user)
    told = user.id, certificate.code
    db.session.rollback()
    return told


def folder(app) -> Path:
    return Path(app.instance_path) / "takeouts"


def tokens() -> list[str]:
    return list(db.session.scalars(select(Takeout.token).order_by(Takeout.id)))


def test_the_copy_holds_everything_that_any_card_tells_and_the_papers(app, client, zaneta):
    _, code = zaneta
    client.post(COPY)
    assert "w przygotowaniu" in client.words(DESK)
    run_due(app, "privacy.pack")
    assert "gotowa" in client.words(DESK)

    [token] = tokens()
    answer = client.get(f"{COPY}{token}/")

    assert answer.headers["Content-Disposition"] == "attachment; filename=moje-dane-akademia.zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert packed.testzip() is None
        told = {name: json.loads(packed.read(name)) for name in packed.namelist() if name.endswith(".json")}
        assert set(told) == {f"dane/{slugify(card.label)}.json" for card in privacy_cards()}
        assert told["dane/konto-i-zgody.json"]["adres e-mail"] == ADDRESS
        assert told["dane/zaswiadczenia.json"]["zaświadczenia"][0]["imię i nazwisko"] == NAME
        assert len(told["dane/testy.json"]["podejścia do testów"][0]["odpowiedzi"]) == 3
        assert packed.read(f"pliki/zaswiadczenia/zaswiadczenie-{code}.pdf").startswith(b"%PDF-")
        answer.close()
        read_me = packed.read("czytaj-mnie.txt").decode()
    assert all(card.label in read_me and card.purpose in read_me and card.basis in read_me for card in privacy_cards())


def test_only_its_owner_takes_a_copy(app, client, new_client, zaneta):
    client.post(COPY)
    run_due(app, "privacy.pack")
    [token] = tokens()
    other = make_user()
    db.session.commit()

    new_client().get(f"{COPY}{token}/", status=303)
    new_client().sign_in(other).get(f"{COPY}{token}/", status=404)
    assert len(token) >= 40
    assert [path.stat().st_mode & 0o077 for path in (folder(app), folder(app) / f"{token}.zip")] == [0, 0]


@pytest.mark.parametrize("token", ["zmyslony", "..%2Fakademia.db", "%2Fetc%2Fpasswd"])
def test_what_is_no_copy_is_not_found(client, zaneta, token):
    assert client.open_any("GET", f"{COPY}{token}/").status_code == 404


def test_a_copy_that_is_not_packed_yet_cannot_be_taken(client, zaneta):
    client.post(COPY)

    client.get(f"{COPY}{tokens()[0]}/", status=404)


def test_asking_twice_packs_once(app, client, zaneta):
    client.post(COPY)
    client.post(COPY)

    assert len(tokens()) == 1
    assert len(db.session.scalars(select(Job).where(Job.kind == "privacy.pack")).all()) == 1


def test_a_copy_that_failed_says_so_and_can_be_asked_for_again(app, client, zaneta):
    client.post(COPY)
    db.session.scalars(select(Job).where(Job.kind == "privacy.pack")).one().failed_at = clock.now()
    db.session.commit()
    assert "Nie udało się jej przygotować." in client.words(DESK)

    client.post(COPY)
    run_due(app, "privacy.pack")

    assert len(tokens()) == 1
    assert "gotowa" in client.words(DESK)


def test_the_clock_removes_old_copies_and_their_files(app, client, zaneta, stop_clock):
    client.post(COPY)
    run_due(app, "privacy.pack")
    db.session.expire_all()
    ready_at = db.session.scalars(select(Takeout.ready_at)).one()

    services.drop_takeouts(ready_at)
    assert len(tokens()) == 1
    services.drop_takeouts(ready_at + timedelta(seconds=1))
    db.session.commit()
    assert len(list(folder(app).iterdir())) == 1, "files go after the commit"
    run_due(app, "privacy.sweep")

    assert (tokens(), list(folder(app).iterdir())) == ([], [])


def test_the_page_says_until_when_the_copy_is_there(app, client, zaneta, noon):
    client.post(COPY)
    run_due(app, "privacy.pack")

    until = noon + timedelta(days=TAKEOUT_KEPT_DAYS)
    assert f"do pobrania do {until.day} listopada" in client.words(DESK)


def test_erasing_takes_the_copies_and_their_files_away(app, client, zaneta):
    client.post(COPY)
    run_due(app, "privacy.pack")

    client.post("/konto/dane/usun/", erase_fields())
    run_due(app, "privacy.sweep")

    assert (tokens(), list(folder(app).iterdir())) == ([], [])


def test_a_copy_whose_owner_was_erased_while_it_was_packed_leaves_no_file(app, zaneta):
    number, _ = zaneta
    token = "t" * 43
    size = services.pack(number, token)
    assert (folder(app) / f"{token}.zip").exists()

    services.mark_ready(999_999, token, size)

    assert list(folder(app).iterdir()) == []


def test_what_a_killed_worker_left_is_swept_away(app, zaneta):
    folder(app).mkdir(exist_ok=True)
    (folder(app) / f"zmyslony.{os.getpid()}").write_bytes(b"half")

    assert services.sweep(set()) == 1


def test_the_desk_costs_the_same_with_one_copy_and_with_thirty(client, zaneta, count_queries):
    number, _ = zaneta
    db.session.add(Takeout(user_id=number, ready_at=clock.now(), size_bytes=1))
    db.session.commit()
    client.get(DESK)
    one = count_queries(lambda: client.get(DESK))
    for _ in range(29):
        db.session.add(Takeout(user_id=number, ready_at=clock.now(), size_bytes=1))
    db.session.commit()

    assert count_queries(lambda: client.get(DESK)) == one
