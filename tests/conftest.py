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
from sqlalchemy import Table, event, insert, select, text

from akademia.app import create_app
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import Model, db
from akademia.starter.services import load_all
from tests import network
from tests.client import InspectingClient
from tests.postgres import start_postgres

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


class Bench:
    """One app on one database, with what is needed to give each test an empty one."""

    def __init__(self, kind: str, url: str | None, folder: Path) -> None:
        self.kind = kind
        environ = {"AKADEMIA_INSTANCE": str(folder / kind)} | ({"AKADEMIA_DATABASE_URL": url} if url else {})
        # What was counted is written when a test says so, never by itself while the next one runs.
        self.app = create_app(environ, TESTING=True, RATELIMIT_ENABLED=True, COUNTS_EVERY=0, **QUICK_PASSWORDS)
        self.touched: set[str] = set()
        self.made: dict[str, dict[Table, list[dict[str, Any]]]] = {}
        with self.app.app_context():
            Model.metadata.create_all(db.engine)
            db.session.commit()
            event.listen(db.engine, "before_cursor_execute", self._remember)

    def _remember(self, _c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = _INSERT.match(statement)
        if found:
            self.touched.add(found[1])

    def begin_with(self, name: str, make: Callable[[], Any]) -> None:
        """Fill the empty database by a function; from the second time on put back the rows that it made."""
        assert not self.touched, "something was written before"
        if name in self.made:
            self._put_back(self.made[name])
        else:
            make()
            db.session.commit()
            self.made[name] = self._rows()
        db.session.commit()

    def _rows(self) -> dict[Table, list[dict[str, Any]]]:
        tables = [table for table in Model.metadata.sorted_tables if table.name in self.touched]
        found = {table: db.session.execute(select(table)).mappings().all() for table in tables}
        return {table: [dict(row) for row in rows] for table, rows in found.items() if table.name != GENERATION}

    def _put_back(self, made: dict[Table, list[dict[str, Any]]]) -> None:
        for table, rows in made.items():
            if rows:
                db.session.execute(insert(table), rows)
        db.session.execute(text(f"UPDATE {GENERATION} SET number = number + 1"))
        self.app.extensions["akademia"].kept.forget()

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
