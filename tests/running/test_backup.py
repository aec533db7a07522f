"""A back-up made while people write, and an installation made anew from it: the same row by row and file by file."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.app import PROJECT, create_app
from akademia.audit.models import AuditEntry
from akademia.audit.services import record
from akademia.certificates.models import Certificate
from akademia.certificates.papers import badge_of, issuer_document
from akademia.certificates.services import issue
from akademia.core import settings
from akademia.core.db import Model, db, writing
from akademia.running.backup import back_up
from akademia.running.copies import CopyUnfit, hash_of, paths_in
from akademia.running.files import damaged
from akademia.running.restore import restore
from akademia.storage import services as storage
from tests.advisory.questions.making import asked_case
from tests.conftest import QUICK_PASSWORDS
from tests.every_table import Who, fill_every_table
from tests.factories import make_award, make_course, make_learner, make_user
from tests.running.plots import Plot

MIGRATIONS = str(PROJECT / "migrations")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
Make = Callable[[str], Flask]


@pytest.fixture(scope="module")
def plots() -> dict[tuple[str, str], Plot]:
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def yard(request: pytest.FixtureRequest, run_folder: Path, worker_name: str) -> Path:
    """The folder where the academies of one database stand, each in a folder of its name."""
    return run_folder / worker_name / f"copied-{request.param}"


@pytest.fixture
def make(request: pytest.FixtureRequest, yard: Path, plots: dict[tuple[str, str], Plot]) -> Iterator[Make]:
    """Give a function that makes an academy of a name, on an empty database of its own without tables."""
    postgres = request.getfixturevalue("postgres_url") if yard.name.endswith("postgresql") else None
    laid: list[Plot] = []

    def make_it(name: str) -> Flask:
        plot = plots.get((yard.name, name)) or plots.setdefault((yard.name, name), Plot(yard, name, postgres))
        plot.lay("bare", lambda app: None)
        laid.append(plot)
        return plot.app

    yield make_it
    for plot in laid:
        plot.leave()
    for left in yard.iterdir():
        if left.name != "kept":
            shutil.rmtree(left)


@contextmanager
def inside(app: Flask) -> Iterator[settings.Settings]:
    with app.app_context(), writing():
        yield settings.here()
        db.session.remove()


def make_tables(app: Flask) -> None:
    """Make the tables of an academy that has none."""
    app.extensions["plot"].lay("with_tables", _make_tables)


def _make_tables(app: Flask) -> None:
    with inside(app):
        upgrade(MIGRATIONS)


def fill(app: Flask) -> str:
    """Make an academy with people, a course, a certificate, letters and files. Returns the certificate's code."""
    return str(app.extensions["plot"].lay("filled", _fill))


def _fill(app: Flask) -> str:
    with inside(app) as chosen:
        upgrade(MIGRATIONS)
        make_user(Role.Admin, email="szefowa@example.org", name="Źdźbło; \\N \t\n'Żółć'".replace("\n", " ")[:6])
        learner = make_learner(make_course(lessons=3))
        code = issue(make_award(learner)).code
        asked_case(user=learner)
        fill_every_table(Who(learner.id, "Źdźbło; \\N \t\n'Żółć'", learner.email or ""))
        record("user.locked", "user", 1, names=["ą;\\N", "\\."])
        db.session.commit()
        badge_of(db.session.scalar(select(Certificate)), chosen.instance / "keys")
        for path, body in {"files/ab/cd": b"\x00\xff" * 70_000, "mail/list.eml": "Żółw".encode()}.items():
            (chosen.instance / path).parent.mkdir(parents=True, exist_ok=True)
            (chosen.instance / path).write_bytes(body)
        (chosen.instance / "settings.toml").write_text('mail_from = "A <a@example.org>"\n')
        return code


def rows(app: Flask) -> dict[str, list[str]]:
    with inside(app):
        return {t.name: sorted(map(repr, db.session.execute(select(t)))) for t in Model.metadata.sorted_tables}


def files(instance: Path) -> dict[str, str]:
    kept = ("files/", "keys/", "mail/", "settings.toml")
    return {path: hash_of(instance / path) for path in paths_in(instance) if path.startswith(kept)}


def copy_of(app: Flask, folder: Path) -> None:
    with inside(app) as chosen:
        back_up(chosen, folder)


