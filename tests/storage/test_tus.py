"""Uploads by tus 1.0: announced, sent in parts, gone on with after a cut; the owner's only."""

import base64
from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.storage import services, store
from akademia.storage.models import Upload
from tests.factories import make_user

PLACE = "/panel/wgrywanie/"
TUS = {"Tus-Resumable": "1.0.0"}
PART = {**TUS, "Content-Type": "application/offset+octet-stream"}


def name_of(words: str) -> dict[str, str]:
    return {"Upload-Metadata": f"filetype aW1hZ2UvcG5n,filename {base64.b64encode(words.encode()).decode()}"}


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def ask(client, method, address, status, headers=None, data=None):
    told = {"X-CSRFToken": client.token(), **(headers or {})}
    answer = client.open_any(method, address, headers=told, data=data)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer


def begin(client, length, name="film.mp4"):
    headers = {**TUS, "Upload-Length": str(length), **name_of(name)}
    return ask(client, "POST", PLACE, 201, headers).headers["Location"]


def send(client, address, at, data, status=204):
    return ask(client, "PATCH", address, status, {**PART, "Upload-Offset": str(at)}, data)


def test_the_server_says_what_it_can_do(staff):
    answer = ask(staff, "OPTIONS", PLACE, 204)

    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
    assert answer.headers["Tus-Max-Size"] == "1000000000"


def test_a_file_comes_in_parts_and_its_offset_is_told(staff):
    address = begin(staff, 10)

    assert send(staff, address, 0, b"01234").headers["Upload-Offset"] == "5"
    told = ask(staff, "HEAD", address, 200, TUS).headers
    assert (told["Upload-Offset"], told["Upload-Length"]) == ("5", "10")
    assert "GMT" in told["Upload-Expires"]
    send(staff, address, 5, b"56789")

    upload = db.session.scalars(select(Upload)).one()
    assert services.whole(services.part_of(upload)).read_bytes() == b"0123456789"
    assert upload.name == "film.mp4"


def test_a_part_that_does_not_follow_on_is_refused_with_the_place_where_to_go_on(staff):
    address = begin(staff, 10)
    send(staff, address, 0, b"01234")

    assert send(staff, address, 0, b"01234", 409).headers["Upload-Offset"] == "5"
    assert send(staff, address, 7, b"789", 409).headers["Upload-Offset"] == "5"
    send(staff, address, 5, b"567890", 409)  # one byte more than announced

    assert services.offset(services.part_of(db.session.scalars(select(Upload)).one())) <= 10


def test_two_windows_do_not_write_one_file_at_once(staff, app):
    address = begin(staff, 10)
    part = services.part_of(db.session.scalars(select(Upload)).one())

    class Meanwhile:
        def read(self, _size: int) -> bytes:
            if not self.asked:
                self.asked = True
                send(staff, address, 0, b"x", 423)
                return b"01234"
            return b""

        asked = False

    assert services.append(part, 0, Meanwhile()) == 5


def test_what_was_not_announced_rightly_is_refused(staff):
    length = {**TUS, "Upload-Length": "10"}

    assert ask(staff, "POST", PLACE, 412, {"Upload-Length": "10"}).headers["Tus-Version"] == "1.0.0"
    for wrong in ("", "-1", "abc", "1e3", "٣"):
        ask(staff, "POST", PLACE, 400, {**TUS, "Upload-Length": wrong})
    assert "pusty" in ask(staff, "POST", PLACE, 422, {**TUS, "Upload-Length": "0"}).text
    assert "1\u00a0GB" in ask(staff, "POST", PLACE, 413, {**TUS, "Upload-Length": "1000000001"}).text
    assert "ścieżkę" in ask(staff, "POST", PLACE, 422, {**length, **name_of("../../kot.png")}).text
    ask(staff, "POST", PLACE, 201, {**length, "Upload-Metadata": "filename !!!"})
    address = begin(staff, 10)
    ask(staff, "PATCH", address, 415, {**TUS, "Upload-Offset": "0", "Content-Type": "text/plain"}, b"x")
    ask(staff, "PATCH", address, 400, PART, b"x")


def test_a_person_cannot_fill_the_disk_with_beginnings(staff):
    for _ in range(20):
        begin(staff, 10)

    answer = ask(staff, "POST", PLACE, 422, {**TUS, "Upload-Length": "10"})

    assert "niedokończonych" in answer.text


def test_only_its_owner_meets_an_upload(staff, app, new_client):
    address = begin(staff, 10)
    stranger = make_user(Role.Admin)
    learner = make_user()
    commit()
    other, third, visitor = new_client().sign_in(stranger), new_client().sign_in(learner), new_client()

    headers = {"X-CSRFToken": other.token(), **PART, "Upload-Offset": "0"}
    assert other.open_any("PATCH", address, headers=headers, data=b"x").status_code == 404
    assert other.open_any("HEAD", address, headers=TUS).status_code == 404
    headers["X-CSRFToken"] = third.token()
    assert third.open_any("PATCH", address, headers=headers, data=b"x").status_code == 403
    assert visitor.open_any("HEAD", address, headers=TUS).status_code == 405  # before Flask a visitor only reads
    assert staff.open_any("PATCH", address, headers={**PART, "Upload-Offset": "0"}, data=b"x").status_code == 400


def test_a_large_part_comes_through_this_door_and_no_other(staff, app, new_client):
    address, much = begin(staff, 3_000_000), bytes(3_000_000)
    learner = make_user()
    commit()
    third = new_client().sign_in(learner)

    send(staff, address, 0, much)
    headers = {"X-CSRFToken": third.token(), **PART, "Upload-Offset": "0"}
    form = {"csrf_token": staff.token(), "certificate_name": "a" * 2_500_000}

    assert third.open_any("PATCH", address, headers=headers, data=much).status_code in (403, 413)
    assert staff.open_any("POST", "/konto/profil/", data=form).status_code == 413


def test_an_upload_that_is_given_up_leaves_nothing(staff):
    address = begin(staff, 10)
    send(staff, address, 0, b"01234")
    path = services.part_of(db.session.scalars(select(Upload)).one()).path

    ask(staff, "DELETE", address, 204, TUS)

    assert not path.exists()
    assert staff.open_any("HEAD", address, headers=TUS).status_code == 404


def test_an_upload_expires_after_a_day_with_what_has_come(staff, stop_clock):
    address = begin(staff, 10)
    send(staff, address, 0, b"01234")
    path = services.part_of(db.session.scalars(select(Upload)).one()).path
    left = store.incoming() / "aside-zapomniany"
    left.write_bytes(b"x")
    folder = store.incoming() / "kurs-zapomniany"
    (folder / "media").mkdir(parents=True)

    assert services.drop_expired() == 0
    stop_clock(clock.now() + timedelta(hours=25))
    assert staff.open_any("HEAD", address, headers=TUS).status_code == 404
    assert services.drop_expired() == 1
    commit()

    assert not path.exists()
    assert not left.exists()
    assert not folder.exists()
