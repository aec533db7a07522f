"""Bytes under keys of our own: whole or not at all, swept when nobody names them."""

import hashlib
import io
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.core.settings import read
from akademia.storage import services, store
from akademia.storage.models import StoredFile
from akademia.storage.rules import KINDS
from akademia.storage.views import serve
from tests.media import samples


@pytest.fixture
def kept(app, tmp_path):
    """Give a function that keeps bytes as a file of a person."""

    def keep(data: bytes, name: str = "kot.png", kind: str = "png") -> StoredFile:
        path = tmp_path / "came"
        path.write_bytes(data)
        return services.enter(services.lay(path, name, kind), 7)

    return keep


def keys() -> set[str]:
    return {lying.key for lying in store.every()}


def test_a_file_lies_under_its_hash_and_never_under_its_name(kept):
    data = samples.picture("PNG")

    file = kept(data, "Zdjęcie z wakacji.png")

    digest = hashlib.sha256(data).hexdigest()
    assert file.key.startswith(f"{digest[:2]}/{digest}-")
    assert (file.sha256, file.size_bytes, file.name, file.made_by_number) == (
        digest,
        len(data),
        "Zdjęcie z wakacji.png",
        7,
    )
    assert store.reader(file.key).read() == data


def test_the_same_bytes_kept_twice_lie_under_two_keys(kept):
    assert kept(b"to samo").key != kept(b"to samo").key


def test_bytes_without_a_row_are_swept_after_a_day_and_others_stay(kept, stop_clock):
    orphan = kept(b"sierota").key
    db.session.rollback()
    named = kept(b"nazwany").key
    commit()

    services.sweep_objects()
    assert {orphan, named} <= keys()

    stop_clock(clock.now() + timedelta(days=2))
    assert services.sweep_objects() >= 1
    assert named in keys()
    assert orphan not in keys()


def test_a_forgotten_file_goes_with_the_sweep_and_not_before(kept, stop_clock):
    file = kept(b"do usuniecia")
    commit()
    key = file.key

    services.forget(db.session.scalars(select(StoredFile).where(StoredFile.key == key)).one())
    db.session.rollback()
    assert db.session.scalar(select(StoredFile.id).where(StoredFile.key == key))

    services.forget(db.session.scalars(select(StoredFile).where(StoredFile.key == key)).one())
    commit()
    assert key in keys()
    stop_clock(clock.now() + timedelta(days=2))
    services.sweep_objects()
    assert key not in keys()


def test_a_stream_set_aside_leaves_nothing_even_when_its_judge_fails(app):
    before = set(store.incoming().iterdir())

    def judge() -> None:
        with store.aside(io.BytesIO(b"x" * 600_000)) as path:
            assert path.read_bytes() == b"x" * 600_000
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        judge()

    assert set(store.incoming().iterdir()) == before


def test_a_storage_address_of_an_unknown_scheme_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(BrokenSource, match="AKADEMIA_STORAGE_URL"):
        read({"AKADEMIA_INSTANCE": str(tmp_path), "AKADEMIA_STORAGE_URL": "ftp://x"}, tmp_path)


def answer(app, file, kind="png", name="kot.png", **headers):
    with app.test_request_context("/", headers={key.replace("_", "-"): value for key, value in headers.items()}):
        response = serve(file, KINDS[kind], name)
        response.direct_passthrough = False
        return response, response.get_data()


def test_a_file_is_served_whole_with_what_keeps_it_harmless(app, kept):
    data = samples.picture("PNG")

    response, body = answer(app, kept(data))

    assert (response.status_code, body) == (200, data)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=5-1000000", 206, slice(5, None)),
        ("bytes=0-1,5-9", 200, slice(None)),
    ],
)
def test_a_part_is_served_as_it_was_asked_for(app, kept, asked, status, part):
    data = bytes(range(256)) * 4

    response, body = answer(app, kept(data), Range=asked)

    assert (response.status_code, body) == (status, data[part])
    assert int(response.headers["Content-Length"]) == len(body)


def test_an_unchanged_file_is_not_sent_again_and_an_old_part_is_not_joined_to_a_new_file(app, kept):
    file = kept(b"0123456789")

    etag = answer(app, file)[0].headers["ETag"]

    assert answer(app, file, If_None_Match=etag)[0].status_code == 304
    assert answer(app, file, Range="bytes=0-3", If_Range=etag)[1] == b"0123"
    assert answer(app, file, Range="bytes=0-3", If_Range='"inny"')[1] == b"0123456789"


def test_a_polish_name_comes_whole_and_cannot_break_the_header(app, kept):
    name = 'Zażółć "gęślą"\r\nX-Zly: 1.png'

    response, _ = answer(app, kept(b"x"), name=name.replace("\r\n", " "))

    told = response.headers["Content-Disposition"]
    assert told.endswith(f"filename*=UTF-8''{quote(name.replace(chr(13) + chr(10), ' '), safe='')}")
    assert told.startswith('inline; filename="Za___')


def test_only_what_cannot_run_is_shown_in_the_browser(app, kept):
    file = kept(b"x")

    for name, kind in KINDS.items():
        shown = answer(app, file, kind=name)[0].headers["Content-Disposition"]
        assert shown.startswith("inline" if kind.family in ("picture", "video", "audio") else "attachment")
    assert not {"svg", "html"} & set(KINDS)