def bring(app: Flask, folder: Path, force: bool = False) -> Any:
    with inside(app) as chosen:
        return restore(chosen, folder, force)


def test_a_restored_academy_is_the_same_row_by_row_and_file_by_file_and_its_badges_verify(make, yard, tmp_path):
    old = make("old")
    code = fill(old)
    copy_of(old, tmp_path / "copy")
    before, kept = rows(old), files(yard / "old")
    with inside(old) as chosen:
        document = issuer_document(chosen.instance / "keys")

    new = make("new")
    bring(new, tmp_path / "copy")

    assert rows(new) == before
    assert files(yard / "new") == kept
    assert [table for table, kept in before.items() if not kept] == [], "what is not there is not compared"
    assert len(before["users"]) == 2
    with inside(new) as chosen:
        assert issuer_document(chosen.instance / "keys") == document
        proof = badge_of(db.session.scalar(select(Certificate).filter_by(code=code)), chosen.instance / "keys")["proof"]
    with inside(old) as chosen:
        first = badge_of(db.session.scalar(select(Certificate).filter_by(code=code)), chosen.instance / "keys")["proof"]
    assert proof["proofValue"] == first["proofValue"]


def test_a_restored_academy_is_checked_file_by_file(make, yard, tmp_path):
    old, new = make("old"), make("new")
    fill(old)
    (tmp_path / "came").write_bytes(b"bajty")
    with inside(old):
        key = storage.enter(storage.lay(tmp_path / "came", "a.png", "png"), 1).key
        db.session.commit()
    copy_of(old, tmp_path / "copy")
    with inside(old):
        before = sorted(damaged())  # of files that have a row alone
    bring(new, tmp_path / "copy")

    with inside(new):
        assert sorted(damaged()) == before
        (yard / "new/files" / key).unlink()
        [more] = set(damaged()) - set(before)
        assert "brakuje pliku" in more


def test_new_rows_are_numbered_behind_the_restored_ones(make, tmp_path):
    old, new = make("old"), make("new")
    fill(old)
    copy_of(old, tmp_path / "copy")
    bring(new, tmp_path / "copy")

    with inside(new):
        number = make_user().id
        db.session.commit()
        assert number == 3


def test_a_copy_made_while_people_write_holds_one_moment(make, tmp_path):
    """Each writer's transaction adds two acts; a copy that tore one apart would hold an odd number."""
    old, new = make("old"), make("new")
    fill(old)
    stop, written = Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with old.app_context(), writing():
                record("user.locked", "pair", 1)
                db.session.flush()
                record("user.unlocked", "pair", 1)
                db.session.commit()
                written[0] += 1

    threads = [Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    while written[0] < 30:
        stop.wait(0.01)
    seen = written[0]
    copy_of(old, tmp_path / "copy")
    stop.set()
    for thread in threads:
        thread.join()
    bring(new, tmp_path / "copy")

    with inside(new):
        count = db.session.scalar(select(func.count()).select_from(AuditEntry).filter_by(thing_kind="pair"))
        assert count % 2 == 0
        assert 30 <= count / 2 <= written[0]
    assert written[0] > seen


def test_a_copy_overwrites_nothing_and_does_not_lie_in_what_it_copies(make, yard, tmp_path):
    old = make("old")
    fill(old)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "list.txt").write_text("ważne")

    with pytest.raises(CopyUnfit, match="już coś jest"):
        copy_of(old, tmp_path / "taken")
    with pytest.raises(CopyUnfit, match="nie może leżeć"):
        copy_of(old, yard / "old" / "copy")

    assert [p.name for p in (tmp_path / "taken").iterdir()] == ["list.txt"]


def test_a_copy_is_for_its_owner_only(make, tmp_path):
    old = make("old")
    fill(old)
    copy_of(old, tmp_path / "copy")

    open_to_others = [p for p in paths_in(tmp_path / "copy") if (tmp_path / "copy" / p).stat().st_mode & 0o077]
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    assert open_to_others in ([], ["manifest.json"])


