"""`flask check` looks at every stored file and says what shows the damaged ones."""

import tracemalloc
from datetime import timedelta

import pytest

from akademia.accounts.roles import Role
from akademia.core import clock, settings
from akademia.core.db import commit, db
from akademia.media.queries import media_by
from akademia.running import checks, files
from akademia.storage import services, store
from akademia.storage.models import StoredFile
from tests.factories import make_user
from tests.media.library import ready_film, ready_picture


@pytest.fixture
def folder(app, monkeypatch):
    monkeypatch.setattr(checks, "has_pending_migrations", lambda: False)  # the bench makes its tables from the models
    make_user(Role.Admin)
    commit()
    return settings.here().instance / "files"


def check(app) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["check"])
    return done.exit_code, done.output


def test_whole_files_are_no_trouble(app, folder):
    ready_picture(app)

    assert check(app)[0] == 0


def test_a_missing_size_of_a_picture_is_told_with_the_picture_it_belongs_to(app, folder):
    key = ready_picture(app, "Wejście do centrum")
    (folder / media_by(key).variants[0].file.key).unlink()

    code, words = check(app)

    assert code == 1
    assert f"Obraz „Wejście do centrum” (/panel/media/{key}/): brakuje pliku" in words
    assert words.count("- ") == 1


def test_a_file_cut_short_and_one_with_other_bytes_are_told_apart(app, folder):
    cut, changed = ready_film(), ready_film()
    path = folder / media_by(cut).file.key
    path.write_bytes(path.read_bytes()[:-1])
    path = folder / media_by(changed).file.key
    path.write_bytes(b"x" + path.read_bytes()[1:])

    code, words = check(app)

    assert code == 1
    assert f"(/panel/media/{cut}/): plik ma " in words
    assert f"(/panel/media/{changed}/): plik ma inną treść" in words


def test_a_file_that_nothing_uses_is_told_as_such(app, folder, tmp_path):
    (tmp_path / "came").write_bytes(b"nic")
    kept = services.enter(services.lay(tmp_path / "came", "a.png", "png"), 7)
    (folder / kept.key).unlink()
    commit()

    assert "Plik, którego nic nie używa: brakuje pliku" in check(app)[1]


def test_bytes_of_nobody_are_a_remark_and_no_fault(app, folder, tmp_path, stop_clock):
    (tmp_path / "came").write_bytes(b"niczyje")
    services.sweep_objects()
    services.lay(tmp_path / "came", "a.png", "png")

    assert "niczyich" not in check(app)[1]
    stop_clock(clock.now() + timedelta(days=2))
    code, words = check(app)

    assert (code, "plik" in words, "niczyich" in words) == (0, True, True)


def test_more_damage_than_anyone_reads_is_counted(app, folder):
    now = {"size_bytes": 1, "kind": "png", "name": "a", "sha256": "0" * 64}
    db.session.add_all(StoredFile(key=f"00/none-{n}", **now) for n in range(files.TOLD_AT_MOST + 4))
    commit()

    told = list(files.damaged())

    assert len(told) == files.TOLD_AT_MOST + 1
    assert told[-1] == "Tak samo uszkodzone: jeszcze 4\u00a0pliki."


def test_a_large_file_is_read_in_pieces(app, folder, tmp_path):
    with (tmp_path / "came").open("wb") as file:
        file.truncate(60_000_000)
    services.enter(services.lay(tmp_path / "came", "a.mp4", "mp4"), 7)
    commit()

    tracemalloc.start()
    told = list(files.damaged())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (told, most < 5_000_000) == ([], True)


def test_another_kind_of_store_is_checked_by_the_same_interface(app, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_place", lambda: ("memory:///", tmp_path))
    (tmp_path / "came").write_bytes(b"bajty")
    whole, gone = (services.enter(services.lay(tmp_path / "came", "a.png", "png"), 7) for _ in range(2))
    commit()
    store.delete(gone.key)

    told = "\n".join(files.damaged())

    assert (gone.key in told, whole.key in told) == (True, False)


def test_a_store_that_does_not_answer_is_told_once(app, folder, tmp_path, monkeypatch):
    ready_film()
    folder = tmp_path / "taken"
    monkeypatch.setattr(store, "_place", lambda: (f"file:{folder}", tmp_path))
    list(store.every())
    folder.rmdir()

    told = list(files.damaged())

    assert len(told) == 1
