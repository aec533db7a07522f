"""Academies for heavy proofs, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import start_postgres
from tests.proof.academy import Academy


@pytest.fixture(params=["sqlite", "postgresql"])
def academy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Academy]:
    """A prepared academy, not yet started; whatever runs of it is killed at the end."""
    url = request.getfixturevalue("fresh_postgres_url") if request.param == "postgresql" else None
    made = Academy(tmp_path / "instance", url)
    yield made
    made.stop()


@pytest.fixture
def fresh_postgres_url(durable_postgres) -> Iterator[str]:
    """A database of its own on a server that keeps its promises (fsync on)."""
    name = f"proof_{next(_numbers)}"
    durable_postgres.psql(f"CREATE DATABASE {name};")
    yield durable_postgres.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")
    durable_postgres.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(scope="session")
def durable_postgres(run_folder: Path) -> Iterator[Any]:
    # Not among pytest's own folders: run as root, the server is another user, and the next pytest shuts them to it.
    server = start_postgres(run_folder, "durable")
    yield server
    server.cleanup()


_numbers = iter(range(1, 1000))