def test_an_installation_that_holds_something_is_replaced_only_when_told_and_is_kept_aside(make, tmp_path):
    old, new = make("old"), make("new")
    fill(old)
    copy_of(old, tmp_path / "copy")
    fill(new)
    with inside(new):
        make_user(email="tylko-tu@example.org")
        db.session.commit()
    held = rows(new)

    with pytest.raises(CopyUnfit, match="już coś jest"):
        bring(new, tmp_path / "copy")
    assert rows(new) == held

    done = bring(new, tmp_path / "copy", force=True)
    assert rows(new) == rows(old)
    assert (done.previous / "files/ab/cd").exists()


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "manifest", "format", "newer"])
def test_a_broken_copy_is_refused_and_nothing_changes(make, yard, tmp_path, harm):
    old, new = make("old"), make("new")
    fill(old)
    copy_of(old, tmp_path / "copy")
    _harm(tmp_path / "copy", harm)
    make_tables(new)
    before, kept = rows(new), files(yard / "new")

    with pytest.raises(CopyUnfit):
        bring(new, tmp_path / "copy", force=True)

    assert rows(new) == before
    assert files(yard / "new") == kept
    assert not [p.name for p in yard.iterdir() if "restoring" in p.name or "sprzed" in p.name]


def _harm(copy: Path, harm: str) -> None:
    path = copy / "files/ab/cd"
    manifest = json.loads((copy / "manifest.json").read_text())
    if harm == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        path.unlink()
    elif harm == "added":
        (copy / "keys/badge-9999.pem").write_text("obcy")
    elif harm == "manifest":
        os.truncate(copy / "manifest.json", 100)
    else:
        manifest["format" if harm == "format" else "revision"] = 2 if harm == "format" else "abcdef123456"
        (copy / "manifest.json").write_text(json.dumps(manifest))


def test_a_table_that_cannot_be_loaded_leaves_all_as_it_was(make, yard, tmp_path):
    """The hashes agree, so the harm is met only in the middle of the work."""
    old, new = make("old"), make("new")
    fill(old)
    copy_of(old, tmp_path / "copy")
    fill(new)
    manifest = json.loads((tmp_path / "copy/manifest.json").read_text())
    table = next(p for p in manifest["files"] if p.startswith("database/") and p.endswith(("users.copy", ".db")))
    body = (tmp_path / "copy" / table).read_bytes()
    (tmp_path / "copy" / table).write_bytes(body[: len(body) // 2])
    manifest["files"][table][0] = hash_of(tmp_path / "copy" / table)
    (tmp_path / "copy/manifest.json").write_text(json.dumps(manifest))
    before, kept = rows(new), files(yard / "new")

    with pytest.raises(Exception):  # noqa: B017 - each database has its own words for it
        bring(new, tmp_path / "copy", force=True)

    assert rows(new) == before
    assert files(yard / "new") == kept


def test_settings_that_lead_to_another_database_are_laid_aside(make, yard, tmp_path):
    old, new = make("old"), make("new")
    fill(old)
    (yard / "old/settings.toml").write_text('database_url = "sqlite:////nowhere.db"\n')
    copy_of(old, tmp_path / "copy")

    done = bring(new, tmp_path / "copy")

    assert not (yard / "new/settings.toml").exists()
    assert (yard / "new/settings.z-kopii.toml").exists()
    assert "settings.z-kopii.toml" in done.notes[0]


def test_a_copy_of_the_other_database_is_refused(make, tmp_path):
    old = make("old")
    fill(old)
    copy_of(old, tmp_path / "copy")
    manifest = json.loads((tmp_path / "copy/manifest.json").read_text())
    manifest["database"] = {"sqlite": "postgresql", "postgresql": "sqlite"}[manifest["database"]]
    (tmp_path / "copy/manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(CopyUnfit, match="To kopia bazy"):
        bring(make("new"), tmp_path / "copy")


def test_the_commands_make_a_copy_and_bring_it_back(tmp_path, free_port, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    own = {"AKADEMIA_INSTANCE": str(tmp_path / "one"), "PORT": str(free_port)}
    app = create_app(own, TESTING=True, **QUICK_PASSWORDS)
    _fill(app)
    run = app.test_cli_runner().invoke

    assert "Kopia gotowa" in run(args=["backup", str(tmp_path / "copy")]).output
    assert run(args=["restore", str(tmp_path / "copy")]).exit_code == 1
    shutil.rmtree(tmp_path / "one" / "files")
    done = run(args=["restore", str(tmp_path / "copy"), "--force"])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "one/files/ab/cd").exists()
    with app.app_context():
        db.engine.dispose()
