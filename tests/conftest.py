"""The test bench: a real app on real databases, cleaned between tests, and a client that inspects every page.

Every test that asks for `app` runs twice, on SQLite and on PostgreSQL. The session that a test holds is rolled back
and emptied after each request of the client, so that a forgotten commit is seen.
"""

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event, text

from akademia.app import create_app
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import Model, db
from akademia.starter.services import load_all
from tests import network
from tests.client import InspectingClient
from tests.postgres import start_postgres
from tests.registers import keep_starter_act, keep_starter_register

network.refuse_other_hosts()
# How fast examples are made is the machine's matter, not the code's.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
DATABASES = ("sqlite", "postgresql")
GENERATION = "public_generation"
QUICK_PASSWORDS: dict[str, Any] = {
    "SECURITY_PASSWORD_HASH": "plaintext",
    "SECURITY_PASSWORD_SCHEMES": ["plaintext", "argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["plaintext"],
}
_INSERT = re.compile(r"\s*(?:INSERT INTO|UPDATE)\s+\"?(\w+)", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Undo pytest-flask's shared request context: with it client B is whoever A signed in as."""


@pytest.fixture(autouse=True)
def _nothing_leaves_the_machine() -> Iterator[None]:
    """Fail a test that asked another host, even where the asking code hid the refusal."""
    yield
    asked, network.asked[:] = list(network.asked), []
    assert not asked, asked


@pytest.fixture(scope="session")
def run_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="akademia-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(run_folder: Path, worker_name: str) -> Iterator[str]:
    """Start one PostgreSQL server for this process and give the address of a fresh database."""
    server = start_postgres(run_folder, "pg")
    server.psql("ALTER SYSTEM SET fsync=off; ALTER SYSTEM SET synchronous_commit=off;")
    server.psql("SELECT pg_reload_conf();")
    server.psql(f"CREATE DATABASE akademia_{worker_name};")
    yield server.get_uri(database=f"akademia_{worker_name}").replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture
def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="session")
def worker_name() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def wait_for_no_disk(engine: Engine) -> None:
    """Let SQLite's commits not wait for the disk, as those of the tests' PostgreSQL do not: no test cuts the power."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))


class Bench:
    """One app on one database, with what is needed to give each test an empty one."""

    def __init__(self, kind: str, url: str | None, folder: Path) -> None:
        self.kind = kind
        environ = {"AKADEMIA_INSTANCE": str(folder / kind)} | ({"AKADEMIA_DATABASE_URL": url} if url else {})
        # What was counted is written when a test says so, never by itself while the next one runs.
        self.app = create_app(environ, TESTING=True, RATELIMIT_ENABLED=True, COUNTS_EVERY=0, **QUICK_PASSWORDS)
        self.touched: set[str] = set()
        self.made: dict[str, list[str]] = {}
        # How `made` is come by and left: a schema, or a file of its own.
        self.beside = (
            ("CREATE SCHEMA IF NOT EXISTS made", "SELECT 1")
            if kind == "postgresql"
            else (f"ATTACH '{folder / kind / 'made.db'}' AS made", "DETACH made")
        )
        with self.app.app_context():
            wait_for_no_disk(db.engine)
            Model.metadata.create_all(db.engine)
            db.session.commit()
            event.listen(db.engine, "before_cursor_execute", self.remember)

    def remember(self, _c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Note which table is written to."""
        found = _INSERT.match(statement)
        if found:
            self.touched.add(found[1])

    def begin_with(self, name: str, make: Callable[[], Any]) -> None:
        """Fill the empty database by a function; from the second time on put back the rows that it made."""
        assert not self.touched, "something was written before"
        if name in self.made:
            self._copy(f'INSERT INTO "{{table}}" SELECT * FROM made."{name} {{table}}"', self.made[name])
            self.touched.update(self.made[name])
            self.app.extensions["akademia"].kept.forget()
        else:
            make()
            db.session.commit()
            self.made[name] = [t.name for t in Model.metadata.sorted_tables if t.name in self.touched - {GENERATION}]
            self._copy(f'CREATE TABLE made."{name} {{table}}" AS SELECT * FROM "{{table}}"', self.made[name])
        db.session.commit()

    def _copy(self, statement: str, tables: list[str]) -> None:
        """Copy tables to or from `made`, within the database: no row comes to Python. The public generation rises."""
        db.session.commit()
        connection = db.engine.raw_connection()
        raw: Any = connection.driver_connection
        try:
            raw.execute(self.beside[0])
            raw.execute("BEGIN")
            for table in tables:
                raw.execute(statement.format(table=table))
            raw.execute(f"UPDATE {GENERATION} SET number = number + 1")
            raw.execute("COMMIT")
            raw.execute(self.beside[1])
        finally:
            connection.close()

    def clean(self) -> None:
        """Empty the tables that the last test touched."""
        names = [t.name for t in Model.metadata.sorted_tables if t.name in self.touched and t.name != GENERATION]
        with self.app.app_context(), database.writing(), db.engine.begin() as connection:
            if self.kind == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            else:
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for name in reversed(names):
                connection.execute(text(f'DELETE FROM "{name}"'))
            connection.execute(text(f"UPDATE {GENERATION} SET number = number + 1"))
        self.touched.clear()


@pytest.fixture(scope="session")
def benches(run_folder: Path) -> dict[str, Bench]:
    return {}


@pytest.fixture(params=DATABASES)
def app(
    request: pytest.FixtureRequest, benches: dict[str, Bench], run_folder: Path, worker_name: str
) -> Iterator[Flask]:
    """The academy with an empty database; an app context and the right to write are held for the test's own rows."""
    kind = request.param
    if kind not in benches:
        url = request.getfixturevalue("postgres_url") if kind == "postgresql" else None
        benches[kind] = Bench(kind, url, run_folder / worker_name)
    bench = benches[kind]
    with database.writing(), bench.app.app_context():
        yield bench.app
        db.session.remove()
    bench.clean()


@pytest.fixture
def begin_with(app: Flask, benches: dict[str, Bench]) -> Callable[[str, Callable[[], Any]], None]:
    """Give a function that fills the empty database by another one and commits; done once, its rows are kept."""
    return next(bench for bench in benches.values() if bench.app is app).begin_with


@pytest.fixture
def starter(begin_with: Callable[[str, Callable[[], Any]], None]) -> None:
    """What a new academy opens with."""
    begin_with("starter", load_all)


@pytest.fixture
def act_kept(begin_with: Callable[[str, Callable[[], Any]], None]) -> None:
    """The act of 13 June 2003 as the starter has it."""
    begin_with("act", keep_starter_act)


@pytest.fixture
def register_kept(begin_with: Callable[[str, Callable[[], Any]], None]) -> None:
    """The act with its amendments, and the names of other acts."""
    begin_with("register", keep_starter_register)


@pytest.fixture
def client(app: Flask) -> InspectingClient:
    return InspectingClient(app)


@pytest.fixture
def new_client(app: Flask) -> Callable[[], InspectingClient]:
    return lambda: InspectingClient(app)


@pytest.fixture
def stop_clock() -> Iterator[Callable[[datetime], None]]:
    """Stop the clock at a moment; it runs again after the test."""
    yield clock.freeze
    clock.freeze(None)


@pytest.fixture
def noon() -> Iterator[datetime]:
    """A stopped clock: 23 November 2026, noon in Warsaw."""
    moment = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
    clock.freeze(moment)
    yield moment
    clock.freeze(None)


@pytest.fixture
def count_queries(app: Flask) -> Iterator[Callable[[Callable[[], Any]], int]]:
    """Give a function that counts the statements another one sends to the database, with nothing kept from before."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)

    def count(act: Callable[[], Any]) -> int:
        app.extensions["akademia"].kept.forget()
        seen.clear()
        act()
        return len(seen)

    yield count
    event.remove(db.engine, "before_cursor_execute", note)
